import Corpus
import Foundation
import Testing

@Suite struct `Every JSON text that is written` {
  private func written(_ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter(capacity: 1)
    body(&writer)
    return String(decoding: writer.bytes(), as: UTF8.self)
  }

  @Test func `has its commas set by the writer`() {
    let text = written { out in
      for round in 1...2 {
        out.beginObject()
        out.key("record")
        out.string("tie" as StaticString)
        out.key("topics")
        out.beginArray()
        out.string("school" as String)
        out.string("work" as String)
        out.endArray()
        out.key("none")
        out.beginArray()
        out.endArray()
        out.key("membership")
        out.beginObject()
        out.key("a \"b\"" as String)
        out.double(0.5)
        out.key("c" as String)
        out.double(1)
        out.endObject()
        out.key("n")
        out.int(round)
        out.key("present")
        out.bool(true)
        out.key("sameness")
        out.null()
        out.endObject()
        out.endLine()
      }
    }
    let line = { (n: Int) in
      #"{"record":"tie","topics":["school","work"],"none":[],"membership":{"a \"b\"":0.5,"c":1},"#
        + "\"n\":\(n),\"present\":true,\"sameness\":null}\n"
    }
    #expect(text == line(1) + line(2))
  }

  @Test func `escapes control characters, quotes and backslashes, wherever they stand`() throws {
    #expect(
      written { $0.string("\u{0}\u{1F}\n\r\t\u{8}\u{C}\"\\/é😀" as String) }
        == #""\u0000\u001f\n\r\t\b\f\"\\/é😀""#)
    // Each byte below 128 at each distance from the end of an eight-byte step, read back by
    // Foundation.
    for scalar in UInt8(0)..<128 {
      for before in 0..<17 {
        let text =
          String(repeating: "a", count: before) + String(UnicodeScalar(scalar))
          + String(repeating: "é", count: 17 - before)
        let json = written { $0.string(text) }
        let back = try JSONDecoder().decode([String].self, from: Data("[\(json)]".utf8))
        #expect(back == [text])
      }
    }
    let all = String(repeating: "\u{1}", count: 5000)
    #expect(written { $0.string(all) }.utf8.count == 30_002)
  }

  @Test func `holds whole numbers without a point and others in their shortest form`() {
    let cases: [(Double, String)] = [
      (0, "0"), (-0.0, "0"), (1, "1"), (-3, "-3"), (0.5, "0.5"), (0.1, "0.1"),
      (1.0 / 3, "0.3333333333333333"), (9_007_199_254_740_992, "9007199254740992.0"),
      (1e300, "1e+300"), (Double.leastNonzeroMagnitude, "5e-324"),
    ]
    for (value, text) in cases { #expect(written { $0.double(value) } == text) }
    for value in [0, 7, 10, 99, 100, -1, 1_234_567_890, Int.max, Int.min, Int.max / 10] {
      #expect(written { $0.int(value) } == "\(value)")
    }
  }

  @Test func `holds moments as RFC 3339`() {
    // 1584103856 is 2020-03-13T12:50:56Z (date -u -d @1584103856).
    #expect(written { $0.time(1_584_103_856_000) } == "\"2020-03-13T12:50:56Z\"")
    #expect(written { $0.time(1_584_103_856_007) } == "\"2020-03-13T12:50:56.007Z\"")
    #expect(written { $0.time(-1) } == "\"1969-12-31T23:59:59.999Z\"")
  }

  @Test func `may take whole values and lines as they are`() {
    let text = written { out in
      out.beginArray()
      var value = "{\"a\":1}"
      value.withUTF8 { out.raw($0) }
      value.withUTF8 { out.raw($0) }
      out.endArray()
      out.endLine()
      value.withUTF8 { out.append($0) }
      out.endLine()
    }
    #expect(text == "[{\"a\":1},{\"a\":1}]\n{\"a\":1}\n")
  }
}
