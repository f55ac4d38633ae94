/// Turns batches into digests; one per thread.
public final class PostDigester {
  private let ids: KeyedIDs
  private let keepsPostIDs: Bool
  private var platformField = Field.missing
  private var platformNumber: Int16 = -1
  private var platformSpace: UInt64 = 0
  private var platformBytes: [UInt8] = []
  private var langNumbers: [(bytes: [UInt8], number: Int16)] = []
  private var memberNumbers: [(bytes: [UInt8], number: Int32)] = []
  /// Pairs of id and handle that an earlier batch of this thread, and so an earlier one in order,
  /// has handed over.
  private var aliasSeen = NumberTable()

  private let keepsNatives: Bool

  /// - Parameters:
  ///   - keepsPostIDs: for records of single ties.
  ///   - keepsNatives: for the way back from pseudonyms.
  public init(_ ids: KeyedIDs, keepsPostIDs: Bool = false, keepsNatives: Bool = false) {
    self.ids = ids
    self.keepsNatives = keepsNatives
    self.keepsPostIDs = keepsPostIDs
  }

  public func digest(_ batch: PostBatch) -> PostDigest {
    let digest = PostDigest()
    digest.rows.reserveCapacity(batch.rows.count)
    digest.edges.reserveCapacity(batch.edges.count)
    digest.dropReasons.reserveCapacity(batch.rows.count)
    digest.places.reserveCapacity(batch.rows.count)
    digest.recordsRead = batch.recordsRead
    digest.repairedTexts = batch.repairedTexts
    digest.setAside = batch.setAside
    if keepsPostIDs { digest.postIDs = StringColumn() }
    if keepsNatives { digest.accountNatives = StringColumn() }
    platformNumber = -1
    platformBytes = []
    langNumbers = []
    memberNumbers = []
    for row in batch.rows { add(row, batch, digest) }
    for alias in batch.aliases {
      usePlatform(alias.platform, batch, digest)
      join(alias.account, alias.handle, isKeyed: alias.isKeyed, batch, digest)
    }
    return digest
  }

  private func add(_ row: PostRow, _ batch: PostBatch, _ digest: PostDigest) {
    usePlatform(row.platform, batch, digest)
    let start = digest.edges.count
    if row.edgeCount > 0 {
      let first = Int(row.edgeStart)
      for i in first..<first + Int(row.edgeCount) { add(batch.edges[i], row, batch, digest) }
    }
    // Deleted accounts and guests are not one person: they are nobody.
    let isSomebody =
      row.authorStatus == .ok || row.authorStatus == .bot
      || row.authorStatus == .suppressed
    let author =
      isSomebody ? account(row.authorID, row.authorHandle, row.isKeyed, batch, digest) : -1
    let thread =
      row.threadID.isBlank
      ? -1 : digest.threads.number(Key128(batch.bytes(row.threadID), space: platformSpace)).number
    digest.rows.append(
      PostTable.Row(
        key: Key128(batch.bytes(row.postID), space: platformSpace), createdAt: row.createdAt,
        subtopics: row.subtopics, topics: row.topics, tokens: row.tokens, account: author,
        venue: venue(row.venueID, batch, digest), thread: thread, edgeStart: Int32(start),
        edgeCount: UInt16(clamping: digest.edges.count - start), platform: platformNumber,
        lang: lang(row.lang, batch, digest), kind: row.kind, authorStatus: row.authorStatus,
        role: row.role, isCoded: row.isCoded, droppedBy: row.droppedBy))
    digest.dropReasons.append(row.dropReason)
    digest.places.append(
      PostDigest.Place(
        ordinal: row.ordinal, input: row.input, member: member(row.member, batch, digest)))
    if keepsPostIDs { keepID(of: row, batch, digest) }
  }

  private func add(
    _ edge: ReplyEdge, _ row: PostRow, _ batch: PostBatch, _ digest: PostDigest
  ) {
    digest.edges.append(
      PostTable.Edge(
        target: edge.post.isBlank
          ? .none : Key128(batch.bytes(edge.post), space: platformSpace),
        account: account(edge.author, edge.handle, row.isKeyed, batch, digest), how: edge.how,
        confidence: edge.confidence))
  }

  /// Keeps the id that records will show: keyed where there is a key.
  private func keepID(of row: PostRow, _ batch: PostBatch, _ digest: PostDigest) {
    if row.isKeyed || !ids.isOn {
      digest.postIDs?.append(batch.bytes(row.postID))
    } else {
      digest.postIDs?.append(
        ids.pseudonymiser.pseudonym(
          space: .post, platform: String(decoding: platformBytes, as: UTF8.self),
          native: batch.bytes(row.postID)))
    }
  }

  @inline(__always)
  private func equal(_ a: UnsafeBufferPointer<UInt8>, _ b: [UInt8]) -> Bool {
    guard a.count == b.count else { return false }
    for i in 0..<b.count where a[i] != b[i] { return false }
    return true
  }

  private func usePlatform(_ field: Field, _ batch: PostBatch, _ digest: PostDigest) {
    if field == platformField, platformNumber >= 0 { return }
    platformField = field
    let bytes = batch.bytes(field)
    if platformNumber >= 0, equal(bytes, platformBytes) { return }
    platformBytes = Array(bytes)
    platformSpace = KeyedIDs.platformSpace(bytes)
    let name = String(decoding: bytes, as: UTF8.self)
    if let known = digest.platforms.firstIndex(of: name) {
      platformNumber = Int16(known)
    } else {
      digest.platforms.append(name)
      platformNumber = Int16(digest.platforms.count - 1)
    }
  }

  /// Number of the account with this id, or else handle; -1 where neither is given.
  private func account(
    _ id: Field, _ handle: Field, _ isKeyed: Bool, _ batch: PostBatch, _ digest: PostDigest
  ) -> Int32 {
    if !id.isBlank {
      let number = number(batch.bytes(id), isHandle: false, isKeyed, digest)
      if !handle.isBlank { join(id, handle, isKeyed: isKeyed, batch, digest) }
      return number
    }
    if handle.isBlank { return -1 }
    let bytes = batch.bytes(handle)
    if isKeyed { return number(bytes, isHandle: true, true, digest) }
    return Handle.folded(bytes).withUnsafeBufferPointer {
      number($0, isHandle: true, false, digest)
    }
  }

  @inline(__always)
  private func number(
    _ bytes: UnsafeBufferPointer<UInt8>, isHandle: Bool, _ isKeyed: Bool, _ digest: PostDigest
  ) -> Int32 {
    let key = KeyedIDs.accountKey(bytes, platform: platformSpace, isHandle: isHandle)
    let (number, isNew) = digest.accounts.number(key)
    if isNew {
      ids.appendName(
        of: bytes, key: key, platform: platformBytes, isHandle: isHandle, isKeyed: isKeyed,
        to: &digest.accountNames)
      if keepsNatives { digest.accountNatives?.append(bytes) }
      digest.accountPlatforms.append(platformNumber)
      digest.accountIsHandle.append(isHandle)
    }
    return number
  }

  private func join(
    _ id: Field, _ handle: Field, isKeyed: Bool, _ batch: PostBatch, _ digest: PostDigest
  ) {
    if id.isBlank || handle.isBlank { return }
    // Most pairs come again and again: their raw bytes tell, before anything is folded.
    let first = Key128(batch.bytes(id), space: platformSpace)
    let second = Key128(batch.bytes(handle), space: first.high)
    guard aliasSeen.number(Key128(high: second.high ^ first.low, low: second.low)).isNew else {
      return
    }
    digest.aliases.append(
      AccountTable.Alias(
        account: account(id, .missing, isKeyed, batch, digest),
        handle: account(.missing, handle, isKeyed, batch, digest)))
  }

  private func venue(_ field: Field, _ batch: PostBatch, _ digest: PostDigest) -> Int32 {
    let (number, isNew) = digest.venues.number(
      Key128(batch.bytes(field), space: platformSpace &+ (field.isMissing ? 1 : 0)))
    if isNew {
      digest.venueList.append(
        PostTable.Venue(platform: platformNumber, id: batch.string(field)))
    }
    return number
  }

  private func lang(_ field: Field, _ batch: PostBatch, _ digest: PostDigest) -> Int16 {
    if field.isBlank { return -1 }
    let bytes = batch.bytes(field)
    for known in langNumbers where equal(bytes, known.bytes) { return known.number }
    digest.langs.append(String(decoding: bytes, as: UTF8.self))
    let number = Int16(digest.langs.count - 1)
    if langNumbers.count < 64 { langNumbers.append((Array(bytes), number)) }
    return number
  }

  private func member(_ field: Field, _ batch: PostBatch, _ digest: PostDigest) -> Int32 {
    if field.isBlank { return -1 }
    let bytes = batch.bytes(field)
    for known in memberNumbers where equal(bytes, known.bytes) { return known.number }
    digest.members.append(String(decoding: bytes, as: UTF8.self))
    let number = Int32(digest.members.count - 1)
    if memberNumbers.count < 64 { memberNumbers.append((Array(bytes), number)) }
    return number
  }
}
