internal import Corpus
internal import Markup

/// Every page of a source: found, parsed, and kept while memory allows.
///
/// The first walk sees all pages, for the order of day and month and the threads are known only
/// then; a thread's pages are parsed again when it is written, unless what was taken from them is
/// still in memory (at most ``cacheLimit`` bytes of text).
struct BoardPages {
  static let cacheLimit = 64 << 20

  /// Where a page is: one member, and one document in it.
  struct Place {
    var export: any Export
    var member: Member
    /// One-based number of the member in its container.
    var number: Int
    var document: Int
  }

  /// A page, with its posts while they fit.
  struct Entry {
    var place: Place
    /// What the page says of itself; its posts are taken out.
    var page: BoardPage
    /// Numbers of the posts on the page, in order.
    var ids: [String]
    /// Whether the page's last post is cut off.
    var isCut: Bool
    fileprivate(set) var posts: [BoardPost]?
  }

  /// A member that gave no page.
  struct Refused {
    var input: Int32
    var number: Int
    var reason: SetAside.Reason
    var detail: StaticString
  }

  private(set) var entries: [Entry] = []
  private(set) var refused: [Refused] = []
  private(set) var evidence = DateOrderEvidence()
  private(set) var hosts: Set<String> = []
  private(set) var repairedPages = 0
  private var cached = 0

  /// - Parameter jobs: threads that parse; members are read one after another.
  init(_ exports: [any Export], jobs: Int) throws {
    var pile: [(place: Place, bytes: [UInt8])] = []
    var size = 0
    for export in exports {
      for (index, member) in export.members.enumerated() {
        let place = Place(export: export, member: member, number: index + 1, document: 0)
        guard Self.mayBePage(member) else {
          refuse(place, .notAPost, "no page")
          continue
        }
        guard let bytes = try Self.bytes(place) else {
          refuse(place, .tooLarge, "page")
          continue
        }
        size += bytes.count
        pile.append((place, bytes))
        if pile.count == Self.pileCount || size > Self.pileSize {
          try take(pile, jobs: jobs)
          pile.removeAll(keepingCapacity: true)
          size = 0
        }
      }
    }
    try take(pile, jobs: jobs)
  }

  /// Members that are read before they are parsed together, and the bytes at which fewer will do.
  private static let pileCount = 64
  private static let pileSize = 16 << 20

  /// What a member's bytes turned out to be.
  private enum Outcome: Sendable {
    case pages([BoardPage], isRepaired: Bool)
    case refused(SetAside.Reason, StaticString)
  }

  private mutating func take(_ pile: [(place: Place, bytes: [UInt8])], jobs: Int) throws {
    let outcomes = try Crew.map(pile.count, jobs: jobs) {
      Self.outcome(pile[$0].bytes, path: pile[$0].place.member.name)
    }
    for (index, outcome) in outcomes.enumerated() {
      switch outcome {
      case .refused(let reason, let detail): refuse(pile[index].place, reason, detail)
      case .pages(let pages, let isRepaired):
        if isRepaired { repairedPages += 1 }
        for (number, page) in pages.enumerated() {
          keep(page, pile[index].place, document: number)
        }
      }
    }
  }

  private static func outcome(_ bytes: [UInt8], path: String) -> Outcome {
    if bytes.isEmpty { return .refused(.noPosts, "empty") }
    guard let text = PageCharset.decode(bytes) else {
      return .refused(.unreadableMember, "charset")
    }
    guard looksLikeMarkup(text.utf8) else { return .refused(.notAPost, "no page") }
    do throws(HTMLPage.Refusal) {
      return .pages(try parse(text.utf8, path: path), isRepaired: text.repairs > 0)
    } catch {
      switch error {
      case .tooLarge: return .refused(.tooLarge, "page")
      case .tooDeep: return .refused(.tooDeep, "page")
      case .empty: return .refused(.noPosts, "empty")
      case .lost: return .refused(.unreadableMember, "page")
      }
    }
  }

  private mutating func keep(_ page: BoardPage, _ place: Place, document: Int) {
    for post in page.posts {
      if let date = post.date.flatMap({ WrittenDate($0) }) { evidence.add(date) }
    }
    if let host = page.host, !page.posts.isEmpty { hosts.insert(host) }
    var place = place
    place.document = document
    var entry = Entry(
      place: place, page: page, ids: page.posts.map(\.id), isCut: page.posts.last?.isCut ?? false)
    entry.page.posts = []
    let size = page.posts.reduce(0) { $0 + Self.size($1) }
    if cached + size <= Self.cacheLimit {
      cached += size
      entry.posts = page.posts
    }
    entries.append(entry)
  }

  private mutating func refuse(
    _ place: Place, _ reason: SetAside.Reason, _ detail: StaticString
  ) {
    refused.append(
      Refused(
        input: place.member.input, number: place.number, reason: reason, detail: detail))
  }

  /// The posts of a page, parsed again if they were not kept.
  func posts(of index: Int) throws -> [BoardPost] {
    let entry = entries[index]
    if let posts = entry.posts { return posts }
    let changed = Complaint("changed while it was read", status: .noInput)
    guard let bytes = try Self.bytes(entry.place), let text = PageCharset.decode(bytes) else {
      throw changed
    }
    do throws(HTMLPage.Refusal) {
      let pages = try Self.parse(text.utf8, path: entry.place.member.name)
      guard entry.place.document < pages.count else { return [] }
      let posts = pages[entry.place.document].posts
      if posts.map(\.id) == entry.ids { return posts }
    } catch { throw changed }
    throw changed
  }

  private static func size(_ post: BoardPost) -> Int {
    500 + (post.text?.count ?? 0)
      + post.quotes.reduce(0) { $0 + 200 + $1.text.count + $1.ownText.count }
  }

  private static func parse(
    _ utf8: [UInt8], path: String
  ) throws(HTMLPage.Refusal) -> [BoardPage] {
    try HTMLPage.parseAll(utf8).map { VBulletin4Page.read($0.page, utf8: $0.utf8, path: path) }
  }

  /// The member's bytes; nil when there are more than a page may have.
  private static func bytes(_ place: Place) throws -> [UInt8]? {
    guard place.member.size <= Int64(HTMLPage.sizeLimit) else { return nil }
    let source = try place.export.open(place.member)
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = try block.withUnsafeMutableBytes { try source.read(into: $0) }
      if count == 0 { return bytes }
      bytes.append(contentsOf: block[..<count])
      if bytes.count > HTMLPage.sizeLimit { return nil }
    }
  }

  /// Pictures, styles and the like that a mirror brings along are told by their names.
  private static func mayBePage(_ member: Member) -> Bool {
    let name = member.lastName.lowercased()
    guard let dot = name.utf8.lastIndex(of: 46) else { return true }
    let suffix = String(name[name.index(after: dot)...].prefix { $0.isLetter || $0.isNumber })
    return ![
      "css", "js", "png", "gif", "jpg", "jpeg", "ico", "svg", "swf", "woff", "woff2", "ttf", "eot",
      "webp", "bmp", "xml", "json", "txt", "pdf", "mp3", "mp4", "zip", "gz", "rar", "ds_store",
    ].contains(suffix)
  }

  private static func looksLikeMarkup(_ utf8: [UInt8]) -> Bool {
    utf8.first { $0 > 32 } == 60
  }
}
