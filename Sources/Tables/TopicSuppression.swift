/// Which cells of T3 are hidden: numbers of posts and numbers of users apart, because one can be
/// too telling while the other is not.
///
/// Secondary hiding, against these sums: the margin of a topic is the sum of its levels; coded
/// posts are "no topic" plus the posts with any, which is the topic itself where there is one only.
struct TopicSuppression {
  private var postReasons: [Int: [Suppression?]] = [:]
  private var userReasons: [Int: [Suppression?]] = [:]

  init(_ sums: TopicSums, levels: [Int], _ rule: Disclosure) {
    for level in levels + [sums.all] {
      postReasons[level] = (0..<sums.places.count).map { place in
        Self.posts(sums, level, place, levels.count, rule)
      }
      userReasons[level] = (0..<sums.places.count).map { place in
        Self.users(sums, level, place, levels.count, rule)
      }
    }
    guard !rule.isOff else { return }
    Self.protect(&postReasons, sums, levels)
    Self.protect(&userReasons, sums, levels)
  }

  func posts(_ level: Int, _ place: Int) -> Suppression? { postReasons[level]?[place] ?? nil }
  func users(_ level: Int, _ place: Int) -> Suppression? { userReasons[level]?[place] ?? nil }

  private static func posts(
    _ sums: TopicSums, _ level: Int, _ place: Int, _ levels: Int, _ rule: Disclosure
  ) -> Suppression? {
    let (count, base) = (sums.count(level, place), sums.base(level))
    return rule.few(count.users, base.users - count.only)
      ?? rule.dominated(largest: base.largest, of: base.posts)
      ?? rule.dominated(largest: count.largest, of: count.posts)
      ?? rule.dominated(largest: count.largestRest, of: base.posts - count.posts)
      ?? rule.uniform(count.only, of: base.users) ?? oneGroup(sums, level, place, levels, rule)
  }

  private static func users(
    _ sums: TopicSums, _ level: Int, _ place: Int, _ levels: Int, _ rule: Disclosure
  ) -> Suppression? {
    let (count, base) = (sums.count(level, place), sums.base(level))
    var difference: Suppression?
    if place > sums.places.none, let parent = sums.places.parent[place - sums.places.none - 1] {
      difference = rule.fewButSome(sums.count(level, parent).users - count.users)
    }
    return rule.few(count.users, base.users - count.users)
      ?? rule.uniform(count.users, of: base.users) ?? oneGroup(sums, level, place, levels, rule)
      ?? difference
  }

  /// Whoever writes on this topic is nearly always of one group.
  private static func oneGroup(
    _ sums: TopicSums, _ level: Int, _ place: Int, _ levels: Int, _ rule: Disclosure
  ) -> Suppression? {
    guard sums.split == .group, level != sums.all, levels > 1 else { return nil }
    return rule.uniform(sums.count(level, place).users, of: sums.count(sums.all, place).users)
  }

  private static func protect(
    _ reasons: inout [Int: [Suppression?]], _ sums: TopicSums, _ levels: [Int]
  ) {
    let none = sums.places.none
    for level in levels + [sums.all] {
      guard var own = reasons[level] else { continue }
      if own[none] == nil, own[..<none].contains(where: { $0 != nil }) { own[none] = .secondary }
      if none == 1, own[0] == nil, own[none] != nil { own[0] = .secondary }
      reasons[level] = own
    }
    for place in 0..<sums.places.count {
      let isHidden = levels.contains { reasons[$0]?[place] != nil }
      if isHidden, reasons[sums.all]?[place] == nil { reasons[sums.all]?[place] = .secondary }
    }
    // A hidden margin of a topic hides the margin of "no topic" by the same sum.
    guard var all = reasons[sums.all] else { return }
    if all[none] == nil, all[..<none].contains(where: { $0 != nil }) { all[none] = .secondary }
    if none == 1, all[0] == nil, all[none] != nil { all[0] = .secondary }
    reasons[sums.all] = all
  }
}
