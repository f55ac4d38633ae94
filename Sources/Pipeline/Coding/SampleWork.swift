import Corpus
import Foundation
import Interactions

/// `schakel sample`: draws posts for coding by hand from a stream of posts.
///
/// The population is that of table T3: posts of the sample by somebody known, no reposts, service
/// messages or bots. Memory: about 100 bytes a post, and the texts of those drawn.
package struct SampleWork {
  private let settings: SampleSettings
  private let groups: GroupsPlan?
  private let key: PrivacyPlan.Key
  private let options: RunOptions

  package init(_ settings: SampleSettings, _ plan: Plan, _ options: RunOptions) {
    self.settings = settings
    groups = plan.groups
    key = plan.privacy.key
    self.options = options
  }

  package struct Paths: Sendable {
    package let coder: String
    package let design: String
    package let record: String

    /// - Parameter design: beside the coders' file where nil.
    package init(coder: String, design: String?) {
      self.coder = coder
      let stem = coder.hasSuffix(".csv") ? String(coder.dropLast(4)) : coder
      self.design = design ?? "\(stem).design.csv"
      let designStem = self.design.hasSuffix(".csv") ? String(self.design.dropLast(4)) : self.design
      record = "\(designStem).json"
    }
  }

  /// Writes the files; returns what was done, a line each.
  package func run(_ input: String, to paths: Paths) throws -> [String] {
    let source = try TwiceRead(input, beside: paths.coder)
    let stream = try StreamMaterial(
      source.input(isChecked: !options.isPartial), options: options, passTo: nil,
      keepsPostIDs: true)
    let (frame, rows) = try self.frame(stream, source.shown)
    let draw = try at(source.shown) { try SampleDraw(frame, settings) }
    try checkIDs(draw, frame, source.shown)
    let texts = try self.texts(draw, rows, stream.posts, source)
    let files = SampleFiles(draw, frame, settings)
    // The coders' file appears last: when it is there, so is its design.
    try write(files.designFile, to: paths.design)
    try write(files.record, to: paths.record)
    try write(files.coderFile(texts: texts), to: paths.coder)
    var lines = SampleRule.lines(settings) + draw.notes
    lines += draw.strata.map { stratum in
      let kept = stratum.drawable == stratum.posts ? "" : ", \(stratum.drawable) drawable"
      return "stratum \(stratum.name): \(stratum.taken) of \(stratum.posts) posts\(kept)"
    }
    if stream.keyID == nil {
      lines.append("the stream holds no pseudonyms: texts may name people; code from keyed posts")
    }
    lines.append(
      "drew \(draw.posts.count) of \(frame.count) posts; for coders \(paths.coder); not for coders: "
        + "\(paths.design), \(paths.record)")
    return lines
  }

  private func write(_ text: String, to path: String) throws {
    let file = try OutputFile(path: path, mode: 0o600)
    try file.write(text)
    try file.finish()
    chmod(path, 0o600)
  }

  /// The frame, and the row of the table that each post of it is.
  private func frame(_ stream: StreamMaterial, _ shown: String) throws -> (SampleFrame, [Int]) {
    let source = try GroupSource(groups)
    let pseudonymiser = try self.pseudonymiser()
    let people: People
    if let ties = stream.ties {
      people = ties.people
    } else {
      try stream.check(pseudonymiser, hasRoster: source.roster != nil)
      people = try source.people(stream.posts, pseudonymiser).people
      if settings.by.contains(.group), source.roster == nil {
        throw Complaint(
          "group needs --roster, or a stream that went through `schakel interact` with one",
          at: "--by", status: .usage)
      }
    }
    let posts = stream.posts
    let types = source.venues.types(of: posts)
    var frame = SampleFrame(factors: settings.by.count)
    var numbers = [[String: Int32]](repeating: [:], count: settings.by.count)
    var rows: [Int] = []
    var isUncoded = false
    posts.rows.walk { index, row in
      guard row.role == .sample, row.kind != .repost, row.kind != .service,
        row.authorStatus != .bot, row.authorStatus != .system, row.account >= 0,
        row.droppedBy == 255
      else { return }
      let person = people.personOfAccount[Int(row.account)]
      guard person >= 0 else { return }
      if !row.isCoded { isUncoded = true }
      rows.append(index)
      frame.ids.append(posts.postIDs?[index] ?? "")
      frame.users.append(person)
      for (place, factor) in settings.by.enumerated() {
        let name =
          switch factor {
          case .label: Self.label(row, posts)
          case .group: Self.group(people, person)
          case .language: row.lang < 0 ? SampleFactor.unknown : posts.langs[Int(row.lang)]
          case .venue: Self.venue(row, posts)
          case .venueType:
            VenueType.all[
              Int(row.venue < 0 ? VenueType.unknown : types[Int(row.venue)])]
          }
        let number = numbers[place][name] ?? Int32(frame.names[place].count)
        if Int(number) == frame.names[place].count {
          frame.names[place].append(name)
          numbers[place][name] = number
        }
        frame.levels[place].append(number)
      }
    }
    if isUncoded, settings.by.contains(.label) {
      throw Complaint("holds posts without topics; put `schakel classify` before it", at: shown)
    }
    return (frame, rows)
  }

  private func pseudonymiser() throws -> any Pseudonymiser {
    if case .file(let path) = key { return try ProjectKey.read(from: path).pseudonymiser }
    return NoPseudonyms()
  }

  private static func label(_ row: PostTable.Row, _ posts: PostTable) -> String {
    let topics = posts.topicNames.indices.filter { row.topics >> UInt32($0) & 1 == 1 }
    return topics.isEmpty
      ? SampleFactor.none
      : topics.map { posts.topicNames[$0] }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        .joined(separator: String(SampleFactor.join))
  }

  private static func group(_ people: People, _ person: Int32) -> String {
    let parts = people.memberships[Int(people.all[Int(person)].membership)].parts
    return parts.isEmpty
      ? SampleFactor.unknown : parts.map(\.group).joined(separator: String(SampleFactor.join))
  }

  private static func venue(_ row: PostTable.Row, _ posts: PostTable) -> String {
    guard row.venue >= 0 else { return SampleFactor.unknown }
    let venue = posts.venues[Int(row.venue)]
    guard let id = venue.id else { return SampleFactor.unknown }
    let platform = venue.platform < 0 ? "" : posts.platforms[Int(venue.platform)]
    return "\(platform)/\(id)"
  }

  private func checkIDs(_ draw: SampleDraw, _ frame: SampleFrame, _ shown: String) throws {
    guard Set(draw.posts.map { frame.ids[$0.post] }).count == draw.posts.count else {
      throw Complaint(
        "two platforms use one post id, and both posts were drawn; ingest with a key, which tells "
          + "them apart", at: shown)
    }
  }

  /// Own text of a post of the frame, and what it answers: the text of the strongest edge that leads
  /// to a post of the stream, or else what it quotes.
  private func texts(
    _ draw: SampleDraw, _ rows: [Int], _ posts: PostTable, _ source: TwiceRead
  ) throws -> (Int) -> (own: String, context: String) {
    var wanted: Set<Key128> = []
    for post in draw.posts {
      let row = posts.rows[rows[post.post]]
      wanted.insert(row.key)
      for edge in Self.answers(row, posts) { wanted.insert(edge) }
    }
    let found = try SampleTexts(of: wanted, from: source).texts
    return { post in
      let row = posts.rows[rows[post]]
      let own = found[row.key]
      let parents = Self.answers(row, posts).compactMap { found[$0]?.own }.filter { !$0.isEmpty }
      return (own?.own ?? "", parents.first ?? own?.quoted ?? "")
    }
  }

  /// Posts that this one is known to answer, the surest first.
  private static func answers(_ row: PostTable.Row, _ posts: PostTable) -> [Key128] {
    let first = Int(row.edgeStart)
    return (first..<first + Int(row.edgeCount)).map { posts.edges[$0] }
      .filter { !$0.target.isNone && $0.how.rawValue <= ReplyHow.mention.rawValue }
      .sorted { $0.how.rawValue < $1.how.rawValue }.map(\.target)
  }
}
