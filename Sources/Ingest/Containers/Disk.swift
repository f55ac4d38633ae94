// The C type `stat` reaches this module through libarchive's header as well as through Foundation.
import CArchive
import Corpus
import Foundation

/// Files and folders of the disk, with names as the bytes that they are.
enum Disk {
  /// What stands at a path.
  enum Kind {
    case file(Int64)
    case folder, other
  }

  /// What stands at a path; a link is `other` unless it is to be followed.
  /// - Throws: `Complaint` (66) without a place.
  static func kind(_ path: [UInt8], following: Bool = false) throws -> Kind {
    var status = stat()
    let code = terminated(path) { following ? stat($0, &status) : lstat($0, &status) }
    guard code == 0 else { throw FileSource.complaint(errno) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file(Int64(status.st_size))
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  /// Bytes of the file at a path; 0 for a pipe.
  /// - Throws: `Complaint` (66) without a place.
  static func size(_ path: String) throws -> Int64 {
    if case .file(let size) = try kind(Array(path.utf8), following: true) { size } else { 0 }
  }

  static func join(_ folder: [UInt8], _ name: [UInt8]) -> [UInt8] {
    if name.isEmpty { return folder }
    if folder.isEmpty { return name }
    return folder.last == 47 ? folder + name : folder + [47] + name
  }

  /// Names in a folder, sorted bytewise, without `.` and `..`.
  /// - Throws: `Complaint` (66) without a place.
  static func names(in path: [UInt8]) throws -> [[UInt8]] {
    guard let handle = terminated(path, { opendir($0) }) else {
      let code = errno
      throw code == EACCES || code == EPERM
        ? Complaint(
          "is or holds a folder that may not be read; check its permissions (ls -lR)",
          status: .noInput)
        : FileSource.complaint(code)
    }
    defer { closedir(handle) }
    var names: [[UInt8]] = []
    errno = 0
    while let entry = readdir(handle) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name != [46], name != [46, 46] { names.append(name) }
      errno = 0
    }
    if errno != 0 { throw FileSource.complaint(errno) }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }

  private static func terminated<T>(_ path: [UInt8], _ body: (UnsafePointer<CChar>) -> T) -> T {
    (path + [0]).withUnsafeBytes { body($0.baseAddress!.assumingMemoryBound(to: CChar.self)) }
  }
}
