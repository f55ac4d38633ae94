import Corpus
import Foundation

/// Where an X archive keeps what, whatever folder it lies in.
struct XLayout {
  /// One file of a kind, such as `data/tweets-part2.js`.
  struct Part {
    let member: Member
    /// 0 for `tweets.js`.
    let number: Int
    /// The format's own name of the file, which may be shown.
    let shown: String
  }

  /// What every file of these archives begins with.
  static let prefix = Array("window.YTD.".utf8)

  private(set) var account: Member?
  private(set) var accountCount = 0
  private(set) var manifest: Member?
  private(set) var handleChanges: Member?
  private(set) var tweets: [Part] = []
  private(set) var communityTweets: [Part] = []
  private(set) var deletedTweets: [Part] = []
  private(set) var notes: [Part] = []
  private(set) var deletedNotes: [Part] = []
  private(set) var messages: [Part] = []
  private(set) var isGrailbird = false
  /// `data/`, or nothing in the layout of 2018.
  private(set) var folder = ""

  init(_ export: any Export) {
    let accounts = export.members.filter { Self.plain($0.lastName) == "account.js" }
    accountCount = accounts.count
    account = accounts.first
    let known: [Substring] = ["tweets.js", "tweet.js", "tweets-part1.js"]
    guard
      let anchor = account
        ?? export.members.first(where: { known.contains(Self.plain($0.lastName)) })
    else {
      isGrailbird = export.members.contains { $0.name.range(of: "data/js/tweets/") != nil }
      return
    }
    let place = anchor.name.dropLast(anchor.lastName.count)
    folder = place == "data/" || place.hasSuffix("/data/") ? "data/" : ""
    for member in export.members where member.name.dropLast(member.lastName.count) == place {
      take(member)
    }
    for path in [
      \XLayout.tweets, \.communityTweets, \.deletedTweets, \.notes, \.deletedNotes, \.messages,
    ] {
      self[keyPath: path].sort {
        $0.number != $1.number
          ? $0.number < $1.number : $0.shown.utf8.lexicographicallyPrecedes($1.shown.utf8)
      }
    }
  }

  /// When such archives were made.
  var era: String {
    if folder.isEmpty { return "2018-2020" }
    let isOld = tweets.first.map { $0.shown.hasPrefix("data/tweet.js") } ?? false
    return isOld ? "2020-2022" : "2022-"
  }

  private mutating func take(_ member: Member) {
    let name = Self.plain(member.lastName)
    let shown = folder + name
    guard name.hasSuffix(".js") else { return }
    var stem = name.dropLast(3)
    var number = 0
    if let dash = stem.range(of: "-part"), let n = Int(stem[dash.upperBound...]),
      (0...9999).contains(n)
    {
      (stem, number) = (stem[..<dash.lowerBound], n)
    }
    let part = Part(member: member, number: number, shown: shown)
    switch stem {
    case "tweets", "tweet": tweets.append(part)
    case "community-tweet", "community-tweets": communityTweets.append(part)
    case "deleted-tweets", "deleted-tweet": deletedTweets.append(part)
    case "note-tweet", "note-tweets": notes.append(part)
    case "deleted-note-tweet", "deleted-note-tweets": deletedNotes.append(part)
    case "direct-messages", "direct-messages-group", "direct-message", "direct-message-group":
      messages.append(part)
    case "manifest": manifest = member
    case "screen-name-change": handleChanges = member
    default: return
    }
  }

  /// Parts of the posts that must have been there: between two that are, or listed.
  func missingParts(listed: [String: Int]) -> [String] {
    guard let first = tweets.first else { return [] }
    var missing: Set<String> = []
    let stem = first.shown.hasPrefix(folder + "tweets") ? "tweets" : "tweet"
    let there = Set(tweets.map(\.number))
    if let last = there.max() {
      for number in 0...last where !there.contains(number) {
        missing.insert(folder + stem + (number == 0 ? ".js" : "-part\(number).js"))
      }
    }
    let shown = Set(tweets.map(\.shown))
    // Only names of our own making are shown.
    for number in 0...listed.count {
      let name = folder + stem + (number == 0 ? ".js" : "-part\(number).js")
      if listed[name] != nil, !shown.contains(name) { missing.insert(name) }
    }
    return missing.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// A file's name without the `.txt` that mail programs add.
  private static func plain(_ name: Substring) -> Substring {
    name.hasSuffix(".js.txt") ? name.dropLast(4) : name
  }
}
