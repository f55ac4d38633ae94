package import Corpus
import Crypto
import Foundation

/// Where bytes go: a file or standard output.
package protocol ByteSink: AnyObject {
  /// - Throws: `Complaint` (73) when there is no room, or nobody reads any more.
  func write(_ bytes: UnsafeRawBufferPointer) throws
  /// Hands on what is still held back.
  func flush() throws
}

extension ByteSink {
  package func write(_ text: String) throws {
    var copy = text
    try copy.withUTF8 { try write(UnsafeRawBufferPointer($0)) }
  }

  package func write(_ bytes: [UInt8]) throws { try bytes.withUnsafeBytes { try write($0) } }
}

/// A descriptor with a buffer before it.
package final class DescriptorSink: ByteSink {
  private let descriptor: Int32
  /// How messages name it.
  private let shown: String
  private var buffer: [UInt8] = []
  private static let room = 1 << 18

  package init(descriptor: Int32, shown: String) {
    self.descriptor = descriptor
    self.shown = shown
    buffer.reserveCapacity(Self.room)
  }

  package static var standardOutput: DescriptorSink {
    DescriptorSink(descriptor: STDOUT_FILENO, shown: "standard output")
  }

  package func write(_ bytes: UnsafeRawBufferPointer) throws {
    if buffer.count + bytes.count > Self.room { try flush() }
    if bytes.count >= Self.room { return try put(bytes) }
    buffer.append(contentsOf: bytes)
  }

  package func flush() throws {
    try buffer.withUnsafeBytes { try put($0) }
    buffer.removeAll(keepingCapacity: true)
  }

  private func put(_ bytes: UnsafeRawBufferPointer) throws {
    var done = 0
    while done < bytes.count {
      let count = Foundation.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
      if count > 0 {
        done += count
      } else if errno != EINTR {
        throw Self.complaint(errno, shown)
      }
    }
  }

  static func complaint(_ code: Int32, _ shown: String) -> Complaint {
    switch code {
    case EPIPE: Complaint(ClosedPipe.message, at: shown, status: .cannotWrite)
    case ENOSPC, EDQUOT:
      Complaint(
        "no room is left on the disk; nothing was kept of this file", at: shown,
        status: .cannotWrite)
    case EFBIG:
      Complaint(
        "is larger than files may be here; nothing was kept of it", at: shown,
        status: .cannotWrite)
    default:
      Complaint(
        "cannot be written: \(String(cString: strerror(code)))", at: shown, status: .cannotWrite)
    }
  }
}

/// Nobody reads standard output any more (`| head`): the end of the work, not a fault.
package enum ClosedPipe {
  static let message = "nobody reads it any more"
  package static func isCause(of complaint: Complaint) -> Bool {
    complaint.message == message
  }
}

/// A file that appears whole or not at all: written beside its place, then renamed. A device or
/// named pipe is written to as it is.
package final class OutputFile: ByteSink {
  package let path: String
  private let beside: String
  private let isDevice: Bool
  private let descriptor: Int32
  private let sink: DescriptorSink
  private var hash = SHA256()
  private var isDone = false
  private(set) package var size = 0

  /// - Throws: `Complaint` (73) when the folder is missing or may not be written.
  package init(path: String, mode: UInt32 = 0o644) throws {
    self.path = path
    isDevice = try Self.isDevice(path)
    beside = isDevice ? path : "\(path).partial-\(getpid())"
    descriptor = open(
      beside, O_WRONLY | O_CLOEXEC | (isDevice ? 0 : O_CREAT | O_TRUNC), mode_t(mode))
    guard descriptor >= 0 else { throw DescriptorSink.complaint(errno, path) }
    if !isDevice { Leftovers.add(beside) }
    sink = DescriptorSink(descriptor: descriptor, shown: path)
  }

  deinit {
    if !isDone {
      close(descriptor)
      if !isDevice { Leftovers.remove(beside) }
    }
  }

  private static func isDevice(_ path: String) throws -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return false
    case S_IFDIR: throw Complaint("is a folder; name a file", at: path, status: .cannotWrite)
    default: return true
    }
  }

  package func write(_ bytes: UnsafeRawBufferPointer) throws {
    hash.update(bufferPointer: bytes)
    size += bytes.count
    try sink.write(bytes)
  }

  package func flush() throws { try sink.flush() }

  /// Puts the file in its place; returns the SHA-256 of its bytes.
  @discardableResult
  package func finish() throws -> String {
    try sink.flush()
    guard fsync(descriptor) == 0 || errno == EINVAL, close(descriptor) == 0 else {
      throw DescriptorSink.complaint(errno, path)
    }
    guard !isDevice else {
      isDone = true
      return hash.finalize().hexadecimal
    }
    guard rename(beside, path) == 0 else { throw DescriptorSink.complaint(errno, path) }
    isDone = true
    Leftovers.forget(beside)
    return hash.finalize().hexadecimal
  }
}

extension Sequence where Element == UInt8 {
  /// Two lower-case digits a byte.
  var hexadecimal: String {
    map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined()
  }
}
