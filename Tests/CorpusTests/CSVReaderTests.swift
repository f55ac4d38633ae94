import Corpus
import Testing

/// Expected values follow RFC 4180 §2 and were checked against Python's `csv` module by hand.
@Suite struct `Every CSV text` {
  private func records(
    _ text: String, delimiter: UInt8? = nil, blocks: Int? = nil
  ) -> [[String]] {
    var reader: CSVReader
    var out: [[String]] = []
    func drain() {
      while let record = reader.next() {
        out.append(record.map { String(decoding: $0, as: UTF8.self) })
      }
    }
    guard let blocks else {
      reader = CSVReader(bytes: Array(text.utf8), delimiter: delimiter)
      drain()
      return out
    }
    reader = CSVReader(delimiter: delimiter)
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: blocks) {
      reader.feed(bytes[start..<min(bytes.count, start + blocks)])
      drain()
    }
    reader.finish()
    drain()
    return out
  }

  @Test func `keeps delimiters, line ends and doubled quotes that stand in quotes`() {
    #expect(
      records("id,text\r\n1,\"a, \"\"b\"\"\r\nc\"\r\n2,d\r\n")
        == [["id", "text"], ["1", "a, \"b\"\r\nc"], ["2", "d"]])
  }

  @Test(arguments: [1, 2, 3, 7, 100])
  func `reads the same in blocks of any size`(size: Int) {
    let text = "\u{FEFF}id;text\r\n1;\"a;\"\"b\"\"\r\nc\"\r\n\r\n2;d\n3;\"\"\r4;é"
    let whole = records(text)
    #expect(
      whole == [["id", "text"], ["1", "a;\"b\"\r\nc"], ["2", "d"], ["3", ""], ["4", "é"]])
    #expect(records(text, blocks: size) == whole)
  }

  @Test(arguments: [("a,b;c,d\n", UInt8(44)), ("a;b;c,d\n", 59), ("a\tb\tc\n", 9), ("a\n", 44)])
  func `takes its delimiter from the header`(text: String, delimiter: UInt8) {
    var reader = CSVReader(bytes: Array(text.utf8))
    _ = reader.next()
    #expect(reader.delimiter == delimiter)
  }

  @Test func `does not count delimiters inside the header's quotes`() {
    #expect(records("\"a,b,c\";d\n1;2\n") == [["a,b,c", "d"], ["1", "2"]])
  }

  @Test func `obeys a first line that names the delimiter`() {
    #expect(records("sep=;\r\na,x;b\r\n1;2\r\n") == [["a,x", "b"], ["1", "2"]])
    #expect(records("\u{FEFF}\"sep=\t\"\na\tb\n") == [["a", "b"]])
  }

  @Test func `keeps empty fields, and passes over lines without a byte`() {
    #expect(records("a,b,c\n,,\n\n1,,\n") == [["a", "b", "c"], ["", "", ""], ["1", "", ""]])
  }

  @Test func `takes a quote inside an unquoted field as it stands`() {
    #expect(records("a,b\n5\" disk,x\n") == [["a", "b"], ["5\" disk", "x"]])
  }

  @Test func `gives the line on which a record begins, and the place of a field`() {
    var reader = CSVReader(bytes: Array("a,b\n1,\"x\ny\"\n\n2,z\n".utf8))
    _ = reader.next()
    #expect(reader.line == 1)
    _ = reader.next()
    #expect(reader.line == 2)
    #expect(reader.place(of: 1) == CSVReader.Place(line: 2, column: 3))
    _ = reader.next()
    #expect(reader.line == 5)
    #expect(reader.place(of: 0) == CSVReader.Place(line: 5, column: 1))
    #expect(reader.next() == nil)
  }

  @Test func `says what is wrong with quotes`() {
    var cut = CSVReader(bytes: Array("a,b\n1,\"never closed\n2,3\n".utf8))
    _ = cut.next()
    #expect(cut.fault == nil)
    #expect(cut.next()?.count == 2)
    #expect(cut.fault == .unclosedQuote)
    var odd = CSVReader(bytes: Array("\"a\"b,c\n1,2\n".utf8))
    #expect(odd.next() == [Array("ab".utf8), Array("c".utf8)])
    #expect(odd.fault == .textAfterQuote)
    _ = odd.next()
    #expect(odd.fault == nil)
  }

  @Test func `can read quotes that are escaped by a backslash`() {
    var reader = CSVReader(bytes: Array("a,b\n\"x \\\" y\",2\n".utf8))
    reader.backslashEscapes = true
    _ = reader.next()
    #expect(reader.next() == [Array("x \" y".utf8), Array("2".utf8)])
  }

  @Test func `has no records when it is empty`() {
    #expect(records("") == [])
    #expect(records("\u{FEFF}") == [])
    #expect(records("\n\r\n") == [])
  }
}
