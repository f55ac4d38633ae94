internal import Corpus

/// Makes replies of the rows of an edge list and hands them over in batches.
struct EdgeListWriter {
  private static let rowsOfBatch = 1 << 14
  private static let bytesOfBatch = 4 << 20

  private let platformName: String
  private let time: MappedTime
  private let names: CodeNames
  private var batch = PostBatch()
  private var member = Field.missing
  private var memberName = ""
  private var input: Int32 = 0
  /// Rows so far of the member at hand; the last one's number.
  private var ordinal: Int64 = 0
  private var replies = 0

  init(_ format: EdgeList) {
    platformName = format.platformName
    time = format.time
    names = format.names
  }

  mutating func begin(_ member: Member, named name: String) {
    input = member.input
    memberName = name
    ordinal = 0
    self.member = batch.put(name)
  }

  /// Hands the batch over when it is full, or always.
  mutating func flush(_ emit: (PostBatch) throws -> Void, always: Bool = false) throws {
    guard
      always || batch.rows.count >= Self.rowsOfBatch || batch.used > Self.bytesOfBatch
        || batch.setAside.count >= Self.rowsOfBatch
    else { return }
    if batch.recordsRead > 0 { try emit(batch) }
    batch = PostBatch()
    member = batch.put(memberName)
  }

  mutating func setAside(_ reason: SetAside.Reason, _ detail: StaticString = "") {
    ordinal += 1
    batch.recordsRead += 1
    batch.setAside.append(
      SetAside(input: input, member: memberName, ordinal: ordinal, reason: reason, detail: detail))
  }

  /// The values of a row that can be used.
  private struct Values {
    var cells: [EdgeColumns.Column: [UInt8]] = [:]
    var count = 1
    var time = MappedTime.Reading()
    var topics: UInt32 = 0
    var isCoded = false
  }

  /// The record that `reader` gave last.
  /// - Throws: `Complaint` when the list has too many replies, or a time lacks its zone.
  mutating func add(
    _ reader: CSVReader, _ columns: EdgeColumns, _ emit: (PostBatch) throws -> Void
  ) throws {
    guard let values = try values(reader, columns) else { return try flush(emit) }
    ordinal += 1
    replies += values.count
    guard replies <= EdgeList.listLimit else {
      throw Complaint(
        "comes to more than \(EdgeList.listLimit) replies, each of which is kept apart; if count is"
          + " a weight and no number of replies, divide it by a common factor")
    }
    let id = identity(of: reader)
    var (row, edge) = put(values)
    for number in 1...values.count {
      row.postID = batch.put("\(id)-\(number)")
      batch.recordsRead += 1
      batch.append(row, replies: [edge])
      if batch.rows.count >= Self.rowsOfBatch {
        try flush(emit)
        (row, edge) = put(values)
      }
    }
    try flush(emit)
  }

  /// nil when the row was set aside.
  private mutating func values(_ reader: CSVReader, _ columns: EdgeColumns) throws -> Values? {
    if reader.fault == .unclosedQuote {
      // A file that was cut short ends within a row; a stray quote takes all rows behind it.
      let rows = (0..<reader.fieldCount).contains { reader.field($0).dropLast().contains(10) }
      if rows {
        throw Complaint(
          "a quote that opens in line \(reader.line) is never closed, so that the rows behind it cannot"
            + " be told apart; close it, or write it twice")
      }
      return aside(.truncated, "quote")
    }
    if reader.fault != nil { return aside(.badValue, "quote") }
    if reader.fieldCount != columns.width { return aside(.notARecord, "number of columns") }
    var values = Values()
    for column in EdgeColumns.Column.allCases where columns.has(column) {
      let cell = reader.field(columns.field(column))
      guard cell.withUnsafeBufferPointer({ UTF8Check.isValid($0) }) else {
        return aside(.badValue, "utf-8")
      }
      if cell.contains(0) { return aside(.badValue, "NUL") }
      let trimmed = Self.trimmed(cell)
      if !trimmed.isEmpty { values.cells[column] = Array(trimmed) }
    }
    if values.cells[.ego] == nil { return aside(.noAuthor, "ego") }
    if values.cells[.alter] == nil { return aside(.badValue, "alter") }
    if columns.has(.count) {
      guard let count = values.cells[.count].flatMap(Self.whole) else {
        return aside(.badValue, "count")
      }
      if count == 0 { return aside(.notAPost, "count") }
      if count > EdgeList.rowLimit { return aside(.tooLarge, "count") }
      values.count = count
    }
    if let date = values.cells[.date] {
      values.time = try time.read(date)
      if values.time.milliseconds == PostRow.noTime { return aside(.badValue, "date") }
    }
    if columns.has(.topic) {
      values.isCoded = true
      if let topic = values.cells[.topic],
        let bit = names.bit(topic: String(decoding: topic, as: UTF8.self))
      {
        values.topics = 1 << UInt32(bit)
      }
    }
    return values
  }

  private mutating func aside(_ reason: SetAside.Reason, _ detail: StaticString) -> Values? {
    setAside(reason, detail)
    return nil
  }

  private mutating func put(_ values: Values) -> (PostRow, ReplyEdge) {
    func put(_ column: EdgeColumns.Column) -> Field {
      values.cells[column].map { batch.put($0) } ?? .missing
    }
    var row = PostRow()
    row.platform = values.cells[.platform] == nil ? batch.put(platformName) : put(.platform)
    row.postOrigin = .synthetic
    row.threadID = put(.thread)
    row.venueID = put(.venue)
    row.venueName = put(.venueName)
    row.authorID = put(.ego)
    row.text = batch.put([] as [UInt8])
    row.textStatus = .empty
    row.kind = .reply
    row.member = member
    row.ordinal = ordinal
    row.input = input
    row.createdAt = values.time.milliseconds
    row.precision = values.time.precision
    row.createdAmbiguous = values.time.isAmbiguous
    if let zone = values.time.zone { row.zone = batch.put(zone) }
    if !values.time.isExact { row.createdRaw = put(.date) }
    row.isCoded = values.isCoded
    row.topics = values.topics
    var edge = ReplyEdge(.addressed)
    edge.author = put(.alter)
    return (row, edge)
  }

  /// A hash of the row (FNV-1a, 64 bits) with its number: the same list gives the same ids, and two
  /// lists hardly ever one.
  private func identity(of reader: CSVReader) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for field in 0..<reader.fieldCount {
      for byte in reader.field(field) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      hash = (hash ^ 0x1F) &* 0x100_0000_01B3
    }
    let text = String(hash, radix: 16)
    return "e" + String(repeating: "0", count: 16 - text.utf8.count) + text + "-\(ordinal)"
  }

  /// `12`. A point is a thousand to some and a fraction to others: `1.000` is no number.
  private static func whole(_ cell: [UInt8]) -> Int? {
    guard (1...18).contains(cell.count), cell.allSatisfy({ $0 >= 48 && $0 <= 57 }) else {
      return nil
    }
    return Int(String(decoding: cell, as: UTF8.self))
  }

  static func trimmed(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = cell
    while let last = rest.last, last <= 32 { rest.removeLast() }
    return rest.drop { $0 <= 32 }
  }
}
