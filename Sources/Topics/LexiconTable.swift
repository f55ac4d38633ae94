internal import Corpus

extension LexiconSet {
  /// Lexicons from a plain CSV table with the header `topic,pattern`: one entry a line, one lexicon
  /// for each topic, in the order of first appearance or as asked for.
  ///
  /// Fields may stand in double quotes. Such a table has no language, licence or examples.
  /// - Throws: `Complaint`: 66 when it cannot be read, 78 with every mistake in it.
  package static func load(csv path: String, topics: [String]? = nil) throws -> [Lexicon] {
    let bytes = try bytes(of: path)
    guard bytes.withUnsafeBufferPointer(UTF8Check.isValid) else {
      throw Complaint(
        "the table is not UTF-8; save it as UTF-8", at: path, status: .configuration)
    }
    var order: [String] = []
    var lexicons: [String: Lexicon] = [:]
    var mistakes: [LexiconMistake] = []
    for (number, line) in lines(of: bytes).enumerated() {
      let place = Lexicon.Place(line: number + 1, column: 1)
      let fields = fields(of: line)
      if number == 0 {
        if fields != ["topic", "pattern"] {
          mistakes.append(
            LexiconMistake(
              path: path, place: place, message: "the first line of the table is 'topic,pattern'"))
        }
        continue
      }
      if line.isEmpty { continue }
      guard let fields, fields.count == 2, fields.allSatisfy({ !$0.isEmpty }) else {
        mistakes.append(
          LexiconMistake(
            path: path, place: place, message: "a line is a topic, a comma and a pattern"))
        continue
      }
      if lexicons[fields[0]] == nil {
        order.append(fields[0])
        lexicons[fields[0]] = Lexicon(path: path, bytes: bytes)
        lexicons[fields[0]]?.topic = fields[0]
      }
      lexicons[fields[0]]?.words.append(Lexicon.Entry(text: fields[1], place: place))
    }
    if !mistakes.isEmpty { throw Complaint(mistakes) }
    for topic in topics ?? [] where lexicons[topic] == nil {
      throw unknown("topic", topic, known: order, in: path)
    }
    if order.isEmpty {
      throw Complaint("the table has no entry", at: path, status: .noInput)
    }
    return (topics ?? order).compactMap { lexicons[$0] }
  }

  /// Lines without their end (LF or CRLF), without a byte order mark.
  private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    var lines = body.split(separator: 10, omittingEmptySubsequences: false)
      .map { $0.last == 13 ? $0.dropLast() : $0 }
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// The fields of one line; nil when a quote is left open or stands within a field.
  private static func fields(of line: ArraySlice<UInt8>) -> [String]? {
    var fields: [[UInt8]] = [[]]
    var isQuoted = false
    var wasQuoted = false
    var index = line.startIndex
    while index < line.endIndex {
      let byte = line[index]
      index += 1
      if isQuoted {
        if byte != 34 {
          fields[fields.count - 1].append(byte)
        } else if index < line.endIndex, line[index] == 34 {
          fields[fields.count - 1].append(34)
          index += 1
        } else {
          (isQuoted, wasQuoted) = (false, true)
        }
      } else if byte == 44 {
        fields.append([])
        wasQuoted = false
      } else if byte == 34, fields[fields.count - 1].isEmpty, !wasQuoted {
        isQuoted = true
      } else if byte == 34 || wasQuoted {
        return nil
      } else {
        fields[fields.count - 1].append(byte)
      }
    }
    return isQuoted ? nil : fields.map { String(decoding: $0, as: UTF8.self) }
  }
}
