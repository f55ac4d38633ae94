import Corpus

/// Which account belongs to whom.
struct AccountJoin {
  /// Claimed by two persons of the roster.
  static let contested: Int32 = -2

  var match = RosterMatch()
  let table: AccountTable
  let platforms: [String]
  /// Roster persons whose account another row without `person` names as well.
  var isRepeated: [Bool] = []
  private let keys: [Key128]
  private var index: KeyIndex
  /// The account that stands for each account: itself, or the id account of a handle.
  var standsFor: [Int32]
  /// Roster person of each account that stands for itself; -1: none.
  var owner: [Int32]

  init(_ posts: PostTable) {
    table = posts.accounts
    platforms = posts.platforms
    let count = table.count
    var keys: [Key128] = []
    keys.reserveCapacity(count)
    var index = KeyIndex(room: count)
    for account in 0..<count {
      let key = Self.key(
        table.names[account], platform: Int(table.platforms[account]),
        isHandle: table.isHandle[account])
      keys.append(key)
      _ = index.insert(account, key) { keys[$0] }
    }
    self.keys = keys
    self.index = index
    standsFor = Array(0..<Int32(count))
    owner = [Int32](repeating: -1, count: count)
  }

  private static func key(_ name: String, platform: Int, isHandle: Bool) -> Key128 {
    Key128(name, space: UInt64(bitPattern: Int64(platform * 2 + (isHandle ? 1 : 0))))
  }

  /// A handle and the one id it was seen with are one; a handle of two ids is nobody's.
  mutating func joinAliases() {
    let free: Int32 = -1
    var idOf = [Int32](repeating: free, count: table.count)
    for alias in table.aliases
    where !table.isHandle[Int(alias.account)] && table.isHandle[Int(alias.handle)] {
      let handle = Int(alias.handle)
      switch idOf[handle] {
      case free: idOf[handle] = alias.account
      case alias.account, Self.contested: break
      default:
        idOf[handle] = Self.contested
        match.conflictingHandles += 1
      }
    }
    for handle in 0..<table.count where idOf[handle] >= 0 { standsFor[handle] = idOf[handle] }
  }

  private func find(_ name: [UInt8], platform: Int, isHandle: Bool) -> Int {
    let key = name.withUnsafeBufferPointer {
      Key128($0, space: UInt64(bitPattern: Int64(platform * 2 + (isHandle ? 1 : 0))))
    }
    return index.find(key) { keys[$0] }
  }

  /// The account of the posts that a native id or handle of a platform names; -1: none.
  private func account(
    _ native: [UInt8], platform: Int, _ pseudonymiser: any Pseudonymiser
  ) -> Int {
    let name = platforms[platform]
    let asID = native.withUnsafeBufferPointer {
      pseudonymiser.pseudonym(space: .account, platform: name, native: $0)
    }
    let found = find(asID, platform: platform, isHandle: false)
    if found >= 0 { return found }
    let asHandle = Handle.folded(native).withUnsafeBufferPointer {
      pseudonymiser.pseudonym(space: .handle, platform: name, native: $0)
    }
    return find(asHandle, platform: platform, isHandle: true)
  }

  mutating func join(
    _ roster: Roster, _ pseudonymiser: any Pseudonymiser, posts: PostTable
  ) throws {
    match.rows = roster.rows.count
    match.persons = roster.persons.count
    isRepeated = [Bool](repeating: false, count: roster.persons.count)
    let lowered = platforms.map { $0.lowercased() }
    let places = (0..<platforms.count).map { [$0] }
    let everywhere = Array(0..<platforms.count)
    // Accounts that each row met; a row without account is looked for on every platform.
    var met: [[Int32]] = []
    met.reserveCapacity(roster.rows.count)
    for row in roster.rows {
      var found: [Int32] = []
      if !row.isDouble {
        let isAlone = row.account.isEmpty
        let native = isAlone ? roster.persons[row.person].id : row.account
        let at = isAlone ? everywhere : lowered.firstIndex(of: row.platform).map { places[$0] }
        for platform in at ?? [] {
          let account = account(native, platform: platform, pseudonymiser)
          if account >= 0 { found.append(standsFor[account]) }
        }
      }
      met.append(found)
    }
    var isRepeat = [Bool](repeating: false, count: roster.rows.count)
    for (number, row) in roster.rows.enumerated() {
      for account in met[number] {
        claim(Int(account), Int32(row.person), roster) { isRepeat[number] = true }
      }
    }
    for (number, row) in roster.rows.enumerated() {
      if roster.persons[row.person].isConflicting
        || met[number].contains(where: { owner[Int($0)] == Self.contested })
      {
        match.conflictingRows += 1
      } else if row.isDouble || isRepeat[number] {
        match.doubleRows += 1
      } else if met[number].isEmpty {
        match.unmatchedRows += 1
      } else {
        match.matchedRows += 1
      }
    }
    match.matchedAccounts = standsFor.count { owner[Int($0)] >= 0 }
    if !roster.rows.isEmpty, posts.rows.count > 0, met.allSatisfy(\.isEmpty) {
      throw noMatch(roster)
    }
  }

  /// Two rows without `person` that mean the same account and say the same are one person.
  private mutating func claim(
    _ account: Int, _ person: Int32, _ roster: Roster, _ repeated: () -> Void
  ) {
    let before = owner[account]
    if before == -1 {
      owner[account] = person
    } else if before == person {
      repeated()
    } else if before != Self.contested {
      let (a, b) = (roster.persons[Int(before)], roster.persons[Int(person)])
      if a.id.isEmpty, b.id.isEmpty, a.declared == b.declared {
        isRepeated[Int(person)] = true
        repeated()
      } else {
        owner[account] = Self.contested
      }
    }
  }

  private func noMatch(_ roster: Roster) -> Complaint {
    let handles = table.isHandle.count { $0 }
    let ids = table.count - handles
    let asked = Set(roster.rows.map(\.platform)).subtracting([""]).sorted()
    let known = platforms.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return Complaint(
      "not one of its \(roster.rows.count) rows meets the posts: compared "
        + (asked.isEmpty
          ? "the column person" : "accounts of platform \(quoted(asked, known: known))")
        + " with \(ids) account ids and \(handles) handles of platform "
        + known.map { "'\($0)'" }.joined(separator: ", ")
        + "; check the platform names, and whether both use the same key")
  }

  /// Platform names of the roster that the posts have too; others only by number, since a shifted
  /// column may hold anything.
  private func quoted(_ asked: [String], known: [String]) -> String {
    let shared = asked.filter { name in known.contains { $0.lowercased() == name } }
    let strange = asked.count - shared.count
    var words = shared.map { "'\($0)'" }
    if strange > 0 { words.append("\(strange) that no post has") }
    return words.joined(separator: ", ")
  }
}
