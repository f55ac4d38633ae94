import Markup
import Testing

/// Expected characters are those of the Unicode Consortium's mapping tables.
@Suite struct `Every charset` {
  @Test(arguments: [
    ("ISO-8859-1", Charset.windows1252), ("latin1", .windows1252), ("us-ascii", .windows1252),
    ("iso-8859-9", .windows1254), ("latin5", .windows1254), ("UTF8", .utf8),
    (" 'Windows-1254' ", .windows1254), ("iso-8859-15", .iso885915), ("UTF-16", .utf16le),
  ])
  func `goes by the labels of the WHATWG`(label: String, charset: Charset) {
    #expect(Charset(label: label) == charset)
  }

  @Test func `is unknown by other labels`() {
    #expect(Charset(label: "shift_jis") == nil)
    #expect(Charset(label: "") == nil)
  }

  @Test(
    arguments: [
      (Charset.windows1252, [0x80, 0x93, 0xEB, 0x94, 0x85], "€“ë”…"),
      (.windows1254, [0xF0, 0xFD, 0xFE, 0xDD, 0xDE, 0xD0], "ğışİŞĞ"),
      (.iso885915, [0xA4, 0xBD, 0x41], "€œA"), (.windows1250, [0xB3, 0xF3, 0x9F], "łóź"),
      (.windows1251, [0xCF, 0xF0], "Пр"), (.windows1253, [0xE1, 0xE2], "αβ"),
      (.windows1256, [0xE3, 0xD1], "مر"), (.iso88592, [0xB1, 0xE6], "ąć"),
      (.utf16le, [0x41, 0x00, 0x3D, 0xD8, 0x00, 0xDE], "A😀"), (.utf16be, [0x00, 0x41], "A"),
      (.utf8, [0xC3, 0xAB], "ë"),
    ] as [(Charset, [UInt8], String)])
  func `decodes by its table`(charset: Charset, bytes: [UInt8], text: String) {
    let decoded = charset.decode(bytes[...])
    #expect(String(decoding: decoded.utf8, as: UTF8.self) == text)
    #expect(decoded.repairs == 0)
  }

  @Test func `counts what was no character`() {
    let utf8 = Charset.utf8.decode([0x41, 0xFF, 0xC3, 0xAB, 0xC3][...])
    #expect(String(decoding: utf8.utf8, as: UTF8.self) == "A\u{FFFD}ë\u{FFFD}")
    #expect(utf8.repairs == 2)
    #expect(Charset.utf16le.decode([0x00, 0xD8, 0x41, 0x00][...]).repairs == 1)
  }
}

@Suite struct `Every saved page` {
  private func read(_ bytes: [UInt8], known: Charset? = nil) -> String? {
    PageCharset.decode(bytes, known: known).map { String(decoding: $0.utf8, as: UTF8.self) }
  }

  private func with(_ meta: String, _ bytes: [UInt8]) -> [UInt8] { Array(meta.utf8) + bytes }

  @Test func `says latin1 and means windows-1252`() {
    let meta = "<META http-equiv=\"Content-Type\" content=\"text/html; charset=ISO-8859-1\">"
    #expect(read(with(meta, [0x93, 0x80, 0x94])) == meta + "“€”")
    let short = "<meta charset=iso-8859-9>"
    #expect(read(with(short, [0xFE, 0xFD])) == short + "şı")
  }

  @Test func `is UTF-8 in spite of a stale declaration, when its bytes leave no doubt`() {
    let meta = "<meta charset='iso-8859-1'>"
    #expect(read(with(meta, Array("ë é ï".utf8))) == meta + "ë é ï")
    // Two sequences could be chance: the declaration stands.
    #expect(read(with(meta, Array("ë".utf8))) == meta + "Ã«")
  }

  @Test func `is windows-1252 when it says UTF-8 and is not`() {
    let meta = "<meta charset=\"utf-8\"/>"
    #expect(read(with(meta, [0x63, 0x61, 0x66, 0xE9])) == meta + "café")
    #expect(read([0x63, 0x61, 0x66, 0xE9]) == "café")
  }

  @Test func `goes by its byte order mark first, and by what the caller knows second`() {
    #expect(
      read([0xEF, 0xBB, 0xBF] + Array("<meta charset=latin1>ë".utf8)) == "<meta charset=latin1>ë")
    #expect(read([0xFF, 0xFE, 0x41, 0x00]) == "A")
    #expect(read([0xFE], known: .windows1254) == "ş")
  }

  @Test func `is not read when its encoding is unknown`() {
    #expect(read(with("<meta charset=shift_jis>", [0x82, 0xA0])) == nil)
    #expect(read(with("<meta charset=shift_jis>", [0x41])) == "<meta charset=shift_jis>A")
  }

  @Test func `does not take a word in its text for a declaration`() {
    #expect(read(Array("<p>charset=koi8-u</p>ë".utf8)) == "<p>charset=koi8-u</p>ë")
  }
}
