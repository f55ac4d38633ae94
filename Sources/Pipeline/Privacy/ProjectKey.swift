package import Corpus
import Crypto
import Foundation

/// The key of a project: 32 bytes from a file that only its owner may read.
///
/// The file holds one line, `schakel-key-1 ` and 64 hexadecimal digits. Source of the scheme:
/// HMAC-SHA256 (RFC 2104, RFC 4231), first 128 bits.
package struct ProjectKey: Sendable {
  private static let opening = "schakel-key-1 "
  let bytes: [UInt8]

  /// Makes a key: from the system's random source, or from a phrase, for examples that must be the
  /// same everywhere and hide nobody.
  package static func make(phrase: String? = nil) -> ProjectKey {
    if let phrase {
      let digest = SHA256.hash(data: Array(("schakel demo key\u{1F}" + phrase).utf8))
      return ProjectKey(bytes: Array(digest))
    }
    return ProjectKey(bytes: SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) })
  }

  /// Writes the key to a new file with mode 0600.
  /// - Throws: `Complaint` (73) when the file exists or cannot be made.
  package func write(to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      if errno == EEXIST {
        throw Complaint(
          "exists already; a key is never overwritten, because its pseudonyms would be lost",
          at: path, status: .cannotWrite)
      }
      throw Complaint(
        "cannot be made: \(String(cString: strerror(errno)))", at: path, status: .cannotWrite)
    }
    defer { close(descriptor) }
    let text = Self.opening + bytes.map { hex($0) }.joined() + "\n"
    var line = Array(text.utf8)
    guard fchmod(descriptor, 0o600) == 0,
      Foundation.write(descriptor, &line, line.count) == line.count,
      fsync(descriptor) == 0
    else {
      unlink(path)
      throw Complaint(
        "cannot be written: \(String(cString: strerror(errno)))", at: path, status: .cannotWrite)
    }
  }

  /// Reads a key file.
  /// - Throws: `Complaint` (66) when it is missing, (78) when others may read it or it is no key.
  package static func read(from path: String) throws -> ProjectKey {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw Complaint(
        "no such key; make one with `schakel keygen \(path)`", at: path, status: .noInput)
    }
    guard status.st_mode & 0o077 == 0 else {
      throw Complaint(
        "others than you may read this key; run `chmod 600 \(path)`", at: path,
        status: .configuration)
    }
    let content = try at(path) { try FileSource(path: path).readAll(limit: 4096) }
    let line = String(decoding: content, as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    let digits = Array(line.dropFirst(opening.count).utf8)
    let values = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
      UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)
    }
    guard line.hasPrefix(opening), digits.count == 64, values.count == 32 else {
      throw Complaint(
        "is no schakel key; it should hold '\(opening)' and 64 hexadecimal digits", at: path,
        status: .configuration)
    }
    return ProjectKey(bytes: values)
  }

  private func hex(_ byte: UInt8) -> String {
    let text = String(byte, radix: 16)
    return text.count == 1 ? "0" + text : text
  }

  /// The pseudonymiser of this key.
  package var pseudonymiser: KeyPseudonymiser { KeyPseudonymiser(self) }
}

/// HMAC-SHA256 pseudonyms: a letter for the space and 26 characters a–z, 2–7 (128 bits).
package struct KeyPseudonymiser: Pseudonymiser {
  private let key: SymmetricKey
  package let keyID: String
  package var isOn: Bool { true }

  package init(_ key: ProjectKey) {
    self.key = SymmetricKey(data: key.bytes)
    let mac = HMAC<SHA256>.authenticationCode(
      for: Array("schakel key id".utf8), using: self.key)
    keyID = "k" + String(decoding: Base32.text(Array(mac.prefix(5))), as: UTF8.self)
  }

  package func pseudonym(
    space: IDSpace, platform: String, native: UnsafeBufferPointer<UInt8>
  ) -> [UInt8] {
    var message: [UInt8] = []
    message.reserveCapacity(native.count + platform.utf8.count + 2)
    message.append(space.letter)
    message.append(contentsOf: platform.utf8)
    message.append(0x1F)
    message.append(contentsOf: native)
    let mac = HMAC<SHA256>.authenticationCode(for: message, using: key)
    return [space.letter] + Base32.text(Array(mac.prefix(16)))
  }

  /// A digest of `text` under the key, for places in the public run record.
  package func digest(_ text: [UInt8]) -> String {
    let mac = HMAC<SHA256>.authenticationCode(for: [0x66, 0x1F] + text, using: key)
    return String(decoding: Base32.text(Array(mac.prefix(16))), as: UTF8.self)
  }
}

/// Hands ids through, for a project that says why it needs no key.
package struct NoPseudonyms: Pseudonymiser {
  package init() {}
  package var keyID: String { "none" }
  package var isOn: Bool { false }
  package func pseudonym(
    space: IDSpace, platform: String, native: UnsafeBufferPointer<UInt8>
  ) -> [UInt8] {
    Array(native)
  }
}

/// RFC 4648 base 32 in lower case, without padding.
enum Base32 {
  static func text(_ bytes: [UInt8]) -> [UInt8] {
    let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count * 8 + 4) / 5)
    var buffer: UInt32 = 0
    var bits: UInt32 = 0
    for byte in bytes {
      buffer = buffer << 8 | UInt32(byte)
      bits += 8
      while bits >= 5 {
        bits -= 5
        text.append(alphabet[Int(buffer >> bits & 31)])
      }
    }
    if bits > 0 { text.append(alphabet[Int(buffer << (5 - bits) & 31)]) }
    return text
  }
}
