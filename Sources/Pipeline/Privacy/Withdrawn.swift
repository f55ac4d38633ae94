import Corpus

/// Accounts whose owners withdrew: `platform,account` a line (id or handle), `#` for comments.
///
/// Their posts are set aside at ingest, and reply edges to them name nobody any more.
package struct Withdrawn: Sendable {
  private var keys: Set<Key128> = []
  /// Accounts listed.
  package private(set) var count = 0

  package init() {}

  /// - Throws: `Complaint` (78) with line and remedy.
  package static func read(_ bytes: [UInt8], shown: String) throws -> Withdrawn {
    var list = Withdrawn()
    let lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() {
      let text = String(decoding: line, as: UTF8.self).trimming()
      if text.isEmpty || text.hasPrefix("#") || text == "platform,account" { continue }
      let parts = text.split(separator: ",", maxSplits: 1).map { String($0).trimming() }
      guard parts.count == 2, !parts[1].isEmpty else {
        throw Complaint(
          "needs a platform and an account, with a comma between", at: "\(shown):\(number + 1)",
          status: .configuration)
      }
      list.add(platform: parts[0], account: parts[1])
    }
    return list
  }

  private mutating func add(platform: String, account: String) {
    count += 1
    let space = Array(platform.utf8).withUnsafeBufferPointer { KeyedIDs.platformSpace($0) }
    Array(account.utf8).withUnsafeBufferPointer {
      _ = keys.insert(KeyedIDs.accountKey($0, platform: space, isHandle: false))
    }
    Handle.folded(account).withUnsafeBufferPointer {
      _ = keys.insert(KeyedIDs.accountKey($0, platform: space, isHandle: true))
    }
  }

  package var isEmpty: Bool { keys.isEmpty }

  /// Whether the account of this key (``KeyedIDs/accountKey(_:platform:isHandle:)``) withdrew.
  func contains(_ key: Key128) -> Bool { keys.contains(key) }

  /// Handles of withdrawn ids, and ids of withdrawn handles, as far as the batch pairs them: an
  /// account that is listed by one must not stay under the other.
  func others(in batch: PostBatch) -> [Key128] {
    var found: [Key128] = []
    func look(_ id: Field, _ handle: Field, _ platform: Field) {
      if id.isBlank || handle.isBlank { return }
      let space = KeyedIDs.platformSpace(batch.bytes(platform))
      let byID = KeyedIDs.accountKey(batch.bytes(id), platform: space, isHandle: false)
      let byHandle = Handle.folded(batch.bytes(handle)).withUnsafeBufferPointer {
        KeyedIDs.accountKey($0, platform: space, isHandle: true)
      }
      if keys.contains(byID) { found.append(byHandle) }
      if keys.contains(byHandle) { found.append(byID) }
    }
    for row in batch.rows {
      look(row.authorID, row.authorHandle, row.platform)
      let first = Int(row.edgeStart)
      for edge in batch.edges[first..<first + Int(row.edgeCount)] {
        look(edge.author, edge.handle, row.platform)
      }
    }
    for alias in batch.aliases { look(alias.account, alias.handle, alias.platform) }
    return found
  }

  /// The same list with more accounts.
  func adding(_ more: [Key128]) -> Withdrawn {
    var list = self
    list.keys.formUnion(more)
    return list
  }

  /// Sets posts of withdrawn accounts aside and forgets whom reply edges to them addressed.
  func apply(to batch: PostBatch) {
    if keys.isEmpty { return }
    var kept: [PostRow] = []
    kept.reserveCapacity(batch.rows.count)
    for row in batch.rows {
      let space = KeyedIDs.platformSpace(batch.bytes(row.platform))
      if matches(row.authorID, row.authorHandle, space, batch) {
        batch.setAside.append(
          SetAside(
            input: row.input, member: batch.string(row.member) ?? "", ordinal: row.ordinal,
            reason: .withdrawn))
        continue
      }
      forget(edgesOf: row, space, batch)
      kept.append(row)
    }
    batch.rows = kept
    batch.aliases.removeAll {
      matches($0.account, $0.handle, KeyedIDs.platformSpace(batch.bytes($0.platform)), batch)
    }
  }

  /// Makes edges to withdrawn accounts name nobody: they are counted, and lead nowhere.
  private func forget(edgesOf row: PostRow, _ space: UInt64, _ batch: PostBatch) {
    let first = Int(row.edgeStart)
    for i in first..<first + Int(row.edgeCount)
    where matches(batch.edges[i].author, batch.edges[i].handle, space, batch) {
      batch.edges[i].author = .missing
      batch.edges[i].handle = .missing
      batch.edges[i].post = .missing
    }
  }

  private func matches(
    _ id: Field, _ handle: Field, _ space: UInt64, _ batch: PostBatch
  ) -> Bool {
    if !id.isBlank,
      keys.contains(KeyedIDs.accountKey(batch.bytes(id), platform: space, isHandle: false))
    {
      return true
    }
    if handle.isBlank { return false }
    return Handle.folded(batch.bytes(handle)).withUnsafeBufferPointer {
      keys.contains(KeyedIDs.accountKey($0, platform: space, isHandle: true))
    }
  }
}

extension String {
  /// Without white space at either end.
  func trimming() -> String {
    var text = Substring(self)
    while let c = text.first, c.isWhitespace { text.removeFirst() }
    while let c = text.last, c.isWhitespace { text.removeLast() }
    return String(text)
  }
}
