import Corpus

/// The literals of one tweet that matter, as places in the slab.
struct XTweet {
  struct Mention {
    var id: JSONScanner.Text?
    var handle: JSONScanner.Text?
  }

  private(set) var id: JSONScanner.Text?
  private(set) var text: JSONScanner.Text?
  private(set) var created: JSONScanner.Text?
  private(set) var lang: JSONScanner.Text?
  private(set) var replyPost: JSONScanner.Text?
  private(set) var replyAccount: JSONScanner.Text?
  private(set) var replyHandle: JSONScanner.Text?
  private(set) var quoted: JSONScanner.Text?
  private(set) var conversation: JSONScanner.Text?
  private(set) var community: JSONScanner.Text?
  private(set) var isTruncated = false
  private(set) var hasMedia = false
  private(set) var mentions: [Mention] = []
  /// Short and full form of the last link.
  private(set) var link: JSONScanner.Text?
  private(set) var linkTarget: JSONScanner.Text?
  /// All versions of the post, oldest first; empty when never edited.
  private(set) var versions: [JSONScanner.Text] = []
  private var hasStringID = false
  private var hasFullText = false

  /// Reads one element; nil when it is JSON, whatever it says.
  mutating func scan(_ base: UnsafePointer<UInt8>, _ range: Range<Int>) -> SetAside.Reason? {
    var scanner = JSONScanner(base: base, at: range.lowerBound, end: range.upperBound)
    guard scanner.peek() == 123 else {
      scanner.skipValue()
      return scanner.failed || !scanner.isAtEnd() ? .notJSON : .notARecord
    }
    scanner.forEachKey { scanner, key in
      // Since January 2020 a tweet lies in an object of its own.
      if scanner.matches(key, "tweet"), scanner.peek() == 123 {
        scanner.forEachKey { take($1, &$0) }
      } else {
        take(key, &scanner)
      }
    }
    if scanner.tooDeep { return .tooDeep }
    if scanner.failed || !scanner.isAtEnd() { return .notJSON }
    return id == nil && text == nil ? .notARecord : nil
  }

  private mutating func take(_ key: JSONScanner.Text, _ scanner: inout JSONScanner) {
    func prefer(_ old: JSONScanner.Text?, _ scanner: inout JSONScanner) -> JSONScanner.Text? {
      let new = scanner.scalarOrSkip()?.text
      return old ?? new
    }
    switch key.count {
    case 2 where scanner.matches(key, "id"): id = prefer(id, &scanner)
    case 4 where scanner.matches(key, "lang"): lang = scanner.textOrSkip()
    case 4 where scanner.matches(key, "text"):
      let plain = scanner.textOrSkip()
      if !hasFullText { text = plain }
    case 6 where scanner.matches(key, "id_str"): id = scanner.scalarOrSkip()?.text ?? id
    case 8 where scanner.matches(key, "entities"): takeEntities(&scanner)
    case 9 where scanner.matches(key, "full_text"):
      text = scanner.textOrSkip() ?? text
      hasFullText = true
    case 9 where scanner.matches(key, "truncated"):
      if scanner.peek() == 116 { isTruncated = true }
      scanner.skipValue()
    case 9 where scanner.matches(key, "edit_info"): takeVersions(&scanner)
    case 10 where scanner.matches(key, "created_at"): created = scanner.textOrSkip()
    case 16 where scanner.matches(key, "community_id_str"): community = scanner.scalarOrSkip()?.text
    case 12 where scanner.matches(key, "community_id"): community = prefer(community, &scanner)
    case 17 where scanner.matches(key, "extended_entities"): takeMedia(&scanner)
    case 19 where scanner.matches(key, "conversation_id_str"):
      conversation = scanner.scalarOrSkip()?.text
    case 20 where scanner.matches(key, "quoted_status_id_str"):
      quoted = scanner.scalarOrSkip()?.text ?? quoted
    case 16 where scanner.matches(key, "quoted_status_id"): quoted = prefer(quoted, &scanner)
    case 23 where scanner.matches(key, "in_reply_to_user_id_str"):
      replyAccount = scanner.scalarOrSkip()?.text ?? replyAccount
    case 19 where scanner.matches(key, "in_reply_to_user_id"):
      replyAccount = prefer(replyAccount, &scanner)
    case 25 where scanner.matches(key, "in_reply_to_status_id_str"):
      replyPost = scanner.scalarOrSkip()?.text ?? replyPost
    case 21 where scanner.matches(key, "in_reply_to_status_id"):
      replyPost = prefer(replyPost, &scanner)
    case 23 where scanner.matches(key, "in_reply_to_screen_name"):
      replyHandle = scanner.textOrSkip()
    default: scanner.skipValue()
    }
  }

  private mutating func takeEntities(_ scanner: inout JSONScanner) {
    scanner.forEachKey { scanner, key in
      if scanner.matches(key, "user_mentions") {
        scanner.forEachElement { takeMention(&$0) }
      } else if scanner.matches(key, "urls") {
        scanner.forEachElement { takeLink(&$0) }
      } else if scanner.matches(key, "media") {
        scanner.forEachElement { scanner in
          hasMedia = true
          scanner.skipValue()
        }
      } else {
        scanner.skipValue()
      }
    }
  }

  private mutating func takeMention(_ scanner: inout JSONScanner) {
    var mention = Mention()
    scanner.forEachKey { scanner, key in
      if scanner.matches(key, "id_str") {
        mention.id = scanner.scalarOrSkip()?.text ?? mention.id
      } else if scanner.matches(key, "id") {
        let id = scanner.scalarOrSkip()?.text
        mention.id = mention.id ?? id
      } else if scanner.matches(key, "screen_name") {
        mention.handle = scanner.textOrSkip()
      } else {
        scanner.skipValue()
      }
    }
    mentions.append(mention)
  }

  private mutating func takeLink(_ scanner: inout JSONScanner) {
    link = nil
    linkTarget = nil
    scanner.forEachKey { scanner, key in
      if scanner.matches(key, "url") {
        link = scanner.textOrSkip()
      } else if scanner.matches(key, "expanded_url") {
        linkTarget = scanner.textOrSkip()
      } else {
        scanner.skipValue()
      }
    }
  }

  private mutating func takeMedia(_ scanner: inout JSONScanner) {
    scanner.forEachKey { scanner, key in
      guard scanner.matches(key, "media") else { return scanner.skipValue() }
      scanner.forEachElement { scanner in
        hasMedia = true
        scanner.skipValue()
      }
    }
  }

  /// `edit_info` holds `initial`, or `edit` with `editControlInitial`: the list is wherever it is.
  private mutating func takeVersions(_ scanner: inout JSONScanner, depth: Int = 0) {
    scanner.forEachKey { scanner, key in
      if scanner.matches(key, "editTweetIds") {
        versions = []
        scanner.forEachElement { scanner in
          if let version = scanner.scalarOrSkip()?.text { versions.append(version) }
        }
      } else if depth < 3, scanner.peek() == 123 {
        takeVersions(&scanner, depth: depth + 1)
      } else {
        scanner.skipValue()
      }
    }
  }
}
