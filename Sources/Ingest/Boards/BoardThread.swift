internal import Corpus

/// The pages of one thread, in however many captures, made into its posts.
///
/// A post that stands in several captures is taken from the latest (captures that do not say when
/// they were made come first; among equals the later page in input order wins), but a whole block
/// goes before one that its page cuts off. The other copies are set aside as duplicates.
struct BoardThread {
  /// A post block with where it was found.
  struct Copy {
    var post: BoardPost
    /// Number of its page in input order.
    var page: Int
    var captured: Int64?
  }

  /// Chosen posts in thread order: by position, then by number.
  private(set) var posts: [Copy] = []
  private(set) var duplicates: [Copy] = []
  private var byID: [String: Int] = [:]
  private var byAuthor: [String: [Int]] = [:]

  init(_ copies: [Copy]) {
    var best: [String: Int] = [:]
    var chosen: [Copy] = []
    for copy in copies.sorted(by: { ($0.page, $0.post.ordinal) < ($1.page, $1.post.ordinal) }) {
      guard let at = best[copy.post.id] else {
        best[copy.post.id] = chosen.count
        chosen.append(copy)
        continue
      }
      if Self.isBetter(copy, than: chosen[at]) {
        duplicates.append(chosen[at])
        chosen[at] = copy
      } else {
        duplicates.append(copy)
      }
    }
    posts = chosen.sorted { Self.key($0.post) < Self.key($1.post) }
    duplicates.sort { ($0.page, $0.post.ordinal) < ($1.page, $1.post.ordinal) }
    for (index, copy) in posts.enumerated() {
      byID[copy.post.id] = index
      if let author = copy.post.author { byAuthor[Self.fold(author), default: []].append(index) }
    }
  }

  private static func isBetter(_ copy: Copy, than other: Copy) -> Bool {
    if copy.post.isCut != other.post.isCut { return other.post.isCut }
    return (copy.captured ?? .min) >= (other.captured ?? .min)
  }

  private static func key(_ post: BoardPost) -> (Int32, Int, Int) {
    (post.position == 0 ? .max : post.position, post.id.utf8.count, Int(post.id) ?? 0)
  }

  /// One quote, resolved.
  struct Edge: Equatable {
    var how: ReplyHow
    var confidence: UInt8
    /// Native number of the quoted post; nil when only a name is known.
    var postID: String?
    var authorID: String?
    var authorName: String?
  }

  /// The reply edges of the post at `index` of ``posts``, one per quoted post or person.
  ///
  /// - A quote that links to a post is certain, whether or not that post is in the data.
  /// - A quote that only names its author leads to that author's nearest earlier post in the thread
  ///   that holds the quoted words (90), and else to the author alone (80).
  /// - A quote that names nobody makes no edge, nor does the name of someone who wrote in this
  ///   thread as a guest only: a guest's name is no account.
  func edges(of index: Int) -> [Edge] {
    var edges: [Edge] = []
    for quote in posts[index].post.quotes {
      guard let edge = edge(quote, before: index) else { continue }
      let isKnown = edges.contains {
        edge.postID == nil
          ? $0.authorName.map(Self.fold) == edge.authorName.map(Self.fold)
          : $0.postID == edge.postID
      }
      if !isKnown { edges.append(edge) }
    }
    return edges
  }

  private func edge(_ quote: BoardQuote, before index: Int) -> Edge? {
    if let id = quote.postID {
      let target = byID[id].map { posts[$0].post }
      return Edge(
        how: .quoteLink, confidence: ReplyHow.quoteLink.usualConfidence, postID: id,
        authorID: target?.authorID,
        authorName: target?.isGuest == true ? nil : quote.author ?? target?.author)
    }
    guard let name = quote.author else { return nil }
    let folded = Self.fold(name)
    let words = Self.squash(quote.ownText)
    let namesakes = byAuthor[folded] ?? []
    for earlier in namesakes.reversed() where earlier < index && !words.isEmpty {
      let post = posts[earlier].post
      guard let text = post.text, Self.holds(Self.squash(text), words) else { continue }
      return Edge(
        how: .quoteName, confidence: 90, postID: post.id, authorID: post.authorID,
        authorName: post.isGuest ? nil : name)
    }
    if !namesakes.isEmpty, namesakes.allSatisfy({ posts[$0].post.isGuest }) { return nil }
    return Edge(
      how: .quoteName, confidence: ReplyHow.quoteName.usualConfidence, postID: nil, authorID: nil,
      authorName: name)
  }

  /// Names differ in case between a quote and its source.
  private static func fold(_ name: String) -> String { name.lowercased() }

  /// Text without white space, so that line breaks make no difference.
  private static func squash(_ text: [UInt8]) -> [UInt8] { text.filter { $0 > 32 } }

  private static func holds(_ text: [UInt8], _ words: [UInt8]) -> Bool {
    guard words.count <= text.count else { return false }
    var at = 0
    while at <= text.count - words.count {
      if text[at] == words[0], text[at..<(at + words.count)].elementsEqual(words) { return true }
      at += 1
    }
    return false
  }
}
