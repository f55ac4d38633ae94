package import Corpus

/// Any CSV, TSV, JSON or NDJSON, through a mapping file that says which of its fields are which of
/// a post's (``Mapping``). Ready mappings lie in `data-schema/exports/`.
///
/// A member is read in pieces, but a JSON document and UTF-16 whole. HTML is not read through a
/// mapping.
package struct Mapped: DocumentFormat {
  package static let name = "mapped"
  package static let platform = "mapped"
  package static let source = "the mapping file says where its layout was seen"

  let mapping: Mapping
  let platform: String
  let zone: CivilZone?
  let order: DateOrder?

  package init(_ settings: SourceSettings) throws {
    guard let path = settings.mapping else {
      throw Complaint(
        "the format mapped needs mapping: the path of a mapping file, such as "
          + "data-schema/exports/posts-csv.yaml", status: .configuration)
    }
    let shown = settings.mappingShown ?? path
    let bytes = try at(shown) { try FileSource(path: path).readAll(limit: 1 << 20) }
    mapping = try MappingFile.read(bytes, shown: shown)
    platform = settings.platform ?? mapping.platform ?? Self.platform
    zone = try (mapping.zone ?? settings.timezone).map { try CivilZone(name: $0) }
    order = try settings.dates.map { try DateOrder(setting: $0) }
  }

  /// Never by itself: a mapping is somebody's choice.
  package static func recognise(_ export: any Export) throws -> Recognition? { nil }

  package func read(_ exports: [any Export], _ emit: (PostBatch) throws -> Void) throws {
    let rules = try MappedRules(mapping)
    for export in exports {
      let members = export.members
      var evidence = DateOrderEvidence()
      let mine = members.filter { members.count == 1 || isMine($0) }
      if order == nil, case .auto = mapping.timeForm, mapping.rules[.createdAt] != nil {
        for member in mine { try gather(&evidence, rules, export, member) }
      }
      let settled = try order ?? evidence.settle()
      let time = MappedTime(form: mapping.timeForm, zone: zone, order: settled)
      var writer = MappedWriter(rules: rules, time: time, platform: platform)
      for (index, member) in members.enumerated() {
        let name = members.count == 1 ? "records" : "records-\(index + 1)"
        if mine.contains(member) {
          writer.begin(member, named: name)
          try read(export, member, &writer, emit)
        } else {
          writer.setAside(whole: member, named: name, "other file")
        }
        try writer.flush(emit, always: true)
      }
      if mine.isEmpty {
        throw Complaint("holds no .\(mapping.form.rawValue) file", status: .noInput)
      }
      try writer.judge()
    }
  }

  /// In a folder or archive, members are told by their names.
  private func isMine(_ member: Member) -> Bool {
    let name = member.lastName.lowercased()
    let endings: [String] =
      switch mapping.form {
      case .csv: [".csv"]
      case .tsv: [".tsv", ".tab"]
      case .json: [".json", ".js"]
      case .ndjson: [".ndjson", ".jsonl"]
      }
    return endings.contains { name.hasSuffix($0) }
  }

  private func read(
    _ export: any Export, _ member: Member, _ writer: inout MappedWriter,
    _ emit: (PostBatch) throws -> Void
  ) throws {
    if mapping.form.isTable {
      try readTable(export, member, &writer, emit)
    } else {
      try eachJSON(export, member) { record, places, reason in
        if let reason {
          writer.setAside(reason)
        } else if var object = record {
          let before = object.decoder.repairs
          try writer.add(&object, places)
          if object.decoder.repairs > before { writer.repaired() }
          // The tree's memory is used again.
          record = object
        } else {
          writer.setAside(.notARecord)
        }
        try writer.flush(emit)
        return true
      }
    }
  }

  private func readTable(
    _ export: any Export, _ member: Member, _ writer: inout MappedWriter,
    _ emit: (PostBatch) throws -> Void
  ) throws {
    let table = MappedTable(mapping: mapping)
    let look = try table.look(export, member)
    var places = MappedPlaces()
    var width = 0
    try table.read(export, member, look) { header in
      places = try table.places(header)
      width = header.count
    } record: { row, fault, isTooLong in
      if isTooLong {
        writer.setAside(.tooLong)
      } else if fault == .unclosedQuote {
        writer.setAside(.truncated, "quote")
      } else if row.cells.count != width {
        writer.setAside(.notARecord, "number of columns")
      } else {
        if TextRepair.repair(&row.cells) { writer.repaired() }
        try writer.add(&row, places)
      }
      try writer.flush(emit)
      return true
    }
  }

  /// Every JSON record of a member; or the reason why there is none at this place.
  private func eachJSON(
    _ export: any Export, _ member: Member,
    _ body: (inout MappedJSON.Record?, MappedPlaces, SetAside.Reason?) throws -> Bool
  ) throws {
    let json = MappedJSON(mapping: mapping)
    if mapping.form == .json {
      let bytes = try export.bytes(member, limit: MappedJSON.documentLimit)
      try json.readDocument(bytes) { record, places in _ = try body(&record, places, nil) }
      return
    }
    let places = json.places(document: UnsafeBufferPointer(start: nil, count: 0))
    var record: MappedJSON.Record? = MappedJSON.Record()
    var none: MappedJSON.Record?
    try LinePieces(limit: MappedJSON.lineLimit).read(try export.open(member)) { line in
      guard let line else { return try body(&none, places, .tooLong) }
      var goesOn = true
      let isJSON = try json.readLine(line, &record, places) { record, places in
        goesOn = try body(&record, places, nil)
      }
      return isJSON ? goesOn : try body(&none, places, .notJSON)
    }
  }

  /// Looks at a member's dates for the order of day and month. A member whose first 1,000 dates
  /// leave no order open is not looked at further.
  private func gather(
    _ evidence: inout DateOrderEvidence, _ rules: MappedRules, _ export: any Export,
    _ member: Member
  ) throws {
    var found = DateOrderEvidence()
    var seen = 0
    func look(_ value: [UInt8]?) -> Bool {
      guard let value else { return true }
      if let date = WrittenDate(String(decoding: value, as: UTF8.self)) { found.add(date) }
      seen += 1
      return seen < 1000 || found != DateOrderEvidence()
    }
    if mapping.form.isTable {
      let table = MappedTable(mapping: mapping)
      var places = MappedPlaces()
      try table.read(export, member, try table.look(export, member)) { header in
        places = try table.places(header)
      } record: { row, _, _ in
        look(try rules.value(.createdAt, &row, places))
      }
    } else {
      // A document cannot be left half-way, but its dates can.
      try eachJSON(export, member) { record, places, _ in
        guard var object = record else { return true }
        let goesOn = look(try rules.value(.createdAt, &object, places))
        record = object
        return goesOn
      }
    }
    evidence.add(found)
  }
}
