package import Corpus

/// A plain list of edges: CSV or TSV with the columns `ego` and `alter` and perhaps `count`,
/// `venue`, `venue_name`, `thread`, `platform`, `date` and `topic` (`docs/edge-list.md`).
///
/// A row is `count` replies of ego, each addressed to alter, without text; their ids are synthetic.
/// A row that cannot be used is set aside, alone. A member is read in pieces; a reply costs what a
/// post costs, so that a row's count has a limit, and a list's.
package struct EdgeList: DocumentFormat {
  package static let name = "edge-list"
  package static let platform = "edge-list"
  package static let bringsTopics = true
  package static let source = "schakel's own: a CSV ego,alter,count (docs/edge-list.md)"

  /// The most replies of one row; one of more is set aside.
  static let rowLimit = 10_000_000
  /// The most replies of one list; one of more is refused.
  static let listLimit = 20_000_000
  private static let blockSize = 1 << 20
  private static let recordLimit = 1 << 20

  let platformName: String
  let time: MappedTime
  /// Numbers of the topics in the column `topic`.
  let names: CodeNames

  package init(_ settings: SourceSettings) throws {
    platformName = settings.platform ?? Self.platform
    let zone = try CivilZone(name: settings.timezone ?? "UTC")
    time = MappedTime(form: .iso, zone: zone, order: nil)
    names = settings.names
  }

  package static func recognise(_ export: any Export) throws -> Recognition? {
    guard export.members.count == 1, let member = export.members.first else { return nil }
    var reader = CSVReader()
    reader.feed(try export.openText(member).take(4096)[...])
    reader.finish()
    guard reader.advance() else { return nil }
    let names = EdgeColumns.names(reader)
    guard names.contains("ego"), names.contains("alter") else { return nil }
    return Recognition(score: 90, era: names.contains("count") ? "counts" : "single")
  }

  package func read(_ exports: [any Export], _ emit: (PostBatch) throws -> Void) throws {
    for export in exports {
      let members = export.members
      let mine = members.filter { members.count == 1 || Self.isTable($0) }
      if mine.isEmpty { throw Complaint("holds no .csv or .tsv file", status: .noInput) }
      var writer = EdgeListWriter(self)
      for (index, member) in members.enumerated() {
        writer.begin(member, named: members.count == 1 ? "edges" : "edges-\(index + 1)")
        if mine.contains(member) {
          try read(export, member, &writer, emit)
        } else {
          writer.setAside(.notAPost, "other file")
        }
        try writer.flush(emit, always: true)
      }
      if names.isFull {
        throw Complaint("has more than 32 topics, which is more than can be kept apart")
      }
    }
  }

  /// In a folder or archive, lists are told by their names.
  private static func isTable(_ member: Member) -> Bool {
    let name = member.lastName.lowercased()
    return [".csv", ".tsv", ".tab"].contains { name.hasSuffix($0) }
  }

  private func read(
    _ export: any Export, _ member: Member, _ writer: inout EdgeListWriter,
    _ emit: (PostBatch) throws -> Void
  ) throws {
    var reader = CSVReader()
    var columns: EdgeColumns?
    var isDropping = false
    func drain() throws {
      while reader.advance() {
        guard let known = columns else {
          columns = try EdgeColumns(reader)
          continue
        }
        if isDropping {
          isDropping = false
        } else {
          try writer.add(reader, known, emit)
        }
      }
      if reader.pendingCount > Self.recordLimit, !isDropping {
        isDropping = true
        writer.setAside(.tooLong)
      }
    }
    let text = try export.openText(member)
    var block = [UInt8](repeating: 0, count: Self.blockSize)
    while true {
      let count = try block.withUnsafeMutableBytes { try text.read(into: $0) }
      if count == 0 { break }
      reader.feed(block[..<count])
      try drain()
    }
    reader.finish()
    try drain()
    if columns == nil { throw Complaint("is empty; the first line must be ego,alter,count") }
  }
}

/// Which field of an edge list each column stands in.
struct EdgeColumns {
  enum Column: String, CaseIterable {
    case ego, alter, count, venue
    case venueName = "venue_name"
    case thread, platform, date, topic
  }

  private var fields = [Int](repeating: -1, count: Column.allCases.count)
  let width: Int

  /// Reads the record that names the columns, in any order and case.
  /// - Throws: `Complaint` for a column that is missing, unknown or there twice. Names are not
  ///   quoted: without a header they would be people's.
  init(_ header: CSVReader) throws {
    width = header.fieldCount
    let known = Column.allCases.map(\.rawValue)
    let names = Self.names(header)
    guard names.contains("ego"), names.contains("alter") else {
      throw Complaint(
        "is no edge list: the first line must name the columns ego and alter "
          + "(known: \(known.joined(separator: ", ")))", at: "line 1")
    }
    for (field, name) in names.enumerated() {
      guard let place = known.firstIndex(of: name) else {
        throw Complaint(
          "column \(field + 1) is none of \(known.joined(separator: ", ")); rename it or take it "
            + "out", at: "line 1")
      }
      guard fields[place] < 0 else {
        throw Complaint("column \(name) stands twice", at: "line 1")
      }
      fields[place] = field
    }
  }

  static func names(_ header: CSVReader) -> [String] {
    (0..<header.fieldCount).map {
      String(decoding: EdgeListWriter.trimmed(header.field($0)), as: UTF8.self).lowercased()
    }
  }

  func field(_ column: Column) -> Int {
    fields[Column.allCases.firstIndex(of: column) ?? 0]
  }

  func has(_ column: Column) -> Bool { field(column) >= 0 }
}
