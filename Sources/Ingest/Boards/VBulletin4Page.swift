internal import Corpus
internal import Markup

/// Takes a page of vBulletin 4 apart.
///
/// Layout as in vBulletin's templates `showthread`, `postbit`, `postbit_legacy`, `postbit_deleted`,
/// `bbcode_quote` and `navbar`, seen in public saved pages with English and Vietnamese phrases.
/// Labels are never matched: they differ by translation.
enum VBulletin4Page {
  /// - Parameter utf8: the page's text, of which `page` is the tree.
  static func read(_ page: HTMLPage, utf8: [UInt8], path: String) -> BoardPage {
    var board = BoardPage()
    guard let root = page.root else { return board }
    var addresses: [String] = []
    var late: [String] = []
    var boardLink: HTMLNode?
    var titleFallback: String?
    var signs = Signs()
    var blocks: [HTMLNode] = []
    var messages: [String: HTMLNode] = [:]
    if root["id"] == "vbulletin_html" { signs.isVBulletin4 = true }
    for node in root.descendants where node.isElement {
      if node.isNamed("link"), let href = node["href"] {
        if node["rel"] == "canonical" { addresses.insert(href, at: 0) }
        if node["rel"] == "alternate", board.venueID == nil,
          Array(href.utf8).first("forumids=") != nil
        {
          board.venueID = BoardLink.board(href)
        }
      } else if node.isNamed("meta"), let content = node["content"] {
        if node["property"] == "og:url" { addresses.append(content) }
        if node["name"] == "vb_meta_bburl" { late.insert(content, at: 0) }
        if node["name"]?.lowercased() == "generator" { signs.generator = content }
      } else if node.isNamed("base"), let href = node["href"] {
        late.append(href)
      } else if node.isNamed("title"), titleFallback == nil {
        titleFallback = node.text()
      } else if node.isNamed("li") {
        if let id = node["id"], isPostID(id) {
          blocks.append(node)
        } else if node.hasClass("navbit"), let link = node.first("a"), link["href"] != nil {
          boardLink = link
        } else if node.hasClass("threadbit") {
          signs.isIndex = true
        }
      } else if node.hasClass("threadtitle"), board.title == nil {
        board.title = node.text()
      } else if node.isNamed("input"), let value = node["value"], board.threadID == nil,
        node["name"] == "t" || node["name"] == "searchthreadid"
      {
        board.threadID = value.utf8.allSatisfy { $0 >= 48 && $0 <= 57 } ? value : nil
      } else {
        if let id = node["id"], id.hasPrefix("post_message_") { messages[id] = node }
        signs.look(at: node)
      }
    }
    board.kind = signs.kind(hasPosts: !blocks.isEmpty)
    if let link = boardLink {
      board.venueID = link["href"].flatMap { BoardLink.board($0) } ?? board.venueID
      board.venueName = nonBlank(link.text())
      if board.venueID == nil { board.venueID = board.venueName }
    }
    board.title = nonBlank(board.title) ?? nonBlank(titleFallback)
    let wrapper = wrapperAddress(utf8)
    let asked = addresses + [wrapper].compactMap { $0 } + [path]
    board.threadID =
      asked.lazy.compactMap { BoardLink.thread($0) }.first ?? board.threadID
      ?? blocks.lazy.compactMap { threadOf($0) }.first
    board.host =
      (addresses + late + [wrapper].compactMap { $0 }).lazy.compactMap { BoardLink.host($0) }.first
    board.captured = PageCapture.time(in: utf8, path: path)
    board.statedOffset = PageCapture.statedOffset(in: utf8)
    for (index, block) in blocks.enumerated() {
      board.posts.append(VBulletin4Post.read(block, ordinal: Int64(index + 1), messages))
    }
    if let last = board.posts.last, isCut(utf8) {
      board.posts[board.posts.count - 1].isCut = last.text == nil || lastBlockIsCut(utf8)
    }
    return board
  }

  /// Whether an element's id is that of a post: `post_` and digits, and nothing like
  /// `post_thanks_box_28993`.
  static func isPostID(_ id: String) -> Bool {
    id.hasPrefix("post_") && id.utf8.count > 5
      && id.utf8.dropFirst(5).allSatisfy { $0 >= 48 && $0 <= 57 }
  }

  static func nonBlank(_ text: String?) -> String? {
    guard let text, !text.isEmpty else { return nil }
    return text
  }

  /// A post's number links to itself through its thread: `showthread.php?t=9687&p=553#post553`.
  private static func threadOf(_ block: HTMLNode) -> String? {
    block.first("a", class: "postcounter")?["href"].flatMap { BoardLink.thread($0) }
  }

  /// The address in the comment of a browser ("saved from url=(0044)…") or of HTTrack ("Mirrored
  /// from …"), in the page's first bytes.
  private static func wrapperAddress(_ utf8: [UInt8]) -> String? {
    let head = utf8.prefix(4096)
    if let found = head.first("saved from url=("), let close = head.first(")", from: found) {
      return head.text(from: close + 1, until: 32, limit: 500)
    }
    if let found = head.first("Mirrored from ") {
      return "http://" + head.text(from: found + 14, until: 32, limit: 500)
    }
    return nil
  }

  private static func isCut(_ utf8: [UInt8]) -> Bool {
    let tail = utf8.suffix(4096).map { $0 >= 65 && $0 <= 90 ? $0 + 32 : $0 }
    return tail.first("</html") == nil
  }

  /// Whether a page that lacks its end also lacks the end of its last message.
  private static func lastBlockIsCut(_ utf8: [UInt8]) -> Bool {
    guard let block = utf8.last("id=\"post_message_") else { return true }
    return utf8.first("</blockquote", from: block) == nil || utf8.first("</div", from: block) == nil
  }

  /// What shows which software made a page.
  private struct Signs {
    var isVBulletin4 = false
    var isIndex = false
    var generator = ""
    private var other: String?

    mutating func look(at node: HTMLNode) {
      if other != nil { return }
      if node.isNamed("article"), node["data-content"] != nil { other = "XenForo 2" }
      if node.isNamed("body") {
        if node["id"] == "vb-page-body" { other = "vBulletin 5" }
        if node["id"] == "phpbb" { other = "phpBB 3" }
      }
      if node.isNamed("html") {
        if node["id"] == "XF" { other = "XenForo 2" }
        if node["id"] == "XenForo" { other = "XenForo 1" }
      }
      if node.isNamed("table"), let id = node["id"], id.hasPrefix("post"), id.utf8.count > 4,
        id.utf8.dropFirst(4).allSatisfy({ $0 >= 48 && $0 <= 57 })
      {
        other = "vBulletin 3"
      }
      if node.isNamed("div") {
        if node.hasClass("post_wrapper") || node["id"] == "forumposts" { other = "SMF" }
        if node.hasClass("post_body"), node["id"]?.hasPrefix("pid_") == true { other = "MyBB" }
        if node.hasClass("crawler-post") { other = "Discourse" }
      }
      if node.isNamed("span"), node.hasClass("postbody") { other = "phpBB 2" }
    }

    func kind(hasPosts: Bool) -> BoardPage.Kind {
      if hasPosts { return .thread }
      if isVBulletin4 || generator.hasPrefix("vBulletin 4") || isIndex { return .otherPage }
      if let other { return .otherSoftware(other) }
      for (word, name) in [
        ("vBulletin 3", "vBulletin 3"), ("vBulletin", "vBulletin 5 or later"),
        ("Discourse", "Discourse"), ("WordPress", "WordPress"),
      ] where generator.hasPrefix(word) {
        return .otherSoftware(name)
      }
      return .unknown
    }
  }
}
