import Corpus
import Crypto
import Foundation

/// SHA-256 of whole inputs, for the run record.
enum InputDigest {
  /// Size and digest of each path; a folder's covers the names and bytes of all its files.
  static func of(_ paths: [String], jobs: Int) throws -> [(size: Int, sha256: String)] {
    try Crew.map(paths.count, jobs: jobs) { try digest(paths[$0]) }
  }

  private static func digest(_ path: String) throws -> (size: Int, sha256: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw FileSource.complaint(errno).inside(path) }
    var hash = SHA256()
    var size = 0
    if status.st_mode & S_IFMT == S_IFDIR {
      let names = (FileManager.default.enumerator(atPath: path)?.allObjects as? [String]) ?? []
      for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
        var entry = stat()
        guard lstat("\(path)/\(name)", &entry) == 0, entry.st_mode & S_IFMT == S_IFREG else {
          continue
        }
        hash.update(data: Array(name.utf8) + [0])
        size += try add("\(path)/\(name)", to: &hash)
      }
    } else {
      size = try add(path, to: &hash)
    }
    return (size, hash.finalize().hexadecimal)
  }

  private static func add(_ path: String, to hash: inout SHA256) throws -> Int {
    let source = try FileSource(path: path)
    var block = [UInt8](repeating: 0, count: 1 << 20)
    var size = 0
    while true {
      let count = try block.withUnsafeMutableBytes { try source.read(into: $0) }
      if count == 0 { return size }
      block.withUnsafeBytes {
        hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<count]))
      }
      size += count
    }
  }

  static func of(_ bytes: [UInt8]) -> String { SHA256.hash(data: bytes).hexadecimal }
}
