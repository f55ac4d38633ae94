internal import Corpus
internal import Markup

/// Makes posts of mapped records and hands them over in batches.
struct MappedWriter {
  /// A batch is handed over when its slab has grown to this.
  static let batchSize = 4 << 20

  let rules: MappedRules
  let time: MappedTime
  let platformName: String
  private(set) var batch = PostBatch()
  private var platform = Field.missing
  private var zones: [String: Field] = [:]
  private var member = Field.missing
  private var memberName = ""
  private var input: Int32 = 0
  /// Records so far of the member at hand; the last one's number.
  private(set) var ordinal: Int64 = 0
  private var aliases: Set<String> = []
  private var synthetic = SyntheticIDs()
  private var times = (read: 0, kept: 0)

  init(rules: MappedRules, time: MappedTime, platform: String) {
    self.rules = rules
    self.time = time
    platformName = platform
  }

  mutating func begin(_ member: Member, named name: String) {
    input = member.input
    memberName = name
    ordinal = 0
    openBatch()
  }

  private mutating func openBatch() {
    platform = batch.put(platformName)
    member = batch.put(memberName)
    zones = [:]
  }

  /// Hands the batch over when it is full, or always.
  mutating func flush(_ emit: (PostBatch) throws -> Void, always: Bool = false) throws {
    guard always || batch.used > Self.batchSize else { return }
    if batch.recordsRead > 0 { try emit(batch) }
    batch = PostBatch()
    openBatch()
  }

  mutating func setAside(_ reason: SetAside.Reason, _ detail: StaticString = "") {
    ordinal += 1
    batch.recordsRead += 1
    batch.setAside.append(
      SetAside(input: input, member: memberName, ordinal: ordinal, reason: reason, detail: detail))
  }

  mutating func setAside(whole member: Member, named name: String, _ detail: StaticString) {
    batch.recordsRead += 1
    batch.setAside.append(
      SetAside(input: member.input, member: name, ordinal: 1, reason: .notAPost, detail: detail))
  }

  mutating func repaired() { batch.repairedTexts += 1 }

  /// - Throws: `Complaint` for what is wrong with the file as a whole.
  mutating func add(_ record: inout some MappedRecord, _ places: MappedPlaces) throws {
    if try rules.skips(&record, places) { return setAside(.notAPost, "skip_if") }
    var fields = MappedFields()
    for name in rules.names {
      guard let found = try rules.value(name, &record, places) else { continue }
      guard var value = clean(found, name) else { return setAside(.badValue, "html") }
      if name.isID, Self.isRounded(&value) {
        throw Complaint(
          "\(name.name) is written as a rounded number (like 1.38E+18): a spreadsheet or script "
            + "has rounded the ids, which cannot be undone; export again and keep ids as text",
          at: "record \(ordinal + 1)")
      }
      if !value.isEmpty || name == .text { fields[name] = value }
    }
    var row = PostRow()
    guard let words = words(fields, &row) else { return setAside(.badValue, "word") }
    guard fields[.authorID] != nil || fields[.authorHandle] != nil || words.isNobody else {
      return setAside(.noAuthor)
    }
    let isMadeUp = fields[.postID] == nil
    if isMadeUp, rules.has(.postID), rules.spec(.postID)?.isAutomatic != true {
      return setAside(.noID)
    }
    ordinal += 1
    try put(fields, isMadeUp, &row)
    batch.recordsRead += 1
    batch.append(row, replies: edges(fields, words.how))
    addAlias(fields, row)
  }

  /// Ids and names lose the white space around them, handles their `@`, texts their mark-up; nil
  /// when that cannot be parsed.
  private func clean(_ value: [UInt8], _ name: Mapping.FieldName) -> [UInt8]? {
    switch name {
    case .text, .title, .quoted:
      if rules.mapping.isHTML { return HTMLText.of(fragment: value) }
      return rules.mapping.unescapes ? HTMLText.unescaped(value) : value
    default: break
    }
    var rest = value[...]
    while let last = rest.last, last <= 32 { rest.removeLast() }
    rest = rest.drop { $0 <= 32 }
    if name == .authorHandle || name == .replyToHandle, rest.first == 64 { rest.removeFirst() }
    return Array(rest)
  }

  /// Whether an id has become a number and lost digits. `123.0`, which lost none, becomes `123`.
  private static func isRounded(_ value: inout [UInt8]) -> Bool {
    if value.count > 2, value.suffix(2).elementsEqual([46, 48]),
      value.dropLast(2).allSatisfy({ $0 >= 48 && $0 <= 57 })
    {
      value.removeLast(2)
      return value.count > 15
    }
    return isScientific(value)
  }

  /// `1.38E+18`, `7E+17`.
  private static func isScientific(_ value: [UInt8]) -> Bool {
    let head = value.prefix { ($0 >= 48 && $0 <= 57) || $0 == 46 || $0 == 44 }
    guard let first = head.first, first != 46, head.count < value.count,
      value[head.count] | 32 == 101
    else { return false }
    let exponent = value[(head.count + 1)...]
    let digits = exponent.first == 43 ? exponent.dropFirst() : exponent
    // Without point or sign `12e34` may be a hexadecimal or base-36 id.
    return !digits.isEmpty && digits.allSatisfy { $0 >= 48 && $0 <= 57 }
      && (exponent.first == 43 || head.contains(46) || head.contains(44))
  }

  /// The fields that take one of a few words; nil when one of them holds another.
  private func words(
    _ fields: MappedFields, _ row: inout PostRow
  ) -> (how: ReplyHow?, isNobody: Bool)? {
    func word<Word>(_ name: Mapping.FieldName, _ all: [Word], _ spell: (Word) -> String) -> Word?? {
      guard let value = fields[name] else { return .some(nil) }
      let text = String(decoding: value, as: UTF8.self)
      return all.first { spell($0) == text }.map { .some($0) } ?? .none
    }
    guard let kind = word(.kind, PostKind.allCases, \.name),
      let status = word(.authorStatus, AuthorStatus.allCases, \.name),
      let textStatus = word(.textStatus, TextStatus.allCases, \.name),
      let how = word(.how, ReplyHow.ofPosts, \.name)
    else { return nil }
    row.kind = kind ?? Self.kind(fields)
    row.authorStatus = status ?? .ok
    row.textStatus = textStatus ?? ((fields[.text] ?? []).isEmpty ? .empty : .ok)
    return (how, status != nil && status != .ok)
  }

  private static func kind(_ fields: MappedFields) -> PostKind {
    if fields[.repostOf] != nil { return .repost }
    if fields[.parentID] != nil || fields[.replyToAuthor] != nil || fields[.replyToHandle] != nil {
      return .reply
    }
    return fields[.quoteOf] == nil ? .post : .quote
  }

  private mutating func put(
    _ fields: MappedFields, _ isMadeUp: Bool, _ row: inout PostRow
  ) throws {
    func put(_ name: Mapping.FieldName) -> Field {
      fields[name].map { batch.put($0) } ?? .missing
    }
    row.platform = platform
    row.postID = isMadeUp ? batch.put(synthetic.next(fields)) : put(.postID)
    row.postOrigin = isMadeUp ? .synthetic : .native
    row.threadID = put(.threadID)
    row.venueID = put(.venueID)
    row.venueName = put(.venueName)
    row.authorID = put(.authorID)
    row.authorHandle = put(.authorHandle)
    row.title = put(.title)
    row.text = fields[.text].map { batch.put($0) } ?? batch.put([] as [UInt8])
    row.quoted = put(.quoted)
    row.lang = put(.lang)
    row.repostOf = put(.repostOf)
    row.quoteOf = put(.quoteOf)
    if let position = fields[.position] {
      row.position = Int32(String(decoding: position, as: UTF8.self)).map { max(0, $0) } ?? 0
    }
    row.member = member
    row.ordinal = ordinal
    row.input = input
    guard let raw = fields[.createdAt] else { return }
    let reading = try at("record \(ordinal)") { try time.read(raw) }
    times.read += 1
    times.kept += reading.milliseconds == PostRow.noTime ? 0 : 1
    row.createdAt = reading.milliseconds
    row.precision = reading.precision
    row.createdAmbiguous = reading.isAmbiguous
    if !reading.isExact { row.createdRaw = batch.put(raw) }
    if let zone = reading.zone {
      if zones[zone] == nil { zones[zone] = batch.put(zone) }
      row.zone = zones[zone] ?? .missing
    }
  }

  /// - Throws: `Complaint` when a form of time was given that not one value has.
  func judge() throws {
    guard times.read > 0, times.kept == 0 else { return }
    let mark = rules.spec(.createdAt)?.mark
    throw Complaint(
      "none of the \(times.read) values of created_at can be read in the given format",
      at: mark.map { rules.mapping.place($0) })
  }

  private mutating func edges(
    _ fields: MappedFields, _ how: ReplyHow?
  ) -> [ReplyEdge] {
    let parent = fields[.parentID]
    // Some tools give a post that answers nothing its own id as parent.
    let isOwn = parent != nil && parent == fields[.postID]
    let target = isOwn ? nil : parent
    guard target != nil || fields[.replyToAuthor] != nil || fields[.replyToHandle] != nil else {
      return []
    }
    var edge = ReplyEdge(how ?? (target == nil ? .addressed : .nativeParent))
    if let target { edge.post = batch.put(target) }
    if let author = fields[.replyToAuthor] { edge.author = batch.put(author) }
    if let handle = fields[.replyToHandle] { edge.handle = batch.put(handle) }
    return [edge]
  }

  private mutating func addAlias(_ fields: MappedFields, _ row: PostRow) {
    guard let id = fields[.authorID], let handle = fields[.authorHandle],
      row.authorStatus == .ok || row.authorStatus == .bot,
      aliases.insert(String(decoding: id + [0] + handle, as: UTF8.self)).inserted
    else { return }
    batch.aliases.append(
      PostBatch.Alias(platform: row.platform, account: row.authorID, handle: row.authorHandle))
  }
}

/// The values of one record, by field.
struct MappedFields {
  private var values = [[UInt8]?](repeating: nil, count: Mapping.FieldName.names.count)

  subscript(name: Mapping.FieldName) -> [UInt8]? {
    get { values[name.rawValue] }
    set { values[name.rawValue] = newValue }
  }
}

/// Ids for records that have none: a hash of author, thread, time and text (FNV-1a, twice 64
/// bits), and a running number among equal records. The same records get the same ids.
struct SyntheticIDs {
  private var seen: [Key128: Int] = [:]

  mutating func next(_ fields: MappedFields) -> String {
    var high: UInt64 = 0xCBF2_9CE4_8422_2325
    var low: UInt64 = 0x8422_2325_CBF2_9CE4
    for name: Mapping.FieldName in [.threadID, .authorID, .authorHandle, .createdAt, .text] {
      for byte in (fields[name] ?? []) + [0] {
        high = (high ^ UInt64(byte)) &* 0x100_0000_01B3
        low = (low ^ UInt64(byte)) &* 0x100_0000_01B3 &+ 0x9E37_79B9
      }
    }
    let count = seen[Key128(high: high, low: low), default: 0] + 1
    seen[Key128(high: high, low: low)] = count
    func hex(_ n: UInt64) -> String {
      let text = String(n, radix: 16)
      return String(repeating: "0", count: 16 - text.utf8.count) + text
    }
    return "s" + hex(high) + hex(low) + (count > 1 ? "-\(count)" : "")
  }
}
