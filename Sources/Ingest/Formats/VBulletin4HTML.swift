package import Corpus

/// Saved or mirrored thread pages of vBulletin 4, the software of Marokko.nl and Maroc.nl.
///
/// Assumptions: a source is one board; its pages may be several captures of the same thread
/// (``BoardThread``), in any order, with index pages and pictures among them. Times are read in the
/// source's `timezone`; where a page states a distance from GMT that this zone never has in that
/// year, or no timezone is given, the page's own distance is used. The order of day and month is
/// decided over the whole source (``DateOrderEvidence``).
package struct VBulletin4HTML: DocumentFormat {
  package static let name = "vbulletin4-html"
  package static let platform = "vbulletin4"
  package static let isSoftware = true
  package static let source =
    "vBulletin 4 thread pages as public saved pages show them, and as AmCAT's scrapers of Marokko.nl "
    + "and Maroc.nl take them apart; seen November 2026"

  let platform: String
  let includeDeleted: Bool
  let order: DateOrder?
  let zone: CivilZone?
  let captured: Int64?
  let jobs: Int

  package init(_ settings: SourceSettings) throws {
    platform = settings.platform ?? Self.platform
    includeDeleted = settings.includeDeleted
    jobs = settings.jobs
    order = try settings.dates.map { try DateOrder(setting: $0) }
    zone = try settings.timezone.map { try CivilZone(name: $0) }
    captured = try settings.captured.map {
      guard let moment = Moment.parse($0), moment.zoned else {
        throw Complaint(
          "captured is no RFC 3339 time with a zone, such as 2013-06-18T09:00:00Z",
          status: .configuration)
      }
      return moment.milliseconds
    }
  }

  package static func together(_ inputs: [any Export]) -> [[any Export]] {
    inputs.isEmpty ? [] : [inputs]
  }

  package static func recognise(_ export: any Export) throws -> Recognition? {
    var best: Recognition?
    var looked = 0
    for member in export.members where looked < 8 {
      let head = try export.head(member, 1 << 16)
      guard head.first(where: { $0 > 32 && $0 < 0x80 }) == 60 else { continue }
      looked += 1
      let isOurs = head.first("id=\"vbulletin_html\"") != nil || head.first("vBulletin 4.") != nil
      let hasPosts =
        head.first("id=\"post_") != nil || head.first("THIS_SCRIPT = \"showthread\"") != nil
      guard isOurs || hasPosts else { continue }
      let score = isOurs ? (hasPosts ? 95 : 80) : 40
      if score > (best?.score ?? 0) { best = Recognition(score: score, era: "4") }
    }
    return best
  }

  package func read(_ exports: [any Export], _ emit: (PostBatch) throws -> Void) throws {
    let pages = try BoardPages(exports, jobs: jobs)
    try judge(pages)
    let order = try order ?? pages.evidence.settle()
    var writer = BoardWriter(format: self, pages: pages, order: order)
    try writer.write(emit)
  }

  /// - Throws: `Complaint` when nothing in the source is a thread page of this software, or when
  ///   the pages are of two boards.
  private func judge(_ pages: BoardPages) throws {
    let domains = Set(pages.hosts.map { $0.split(separator: ".").suffix(2).joined(separator: ".") })
    if domains.count > 1 {
      throw Complaint(
        "the pages come from \(domains.count) boards, whose post numbers may be the same; make "
          + "each board a source with its own platform", status: .configuration)
    }
    if pages.entries.contains(where: { !$0.ids.isEmpty }) { return }
    let total = pages.entries.count + pages.refused.count
    var found: [String: Int] = [:]
    for entry in pages.entries {
      let what =
        switch entry.page.kind {
        case .otherSoftware(let name): "looks like a page of \(name)"
        case .thread, .otherPage: "is another page of a board, such as an index or a login form"
        case .unknown: "holds no posts"
        }
      found[what, default: 0] += 1
    }
    for refused in pages.refused {
      let what =
        switch refused.reason {
        case .noPosts: "is empty"
        case .tooLarge: "is larger than a page can be"
        case .tooDeep: "is nested too deeply"
        case .unreadableMember: "cannot be read as text"
        default: "is no HTML"
        }
      found[what, default: 0] += 1
    }
    let list = found.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    if total == 1, let only = list.first {
      throw Complaint("is not a vBulletin 4 thread page: it \(only.key)")
    }
    if total == 0 { throw Complaint("holds no pages", status: .noInput) }
    throw Complaint(
      "none of these \(total) files is a vBulletin 4 thread page: "
        + list.map { "\($0.value) × \($0.key)" }.joined(separator: ", "))
  }
}
