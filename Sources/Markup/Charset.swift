/// An encoding that exports come in. One-byte encodings are read by our own tables, because libxml2
/// drops the curly quotes and the euro sign of pages that say latin1 and mean windows-1252.
package enum Charset: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case utf16le = "utf-16le"
  case utf16be = "utf-16be"
  case windows1250 = "windows-1250"
  case windows1251 = "windows-1251"
  case windows1252 = "windows-1252"
  case windows1253 = "windows-1253"
  case windows1254 = "windows-1254"
  case windows1256 = "windows-1256"
  case iso88592 = "iso-8859-2"
  case iso885915 = "iso-8859-15"

  /// The encoding that a label means, nil when it is none of these.
  ///
  /// As in the WHATWG Encoding Standard, latin1 and ASCII mean windows-1252, and latin5 (the
  /// Turkish iso-8859-9) means windows-1254.
  package init?(label: String) {
    var name = ""
    for byte in label.utf8 where byte > 32 && byte != 34 && byte != 39 {
      name.unicodeScalars.append(Unicode.Scalar(byte >= 65 && byte <= 90 ? byte + 32 : byte))
    }
    switch name {
    case "utf-8", "utf8", "unicode-1-1-utf-8": self = .utf8
    case "utf-16", "utf-16le", "unicode", "ucs-2": self = .utf16le
    case "utf-16be": self = .utf16be
    case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1", "us-ascii", "ascii",
      "windows-1252", "cp1252", "x-cp1252":
      self = .windows1252
    case "iso-8859-9", "iso8859-9", "iso_8859-9", "latin5", "latin-5", "l5", "windows-1254",
      "cp1254", "x-cp1254":
      self = .windows1254
    case "iso-8859-15", "iso8859-15", "iso_8859-15", "latin-9", "latin9", "l9": self = .iso885915
    case "iso-8859-2", "iso8859-2", "iso_8859-2", "latin2", "latin-2", "l2": self = .iso88592
    case "windows-1250", "cp1250", "x-cp1250": self = .windows1250
    case "windows-1251", "cp1251", "x-cp1251": self = .windows1251
    case "windows-1253", "cp1253", "x-cp1253": self = .windows1253
    case "windows-1256", "cp1256", "x-cp1256": self = .windows1256
    default: return nil
    }
  }

  /// What the first bytes say, and how many bytes that mark takes; nil without a mark.
  package static func byteOrderMark(_ bytes: some Collection<UInt8>) -> (Charset, length: Int)? {
    let head = Array(bytes.prefix(3))
    if head == [0xEF, 0xBB, 0xBF] { return (.utf8, 3) }
    if head.starts(with: [0xFF, 0xFE]) { return (.utf16le, 2) }
    if head.starts(with: [0xFE, 0xFF]) { return (.utf16be, 2) }
    return nil
  }

  /// The upper half of a one-byte encoding, nil for Unicode's own.
  var table: [UInt16]? {
    switch self {
    case .utf8, .utf16le, .utf16be: nil
    case .windows1250: CharsetTable.windows1250
    case .windows1251: CharsetTable.windows1251
    case .windows1252: CharsetTable.windows1252
    case .windows1253: CharsetTable.windows1253
    case .windows1254: CharsetTable.windows1254
    case .windows1256: CharsetTable.windows1256
    case .iso88592: CharsetTable.iso88592
    case .iso885915: CharsetTable.iso885915
    }
  }

  /// Whether every byte is a character of its own, so that a text may be decoded in pieces.
  package var isOneByte: Bool { table != nil }
}
