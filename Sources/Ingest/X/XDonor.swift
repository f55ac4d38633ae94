import Corpus

/// Turns the records of one archive into rows; what it learns on the way holds for the whole archive.
final class XDonor {
  let platform: String
  let account: XAccount
  let input: Int32
  let notes = XNotes()
  /// Elements of posts met so far.
  private(set) var elements = 0
  /// Pairs of id and handle that were handed out.
  private var pairs: Set<Key128> = []
  /// Last versions of edited posts that are there.
  private var lastVersions: Set<Key128> = []
  /// Earlier versions of edited posts, held until it is known whether the last one is there.
  private var held: [(bytes: [UInt8], shown: String, ordinal: Int64)] = []

  /// Fields that all rows of one batch have in common.
  struct Shared {
    let platform: Field
    let account: Field
    let handle: Field
    let zone: Field
    let member: Field
  }

  init(platform: String, account: XAccount, input: Int32) {
    self.platform = platform
    self.account = account
    self.input = input
  }

  func shared(_ batch: PostBatch, _ member: String) -> Shared {
    let shared = Shared(
      platform: batch.put(platform),
      account: account.id.isEmpty ? .missing : batch.put(account.id),
      handle: account.handle.isEmpty ? .missing : batch.put(account.handle),
      zone: batch.put("explicit"), member: batch.put(member))
    addAlias(shared.platform, shared.account, shared.handle, batch)
    return shared
  }

  /// One record that gave no row.
  func setAside(
    _ reason: SetAside.Reason, _ shown: String, _ ordinal: Int64, _ detail: StaticString,
    _ batch: PostBatch
  ) {
    batch.recordsRead += 1
    batch.setAside.append(
      SetAside(input: input, member: shown, ordinal: ordinal, reason: reason, detail: detail))
  }

  /// Reads the posts of one file.
  /// - Parameter listed: how many records the archive says that it holds.
  func read(
    _ export: any Export, _ part: XLayout.Part, _ listed: Int?, _ extras: PostBatch,
    _ emit: (PostBatch) throws -> Void
  ) throws {
    guard part.member.size != 0 else {
      return setAside(.unreadableMember, part.shown, 0, "empty file", extras)
    }
    try at(part.shown) {
      var list = try XElements(export, part.member)
      var count: Int64 = 0
      var isCounted = false
      while let (batch, found) = try list.next() {
        let shared = shared(batch, part.shown)
        for element in found {
          let isCut = list.isCutShort && element.ordinal == found.last?.ordinal
          take(element, isCut, part.shown, batch, shared)
          isCounted = isCut && batch.setAside.last?.reason == .truncated
        }
        count = found.last?.ordinal ?? count
        elements += found.count
        try emit(batch)
      }
      if isCounted { return }
      if list.isCutShort {
        setAside(.truncated, part.shown, count, "the file ends within its list", extras)
      } else if let listed, Int(count) < listed {
        setAside(.truncated, part.shown, count, "fewer posts than the manifest lists", extras)
      }
    }
  }

  /// Counts the records of one file without looking at them.
  func passOver(
    _ export: any Export, _ part: XLayout.Part, _ reason: SetAside.Reason, _ extras: PostBatch
  ) throws {
    guard part.member.size != 0 else { return }
    try at(part.shown) {
      var list = try XElements(export, part.member)
      while let (_, found) = try list.next() {
        for element in found { setAside(reason, part.shown, element.ordinal, "", extras) }
      }
    }
  }

  /// What could be decided only at the end.
  func finish(_ batch: PostBatch) {
    for version in held {
      let range = batch.used..<batch.used + version.bytes.count
      _ = batch.put(version.bytes)
      batch.reserve(PostBatch.padding)
      batch.pad()
      var tweet = XTweet()
      guard tweet.scan(batch.base, range) == nil, let last = tweet.versions.last else { continue }
      batch.recordsRead += 1
      if lastVersions.contains(key(last, batch)) {
        batch.setAside.append(
          SetAside(
            input: input, member: version.shown, ordinal: version.ordinal, reason: .duplicate,
            detail: "an earlier version of an edited post"))
      } else if let flaw = keep(tweet, version.ordinal, batch, shared(batch, version.shown)) {
        batch.setAside.append(
          SetAside(
            input: input, member: version.shown, ordinal: version.ordinal, reason: flaw.reason,
            detail: flaw.detail))
      }
    }
    held = []
    notes.finish(batch)
  }

  private func take(
    _ element: JSONElements.Element, _ isCut: Bool, _ shown: String, _ batch: PostBatch,
    _ shared: Shared
  ) {
    var tweet = XTweet()
    if let reason = tweet.scan(batch.base, element.range) {
      return setAside(
        isCut && reason == .notJSON ? .truncated : reason, shown, element.ordinal, "", batch)
    }
    if tweet.versions.count > 1, let last = tweet.versions.last, let id = tweet.id {
      if key(last, batch) == key(id, batch) {
        lastVersions.insert(key(last, batch))
      } else {
        let bytes = UnsafeBufferPointer(
          start: batch.base + element.range.lowerBound, count: element.range.count)
        held.append((Array(bytes), shown, element.ordinal))
        return
      }
    }
    if let flaw = keep(tweet, element.ordinal, batch, shared) {
      setAside(flaw.reason, shown, element.ordinal, flaw.detail, batch)
    } else {
      batch.recordsRead += 1
    }
  }

  private func key(_ literal: JSONScanner.Text, _ batch: PostBatch) -> Key128 {
    Key128(
      UnsafeBufferPointer(start: batch.base + literal.offset, count: literal.count), space: 0)
  }

  /// Remembers that an id and a handle are one account.
  func addAlias(_ platform: Field, _ account: Field, _ handle: Field, _ batch: PostBatch) {
    guard account.count > 0, handle.count > 0 else { return }
    let key = Key128(batch.bytes(account), space: Key128(batch.bytes(handle), space: 1).low)
    guard pairs.insert(key).inserted else { return }
    batch.aliases.append(.init(platform: platform, account: account, handle: handle))
  }
}
