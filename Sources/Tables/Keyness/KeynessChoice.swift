internal import Corpus

/// Which terms the table shows, in its order, and how many it does not and why.
struct KeynessChoice {
  /// Terms that the target uses more, then those that the reference does; G² falls.
  private(set) var over: [Int] = []
  private(set) var under: [Int] = []
  /// Terms of enough users, but not of enough in target or reference.
  private(set) var few = 0
  /// Terms of which one person makes more than half of the uses in target or reference.
  private(set) var dominated = 0
  /// Terms that would stand in the table, but are also the name of an account.
  private(set) var names = 0
  /// Terms not shown so that what is left of the words is that of enough persons.
  private(set) var spared = 0
  /// Uses by person of ``over`` and then ``under``.
  private(set) var uses: [[(person: Int, uses: KeynessSums.Pair)]] = []
  /// Why no term is shown.
  private(set) var refusal: Suppression?

  init(_ sums: KeynessSums, _ rule: Disclosure, top: Int, _ accounts: AccountNames) {
    refusal =
      rule.few(sums.target.users, sums.reference.users)
      ?? rule.dominated(sums.target)
      ?? rule.dominated(sums.reference)
    guard refusal == nil else { return }
    var ranked: [(term: Int, g: Double, isOver: Bool)] = []
    for term in sums.distinct {
      let (target, reference) = sums.count(term)
      if rule.few(sums.users(term)) != nil { continue }
      if rule.few(target.users, reference.users) != nil {
        few += 1
        continue
      }
      if rule.dominated(target) != nil
        || rule.dominated(reference) != nil
      {
        dominated += 1
        continue
      }
      let keyness = sums.keyness(term)
      guard let g = keyness.likelihoodTwoCells.value, g > 0 else { continue }
      ranked.append((term, g, keyness.isOverused))
    }
    ranked.sort { $0.g != $1.g ? $0.g > $1.g : sums.precedes($0.term, $1.term) }
    over = first(top, of: ranked.filter(\.isOver).map(\.term), sums, accounts)
    under = first(top, of: ranked.filter { !$0.isOver }.map(\.term), sums, accounts)
    uses = sums.usesByPerson(over + under)
    if !rule.isOff { spare(sums, rule) }
  }

  /// The first `top` terms that are nobody's name.
  private mutating func first(
    _ top: Int, of ranked: [Int], _ sums: KeynessSums, _ accounts: AccountNames
  ) -> [Int] {
    var chosen: [Int] = []
    var rest = ranked[...]
    while chosen.count < top, !rest.isEmpty {
      let next = Array(rest.prefix(top - chosen.count))
      rest = rest.dropFirst(next.count)
      let taken = accounts.contain(next.map(sums.spelling))
      names += taken.count { $0 }
      chosen += zip(next, taken).filter { !$0.1 }.map(\.0)
    }
    return chosen
  }

  /// The words that are not shown are those of all less those shown: they too must be of enough
  /// persons. In a small vocabulary the last terms go until they are.
  private mutating func spare(_ sums: KeynessSums, _ rule: Disclosure) {
    var rest = sums.persons
    for own in uses {
      for (person, uses) in own {
        rest[person].target -= uses.target
        rest[person].reference -= uses.reference
      }
    }
    func isSafe() -> Bool {
      var (target, reference) = (KeynessSums.Count(), KeynessSums.Count())
      for own in rest {
        target.add(own.target)
        reference.add(own.reference)
      }
      return [target, reference].allSatisfy {
        rule.fewButSome($0.users) == nil
          && rule.dominated($0) == nil
      }
    }
    // Places in `uses`: over from 0, under behind all of over.
    let firstUnder = over.count
    while !over.isEmpty || !under.isEmpty, !isSafe() {
      let place: Int
      if under.count >= over.count {
        under.removeLast()
        place = firstUnder + under.count
      } else {
        over.removeLast()
        place = over.count
      }
      for (person, uses) in uses[place] {
        rest[person].target += uses.target
        rest[person].reference += uses.reference
      }
      spared += 1
    }
    uses = Array(uses[..<over.count] + uses[firstUnder..<(firstUnder + under.count)])
  }
}

extension Disclosure {
  /// `dominance` when one person makes more than half of the uses.
  func dominated(_ count: KeynessSums.Count) -> Suppression? {
    dominated(largest: Double(count.largest), of: Double(count.uses))
  }
}

/// The names of the accounts of the data, asked for through the project's key where there is one.
struct AccountNames {
  private let accounts: AccountTable
  private let platforms: [String]
  private let pseudonymiser: (any Pseudonymiser)?

  init(_ material: Material) {
    accounts = material.posts.accounts
    platforms = material.posts.platforms
    pseudonymiser = material.pseudonymiser.flatMap { $0.isOn ? $0 : nil }
  }

  /// By term: whether an account's handle or id is spelt like it.
  func contain(_ terms: [String]) -> [Bool] {
    var wanted: [String: Int] = [:]
    for (number, term) in terms.enumerated() {
      guard let pseudonymiser else {
        wanted[term] = number
        continue
      }
      let bytes = Array(term.utf8)
      for platform in platforms {
        for space in [IDSpace.handle, .account] {
          let name = bytes.withUnsafeBufferPointer {
            pseudonymiser.pseudonym(space: space, platform: platform, native: $0)
          }
          wanted[String(decoding: name, as: UTF8.self)] = number
        }
      }
    }
    var found = [Bool](repeating: false, count: terms.count)
    for name in accounts.names {
      let spelling =
        pseudonymiser == nil ? String(decoding: Handle.folded(name), as: UTF8.self) : name
      if let number = wanted[spelling] { found[number] = true }
    }
    return found
  }
}
