internal import Markup

/// Takes one `li#post_N` of a vBulletin 4 page apart.
enum VBulletin4Post {
  /// - Parameter messages: the page's elements `post_message_N` by id; a stray end tag can move a
  ///   message out of its block.
  static func read(
    _ block: HTMLNode, ordinal: Int64, _ messages: [String: HTMLNode]
  ) -> BoardPost {
    var post = BoardPost(id: String((block["id"] ?? "").dropFirst(5)), ordinal: ordinal)
    if block.hasClass("postbitdeleted") { post.state = .deleted }
    if block.hasClass("postbitignored") { post.state = .ignored }
    var walk = block.descendants
    var memberLink: String?
    while let node = walk.next() {
      guard node.isElement else { continue }
      if isPost(node) {
        walk.skipChildren()
      } else if node.hasClass("signature") || node.hasClass("lastedited") {
        walk.skipChildren()
      } else if isMessage(node, of: post) {
        if post.text == nil { readMessage(node, into: &post) }
        walk.skipChildren()
      } else if node.hasClass("postcounter") {
        post.position = position(node.text()) ?? post.position
      } else if node.isNamed("a"), post.position == 0, node["id"] == "postcount" + post.id {
        post.position = position(node["name"] ?? "") ?? 0
      } else if post.date == nil, node.hasClass("date") || node.hasClass("postdate") {
        post.date = VBulletin4Page.nonBlank(node.text())
      } else if post.author == nil, node.hasClass("username") {
        post.author = VBulletin4Page.nonBlank(node.text())
        post.isGuest = node.hasClass("guest") || !node.isNamed("a")
        post.authorID = node["href"].flatMap { BoardLink.member($0) }
      } else if post.title == nil, node.isNamed("h2"),
        node.hasClass("title") || node.hasClass("posttitle")
      {
        post.title = VBulletin4Page.nonBlank(node.text())
      } else if node.isNamed("a"), memberLink == nil, post.text == nil, let href = node["href"] {
        memberLink = BoardLink.member(href)
      }
    }
    if post.text == nil, post.state == .shown, let message = messages["post_message_" + post.id] {
      readMessage(message, into: &post)
    }
    if post.authorID == nil, post.author != nil, !post.isGuest { post.authorID = memberLink }
    if post.isGuest { post.authorID = nil }
    return post
  }

  /// An unclosed element can swallow the posts that follow.
  private static func isPost(_ node: HTMLNode) -> Bool {
    node.isNamed("li") && VBulletin4Page.isPostID(node["id"] ?? "")
  }

  private static func isMessage(_ node: HTMLNode, of post: BoardPost) -> Bool {
    if node["id"] == "post_message_" + post.id { return true }
    return node.isNamed("blockquote") && node.hasClass("postcontent")
  }

  /// `#12`, or a bare `12`.
  private static func position(_ text: String) -> Int32? {
    let digits = text.utf8.drop { $0 < 48 || $0 > 57 }.prefix { $0 >= 48 && $0 <= 57 }
    return Int32(String(decoding: Array(digits), as: UTF8.self))
  }

  private static func readMessage(_ message: HTMLNode, into post: inout BoardPost) {
    var quotes: [HTMLNode] = []
    post.text = HTMLText.of(message) { node in
      if isQuote(node) {
        quotes.append(node)
        return true
      }
      if node.hasClass("bbcode_description") || node.hasClass("lastedited") || isPost(node) {
        return true
      }
      if node.isNamed("iframe") || node.isNamed("object") || node.isNamed("video") {
        post.hasMedia = true
      }
      if node.isNamed("fieldset") || node.hasClass("attachments") {
        post.hasMedia = true
        return true
      }
      return false
    }
    if post.text?.isEmpty == true, !post.hasMedia {
      post.hasMedia = message.all("img").contains { image in
        !image.hasClass("inlineimg") && !quotes.contains { image.isInside($0) }
      }
    }
    post.quotes = quotes.map { quote($0) }
  }

  /// The outermost element of a quote.
  private static func isQuote(_ node: HTMLNode) -> Bool {
    if node.hasClass("bbcode_quote") { return true }
    return node.hasClass("bbcode_container")
      && node.children.contains { $0.hasClass("bbcode_quote") }
  }

  private static func quote(_ node: HTMLNode) -> BoardQuote {
    let inner =
      node.hasClass("bbcode_quote") ? node : node.first(class: "bbcode_quote") ?? node
    var quote = BoardQuote(text: [], ownText: [])
    if let by = attribution(of: inner) {
      quote.author = by.first("strong").flatMap { VBulletin4Page.nonBlank($0.text()) }
      quote.postID =
        by.all("a").lazy.compactMap { $0["href"] }
        .compactMap { BoardLink.post($0) }.first
    }
    let body = message(of: inner)
    quote.text = HTMLText.of(body) { $0.hasClass("bbcode_postedby") || isPost($0) }
    quote.ownText = HTMLText.of(body) {
      $0.hasClass("bbcode_postedby") || isQuote($0) || isPost($0)
    }
    return quote
  }

  /// The line "Oorspronkelijk geplaatst door …" of this quote, not of one inside it.
  private static func attribution(of quote: HTMLNode) -> HTMLNode? {
    var walk = quote.descendants
    while let node = walk.next() {
      guard node.isElement else { continue }
      if isQuote(node) {
        walk.skipChildren()
      } else if node.hasClass("bbcode_postedby") {
        return node
      }
    }
    return nil
  }

  /// The quoted words: `div.message`, or the whole box where a quote names nobody.
  private static func message(of quote: HTMLNode) -> HTMLNode {
    var walk = quote.descendants
    while let node = walk.next() {
      guard node.isElement else { continue }
      if isQuote(node) {
        walk.skipChildren()
      } else if node.hasClass("message") {
        return node
      }
    }
    return quote
  }
}
