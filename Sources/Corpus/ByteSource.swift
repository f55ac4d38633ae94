import Foundation

/// A stream of bytes that is read once, in order.
public protocol ByteSource: AnyObject {
  /// Fills at most `buffer.count` bytes; 0 means the end.
  /// - Throws: `Complaint` without a place: the opener adds its own.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}

/// A plain file or standard stream, by read(2).
public final class FileSource: ByteSource {
  private let descriptor: Int32
  private let closes: Bool

  public init(descriptor: Int32) {
    self.descriptor = descriptor
    closes = false
  }

  /// - Throws: `Complaint` (66) that says what is missing or not allowed; it names no path.
  public init(path: String) throws {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    closes = true
    if descriptor < 0 { throw FileSource.complaint(errno) }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      close(descriptor)
      throw Complaint("is a folder; name the files in it", status: .noInput)
    }
  }

  deinit { if closes { close(descriptor) } }

  public func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard let start = buffer.baseAddress, buffer.count > 0 else { return 0 }
    while true {
      let count = Foundation.read(descriptor, start, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR { throw FileSource.complaint(errno) }
    }
  }

  /// What an errno of opening or reading means to a person.
  public static func complaint(_ code: Int32) -> Complaint {
    switch code {
    case ENOENT: Complaint("no such file", status: .noInput)
    case EACCES, EPERM:
      Complaint("may not be read; check its permissions (ls -l)", status: .noInput)
    case ENOTDIR: Complaint("a part of the path is no folder", status: .noInput)
    case EISDIR: Complaint("is a folder; name the files in it", status: .noInput)
    default: Complaint("cannot be read: \(String(cString: strerror(code)))", status: .noInput)
    }
  }
}

extension ByteSource {
  /// Everything that is left, up to `limit` bytes.
  /// - Throws: `Complaint` when there is more.
  public func readAll(limit: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = try block.withUnsafeMutableBytes { try read(into: $0) }
      if count == 0 { return bytes }
      guard bytes.count + count <= limit else {
        throw Complaint("is larger than \(limit >> 20) MiB")
      }
      bytes.append(contentsOf: block[..<count])
    }
  }
}
