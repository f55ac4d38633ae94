import Corpus

/// The literals of one line of a dump that matter, as places in the slab.
struct RedditRecord {
  enum Kind { case comment, submission }

  /// Why a line gives no post.
  struct Flaw {
    let reason: SetAside.Reason
    let detail: StaticString
    init(_ reason: SetAside.Reason, _ detail: StaticString = "") {
      self.reason = reason
      self.detail = detail
    }
  }

  private(set) var kind = Kind.comment
  private(set) var id: JSONScanner.Text?
  private(set) var name: JSONScanner.Text?
  private(set) var author: JSONScanner.Text?
  private(set) var authorID: JSONScanner.Text?
  private(set) var body: JSONScanner.Text?
  private(set) var selftext: JSONScanner.Text?
  private(set) var title: JSONScanner.Text?
  private(set) var created: JSONScanner.Text?
  private(set) var link: JSONScanner.Text?
  private(set) var parent: JSONScanner.Text?
  private(set) var parentIsNumber = false
  private(set) var subreddit: JSONScanner.Text?
  private(set) var crosspost: JSONScanner.Text?
  private(set) var originTitle: JSONScanner.Text?
  private(set) var originAuthor: JSONScanner.Text?
  private(set) var originAuthorID: JSONScanner.Text?

  /// Reads the line; nil when it is a comment or submission. Later of two equal keys counts.
  mutating func scan(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Flaw? {
    var scanner = JSONScanner(base: base, at: start, end: end)
    guard scanner.peek() == 123 else {
      scanner.skipValue()
      return Flaw(scanner.failed || !scanner.isAtEnd() ? .notJSON : .notARecord)
    }
    scanner.forEachKey { take($1, &$0) }
    if scanner.tooDeep { return Flaw(.tooDeep) }
    guard !scanner.failed, scanner.isAtEnd() else { return Flaw(.notJSON) }
    let isComment = body != nil || link != nil
    guard isComment || title != nil else { return Flaw(.notARecord) }
    kind = isComment ? .comment : .submission
    if isComment, body == nil { return Flaw(.noText, "body") }
    return nil
  }

  private mutating func take(_ key: JSONScanner.Text, _ scanner: inout JSONScanner) {
    switch key.count {
    case 2 where scanner.matches(key, "id"): id = scanner.scalarOrSkip()?.text
    case 4 where scanner.matches(key, "body"): body = scanner.textOrSkip()
    case 4 where scanner.matches(key, "name"): name = scanner.textOrSkip()
    case 5 where scanner.matches(key, "title"): title = scanner.textOrSkip()
    case 6 where scanner.matches(key, "author"): author = scanner.textOrSkip()
    case 7 where scanner.matches(key, "link_id"): link = scanner.textOrSkip()
    case 8 where scanner.matches(key, "selftext"): selftext = scanner.textOrSkip()
    case 9 where scanner.matches(key, "parent_id"):
      let value = scanner.scalarOrSkip()
      parent = value?.text
      parentIsNumber = value?.isNumber ?? false
    case 9 where scanner.matches(key, "subreddit"): subreddit = scanner.textOrSkip()
    case 11 where scanner.matches(key, "created_utc"): created = scanner.scalarOrSkip()?.text
    case 15 where scanner.matches(key, "author_fullname"): authorID = scanner.textOrSkip()
    case 16 where scanner.matches(key, "crosspost_parent"): crosspost = scanner.textOrSkip()
    case 21 where scanner.matches(key, "crosspost_parent_list"): takeOrigin(&scanner)
    default: scanner.skipValue()
    }
  }

  /// The first post of `crosspost_parent_list`: the one that was shared.
  private mutating func takeOrigin(_ scanner: inout JSONScanner) {
    var first = true
    scanner.forEachElement { scanner in
      guard first else { return scanner.skipValue() }
      first = false
      scanner.forEachKey { scanner, key in
        if scanner.matches(key, "title") {
          originTitle = scanner.textOrSkip()
        } else if scanner.matches(key, "author") {
          originAuthor = scanner.textOrSkip()
        } else if scanner.matches(key, "author_fullname") {
          originAuthorID = scanner.textOrSkip()
        } else {
          scanner.skipValue()
        }
      }
    }
  }
}

/// Accounts that are known programs. Exact names, as Reddit writes them: no name is judged by its
/// looks, but for the posting accounts of moderator teams, which the platform makes.
enum RedditBots {
  private static let names: Set<String> = [
    "AutoModerator", "B0tRank", "CommonMisspellingBot", "Decronym", "FatFingerHelperBot",
    "GoodBot_BadBot", "HelperBot_", "LinkifyBot", "LocationBot", "MTGCardFetcher",
    "RemindMeBot", "SaveVideo", "SnapshillBot", "TotesMessenger", "TweetPoster", "VisualMod",
    "WikiSummarizerBot", "WikiTextBot", "autotldr", "gifv-bot", "haikusbot", "image_linker_bot",
    "imguralbumbot", "sneakpeekbot", "totesmessenger", "transcribersofreddit", "tweetposter",
  ]

  static func has(_ handle: UnsafeBufferPointer<UInt8>) -> Bool {
    if handle.count > 8, handle[(handle.count - 8)...].elementsEqual("-ModTeam".utf8) {
      return true
    }
    return handle.count <= 20 && names.contains(String(decoding: handle, as: UTF8.self))
  }
}
