internal import Corpus
internal import Markup

/// Reads a CSV or TSV member block by block: memory does not grow with the file.
struct MappedTable {
  static let blockSize = 1 << 20
  /// A record above this is set aside, and what follows in its quotes with it.
  static let recordLimit = 64 << 20

  let mapping: Mapping

  /// The cells of one record.
  struct Row: MappedRecord {
    var cells: [[UInt8]]

    mutating func value(at place: MappedPlaces.Place, join: [UInt8]) -> [UInt8]? {
      switch place {
      case .column(let index): index < cells.count ? cells[index] : nil
      case .fixed(let value): value
      case .path: nil
      }
    }
  }

  /// What a first walk over the bytes shows.
  struct Look {
    var charset: Charset
    /// Bytes of the byte order mark.
    var mark: Int
  }

  /// Walks over a member to settle its encoding.
  func look(_ export: any Export, _ member: Member) throws -> Look {
    if let (charset, length) = Charset.byteOrderMark(try export.head(member, 4)) {
      return Look(charset: charset, mark: length)
    }
    if let charset = mapping.charset { return Look(charset: charset, mark: 0) }
    let source = try export.open(member)
    var block = [UInt8](repeating: 0, count: Self.blockSize)
    var carried: [UInt8] = []
    var look = UTF8Look()
    while true {
      let count = try block.withUnsafeMutableBytes { try source.read(into: $0) }
      if count == 0 { break }
      // A sequence may be cut by the block's end: look up to the last byte that is ASCII.
      let bytes = carried + block[..<count]
      let stop = bytes.lastIndex { $0 < 0x80 }.map { $0 + 1 } ?? 0
      look.add(UTF8Look(Array(bytes[..<stop])))
      carried = Array(bytes[stop...])
    }
    look.add(UTF8Look(carried))
    return Look(charset: Charset.settle(declared: nil, look: look), mark: 0)
  }

  /// Reads the header, then hands over every record; the body says whether to go on.
  ///
  /// - Throws: `Complaint` for an empty table, and what the bodies throw.
  func read(
    _ export: any Export, _ member: Member, _ look: Look,
    header: ([[UInt8]]) throws -> Void,
    record: (inout Row, CSVReader.Fault?, _ isTooLong: Bool) throws -> Bool
  ) throws {
    var reader = CSVReader(delimiter: mapping.delimiter)
    reader.backslashEscapes = mapping.backslashEscapes
    var skipped = 0
    var hasHeader = false
    var isDropping = false
    func drain() throws -> Bool {
      while reader.advance() {
        if isDropping {
          isDropping = false
          continue
        }
        var row = Row(cells: (0..<reader.fieldCount).map { Array(reader.field($0)) })
        if !hasHeader {
          hasHeader = true
          try header(row.cells)
        } else if try !record(&row, reader.fault, false) {
          return false
        }
      }
      if reader.pendingCount > Self.recordLimit, !isDropping {
        isDropping = true
        var row = Row(cells: [])
        if try !record(&row, nil, true) { return false }
      }
      return true
    }
    try pieces(export, member, look) { piece in
      var rest = piece[...]
      while skipped < mapping.skippedLines {
        guard let end = rest.firstIndex(of: 10) else { return true }
        rest = rest[(end + 1)...]
        skipped += 1
      }
      reader.feed(rest)
      return try drain()
    }
    reader.finish()
    _ = try drain()
    if !hasHeader { throw Complaint("is empty: a table begins with the names of its columns") }
  }

  /// The member's text in UTF-8, in pieces.
  private func pieces(
    _ export: any Export, _ member: Member, _ look: Look, _ body: ([UInt8]) throws -> Bool
  ) throws {
    if look.charset == .utf16le || look.charset == .utf16be {
      let bytes = try export.bytes(member)
      _ = try body(look.charset.decode(bytes[min(look.mark, bytes.count)...]).utf8)
      return
    }
    let source = try export.open(member)
    var block = [UInt8](repeating: 0, count: Self.blockSize)
    var mark = look.mark
    while true {
      let count = try block.withUnsafeMutableBytes { try source.read(into: $0) }
      if count == 0 { return }
      let start = min(mark, count)
      mark -= start
      let piece = block[start..<count]
      let text = look.charset.isOneByte ? look.charset.decode(piece).utf8 : Array(piece)
      if try !body(text) { return }
    }
  }

  /// Finds the mapping's columns in a header.
  /// - Throws: `Complaint` for a column that is not there, or two of one name.
  func places(_ header: [[UInt8]]) throws -> MappedPlaces {
    let names = header.map { Self.trimmed($0) }
    var columns: [String: Int] = [:]
    for (index, name) in names.enumerated() where !name.isEmpty {
      if let other = columns[name] {
        throw Complaint(
          "columns \(other + 1) and \(index + 1) of the table have the same name; rename one")
      }
      columns[name] = index
    }
    var places = MappedPlaces()
    for name in Mapping.FieldName.allCases {
      guard let rule = mapping.rules[name], !rule.at.isEmpty else { continue }
      let found = rule.at.compactMap { columns[$0.text].map { MappedPlaces.Place.column($0) } }
      if found.isEmpty, !rule.isOptional, let first = rule.at.first {
        throw missing(first, names, of: name.name)
      }
      places[name] = found
    }
    for skip in mapping.skips {
      guard let column = columns[skip.at.text] else {
        throw missing(skip.at, names, of: "skip_if")
      }
      places.skips.append(.column(column))
    }
    return places
  }

  /// The file's own column names are not shown: without a header they would be someone's post.
  private func missing(
    _ locator: Mapping.Locator, _ names: [String], of field: String
  ) -> Complaint {
    var message = "the table has no column '\(locator.text)' for \(field) (it has \(names.count))"
    if let nearest = NearestWord.to(locator.text, in: names) {
      message += "; did you mean '\(nearest)'?"
    } else if names.count == 1 {
      message += "; is the delimiter right?"
    }
    return Complaint(message, at: mapping.place(locator.mark))
  }

  private static func trimmed(_ name: [UInt8]) -> String {
    var rest = name.filter { $0 != 0 }[...]
    while let last = rest.last, last <= 32 { rest.removeLast() }
    return String(decoding: rest.drop { $0 <= 32 }, as: UTF8.self)
  }
}
