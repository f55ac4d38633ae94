package import Corpus

/// The archive that X (Twitter) gives its users, as a zip or an unpacked folder.
///
/// English names in all languages; UTC. Layouts: 2018–2020 (`tweet.js` beside `account.js`),
/// 2020–2022 (`data/tweet.js`) and since 2022 (`data/tweets.js`, `tweets-part1.js`, …). The archives
/// of before 2019 (`data/js/tweets/2015_01.js`) are recognised and refused.
///
/// - One archive is one donor: the account of `account.js` wrote all posts.
/// - Replies name whom they answer, by account and post; the answered post is hardly ever there.
/// - Retweets are other people's words: text in `quoted`, no edges.
/// - Long posts are joined from `note-tweet.js` by second and beginning of the text.
/// - Posts that the donor deleted and direct messages are left alone unless the settings ask for
///   them; the messages are then not even opened.
/// Memory: a few MiB, the long posts, and one entry for each account named; never the archive.
package struct XArchive: DocumentFormat {
  package static let name = "x-archive"
  package static let platform = "x"
  package static let source =
    "README.txt of the archive and open-source readers of it, layouts of 2018 to 2025"

  private let settings: SourceSettings

  package init(_ settings: SourceSettings) throws { self.settings = settings }

  package static func recognise(_ export: any Export) throws -> Recognition? {
    let layout = XLayout(export)
    if layout.isGrailbird { return Recognition(score: 40, era: "-2019") }
    guard let first = layout.account ?? layout.tweets.first?.member else { return nil }
    let head = try export.openText(first).take(1024)
    let isWrapped = head.drop { $0 <= 32 }.starts(with: XLayout.prefix)
    switch (layout.account != nil, !layout.tweets.isEmpty) {
    case (true, true): return Recognition(score: isWrapped ? 95 : 60, era: layout.era)
    case (_, true): return isWrapped ? Recognition(score: 60, era: layout.era) : nil
    default: return isWrapped ? Recognition(score: 55, era: layout.era) : nil
    }
  }

  package func read(_ exports: [any Export], _ emit: (PostBatch) throws -> Void) throws {
    for export in exports { try read(export, emit) }
  }

  private func read(_ export: any Export, _ emit: (PostBatch) throws -> Void) throws {
    let layout = XLayout(export)
    let account = try XAccount(of: export, layout)
    let donor = XDonor(
      platform: settings.platform ?? Self.platform, account: account,
      input: export.members.first?.input ?? 0)
    let extras = PostBatch()
    try donor.takeOldHandles(export, layout, extras)
    let counts = try XManifest.counts(export, layout)
    try donor.notes.load(export, layout.notes)
    if settings.includeDeleted { try donor.notes.load(export, layout.deletedNotes) }

    for gap in layout.missingParts(listed: counts) {
      donor.setAside(.unreadableMember, gap, 0, "missing part", extras)
    }
    let before = donor.elements
    for part in layout.tweets + layout.communityTweets {
      try donor.read(export, part, counts[part.shown], extras, emit)
    }
    if donor.elements == before {
      donor.setAside(.noPosts, layout.tweets.first?.shown ?? "data/tweets.js", 0, "", extras)
    }
    for part in layout.deletedTweets {
      if settings.includeDeleted {
        try donor.read(export, part, nil, extras, emit)
      } else {
        try donor.passOver(export, part, .deletedPost, extras)
      }
    }
    for part in layout.messages {
      if settings.includeMessages {
        try donor.readMessages(export, part, extras, emit)
      } else {
        donor.setAside(.directMessage, part.shown, 0, "not read", extras)
      }
    }
    donor.finish(extras)
    if extras.recordsRead > 0 || !extras.aliases.isEmpty { try emit(extras) }
  }
}
