import Corpus
import Foundation
import Ingest
import Testing

/// Whether a scanner takes the bytes for one JSON text.
private func accepts(_ bytes: [UInt8]) -> Bool {
  let batch = PostBatch(capacity: bytes.count + PostBatch.padding)
  _ = batch.put(bytes)
  batch.pad()
  var scanner = JSONScanner(base: batch.base, at: 0, end: batch.used)
  scanner.skipValue()
  return !scanner.failed && scanner.isAtEnd()
}

/// The inside of a string literal, decoded, and how many texts were repaired.
private func decoded(_ literal: [UInt8]) -> (text: [UInt8], repaired: Int)? {
  let batch = PostBatch(capacity: 16)
  _ = batch.put([34] + literal + [34])
  batch.pad()
  var scanner = JSONScanner(base: batch.base, at: 0, end: batch.used)
  guard let text = scanner.text(), scanner.isAtEnd() else { return nil }
  let field = batch.decoded(text)
  return (Array(batch.bytes(field)), batch.repairedTexts)
}

@Suite struct `The scanner of JSON` {
  private static let texts = [
    #"{"id":"9001","text":"a\u00e9\ud83d\ude00 \"b\" \\ \/ \b\f\n\r\t","n":[1,-2,3.5,0,1e5,-0.1E-2]}"#,
    #"{"data":[{"id":"1","a":{}},{"b":[]},null,true,false],"meta":{"count":2}}"#,
    #"[[],[[]],[{}],{"a":{"b":{"c":[1,[2,[3]]]}}},"",[""],{"":""}]"#,
    #" { "spaced" : [ 1 , 2 , { "x" : null } ] , "end" : "ja" } "#,
    #"[0,-0,10,1.0,1.25e+10,9007199254740993,123456789012345678,1E2,1e-2]"#,
    "{\n\t\"a\": \"één ş ğ 😀\",\r\n\t\"b\": [true,\nfalse,\tnull]\n}",
    #""just a text with \u0000 and \u001F""#, "12", "-1.5e3", "true", "null",
    #"{"a":1,"a":2,"b":"\\\\\"","c":"\\u0041"}"#,
  ]

  /// What differs on purpose: the scanner does not look at the encoding (who keeps a text repairs
  /// it), lets half surrogates through, and knows no largest number.
  private static func mayDiffer(_ bytes: [UInt8]) -> Bool {
    guard !bytes.contains(0), bytes.withUnsafeBufferPointer(UTF8Check.isValid) else { return true }
    let text = String(decoding: bytes, as: UTF8.self).lowercased()
    let numbers = text.split { !$0.isASCII || !("0123456789.e+-".contains($0)) }
    if numbers.contains(where: { Double($0)?.isInfinite ?? false }) { return true }
    return text.contains("\\ud") || text.hasPrefix("\u{FEFF}")
  }

  @Test func `takes what Foundation takes and no more, in 2,400 changed texts`() {
    var dice = Dice("scanner")
    let signs = Array("{}[]\",:\\/0159eE+-.utfnrlsa \n\t".utf8) + [0, 0x1F, 0x7F, 0xC3, 0xFF]
    var (both, neither, passed) = (0, 0, 0)
    for text in Self.texts {
      #expect(accepts(Array(text.utf8)))
      for _ in 0..<200 {
        let bytes = dice.change(Array(text.utf8), signs: signs)
        if Self.mayDiffer(bytes) {
          passed += 1
          continue
        }
        let theirs =
          (try? JSONSerialization.jsonObject(with: Data(bytes), options: [.fragmentsAllowed]))
          != nil
        #expect(accepts(bytes) == theirs, "\(String(decoding: bytes, as: UTF8.self))")
        if theirs { both += 1 } else { neither += 1 }
      }
    }
    // The comparison means something: there are enough of each, and few are passed over.
    #expect(both > 150 && neither > 1000 && passed < 800, "\(both) \(neither) \(passed)")
  }

  @Test(arguments: [
    "", " ", "{", "}", "[1,]", "[,1]", "{\"a\":1,}", "{,}", "{\"a\"}", "{\"a\":}", "{a:1}",
    "{\"a\":1 \"b\":2}", "[1 2]", "01", "-", "1.", ".5", "1e", "+1", "--1", "0x1", "NaN", "tru",
    "nulll", "\"a", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"a\nb\"", "\"\t\"", "{} {}", "[1]]",
    "'a'", "//", "[1}", "{\"a\":1]", "{1:2}", "\"\\", "\"\\u", "[\"a\",", "{\"a\":\"b",
  ])
  func `refuses`(_ text: String) {
    #expect(!accepts(Array(text.utf8)))
  }

  @Test func `goes 512 levels deep and no deeper`() {
    func nested(_ depth: Int) -> [UInt8] {
      Array(String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).map {
        $0.asciiValue ?? 0
      }
    }
    for depth in [1, 63, 64, 65, 128, 129, 511, 512] { #expect(accepts(nested(depth))) }
    #expect(!accepts(nested(513)))
    // The kinds of brackets are remembered past 64 levels.
    for depth in [64, 65, 130] {
      let text =
        String(repeating: "[{\"a\":", count: depth) + "1" + String(repeating: "}]", count: depth)
      #expect(accepts(Array(text.utf8)))
      #expect(!accepts(Array(text.dropLast(2).utf8) + Array("]}".utf8)))
    }
  }

  @Test func `finds the end of a text at every distance from it`() {
    for length in 0..<40 {
      let inside = String(repeating: "x", count: length)
      #expect(accepts(Array("\"\(inside)\"".utf8)))
      #expect(!accepts(Array("\"\(inside)".utf8)))
      #expect(!accepts(Array("\"\(inside)\\\"".utf8)))
      #expect(decoded(Array(inside.utf8))?.text == Array(inside.utf8))
    }
  }

  /// Written down by hand after RFC 8259, section 7, and the Unicode standard, table 3-7 (one
  /// U+FFFD, EF BF BD, for every byte that begins nothing).
  private static let literals: [(literal: [UInt8], text: [UInt8], repaired: Int)] = [
    (Array(#"plain"#.utf8), Array("plain".utf8), 0),
    (Array(#"\"\\\/\b\f\n\r\t"#.utf8), [34, 92, 47, 8, 12, 10, 13, 9], 0),
    (Array(#"\u0041\u00e9\u20AC"#.utf8), [0x41, 0xC3, 0xA9, 0xE2, 0x82, 0xAC], 0),
    (Array(#"\u0000"#.utf8), [0], 0),
    (Array(#"\uD83D\uDE00"#.utf8), [0xF0, 0x9F, 0x98, 0x80], 0),
    (
      Array(#"\ud800\udc00\udbff\udfff"#.utf8), [0xF0, 0x90, 0x80, 0x80, 0xF4, 0x8F, 0xBF, 0xBF], 0
    ),
    (
      Array(#"\uFFFF\ud7ff\ue000"#.utf8), [0xEF, 0xBF, 0xBF, 0xED, 0x9F, 0xBF, 0xEE, 0x80, 0x80], 0
    ),
    (Array(#"\ud83d"#.utf8), [0xEF, 0xBF, 0xBD], 1),
    (Array(#"\ude00x"#.utf8), [0xEF, 0xBF, 0xBD, 0x78], 1),
    (Array(#"\ud83d\u0041"#.utf8), [0xEF, 0xBF, 0xBD, 0x41], 1),
    (Array(#"\ud83d\ud83d\ude00"#.utf8), [0xEF, 0xBF, 0xBD, 0xF0, 0x9F, 0x98, 0x80], 1),
    (Array(#"\ud83d\n"#.utf8), [0xEF, 0xBF, 0xBD, 10], 1),
    (Array(#"\\u0041"#.utf8), Array(#"\u0041"#.utf8), 0),
    (Array("é€😀".utf8), [0xC3, 0xA9, 0xE2, 0x82, 0xAC, 0xF0, 0x9F, 0x98, 0x80], 0),
    ([0xFF], [0xEF, 0xBF, 0xBD], 1),
    ([0x61, 0xC3, 0x62], [0x61, 0xEF, 0xBF, 0xBD, 0x62], 1),
    ([0xC0, 0x80], [0xEF, 0xBF, 0xBD, 0xEF, 0xBF, 0xBD], 1),
    (
      [0xED, 0xA0, 0x80],
      [0xEF, 0xBF, 0xBD, 0xEF, 0xBF, 0xBD, 0xEF, 0xBF, 0xBD], 1
    ),
    (
      [0xC3, 0xA9, 0x5C, 0x6E, 0xF0, 0x9F], [0xC3, 0xA9, 10, 0xEF, 0xBF, 0xBD, 0xEF, 0xBF, 0xBD], 1
    ),
  ]

  @Test(arguments: literals.indices)
  func `decodes escapes, and repairs what is no text`(_ index: Int) throws {
    let expected = Self.literals[index]
    let found = try #require(decoded(expected.literal))
    #expect(found.text == expected.text)
    #expect(found.repaired == expected.repaired)
  }
}
