/// Which cells of T3 are hidden: numbers of posts and numbers of users apart, because one can be
/// too telling while the other is not.
///
/// What everybody knows: the margin of a topic is the sum of its levels (users of several venues are
/// covered by them); coded posts are those without topic and those with any, which the topics cover;
/// subtopics lie within their topic, and users are at most posts.
struct TopicSuppression: Sendable {
  private let sums: TopicSums
  private let levels: [Int]
  private let rule: Disclosure
  private let scale: Int
  private let isPartition: Bool

  init(_ sums: TopicSums, levels: [Int], _ rule: Disclosure, _ units: Units) {
    self.sums = sums
    self.levels = levels
    self.rule = rule
    scale = units.scale
    isPartition = sums.split == .group && !sums.areMixed
  }

  /// Why a number of posts, and what is a share of it, is hidden.
  func posts(_ level: Int, _ place: Int, _ protection: Protection) -> (
    count: Suppression?, base: Suppression?, share: Suppression?
  ) { reasons("coded posts", level, place, protection) }

  /// The same of users.
  func users(_ level: Int, _ place: Int, _ protection: Protection) -> (
    count: Suppression?, base: Suppression?, share: Suppression?
  ) { reasons("coded users", level, place, protection) }

  private func reasons(
    _ measure: String, _ level: Int, _ place: Int, _ protection: Protection
  ) -> (count: Suppression?, base: Suppression?, share: Suppression?) {
    let (own, base) = (key(measure, level, place), key(measure, level, nil))
    return (
      protection.suppression(own), protection.suppression(base), protection.suppression(own, base)
    )
  }

  // MARK: - Cells

  /// `place` nil: all coded posts.
  private func key(_ measure: String, _ level: Int, _ place: Int?) -> CellKey {
    let kind = place.map { $0 > sums.places.none ? "subtopic/" : "topic/" } ?? ""
    return CellKey(
      measure, row: place.map { kind + sums.places.keys[$0].id } ?? "(all)",
      column: level == sums.all ? "(all)" : "\(sums.split.rawValue)/\(sums.levels[level].id)")
  }

  private func anyTopic(_ level: Int) -> CellKey {
    CellKey(
      "coded posts", row: "(any topic)",
      column: level == sums.all ? "(all)" : "\(sums.split.rawValue)/\(sums.levels[level].id)")
  }

  var table: ProtectedTable {
    var cells: [ProtectedCell] = []
    var relations: [ProtectedTable.Relation] = []
    let places: [Int?] = [nil] + (0..<sums.places.count).map { $0 }
    for level in levels + [sums.all] {
      for place in places {
        cells += [posts(level, place), users(level, place)]
        relations.append(
          .init(
            .within, whole: key("coded posts", level, place),
            parts: [key("coded users", level, place)]))
      }
      relations += topics(level, &cells)
    }
    for place in places {
      let all = sums.count(sums.all, place)
      relations.append(
        .init(
          isPartition ? .partition : .sum, whole: key("coded posts", sums.all, place),
          parts: levels.map { key("coded posts", $0, place) }))
      let whole = key("coded users", sums.all, place)
      if sums.split == .group {
        relations.append(
          .init(
            isPartition ? .partition : .sum, whole: whole,
            parts: levels.map { key("coded users", $0, place) }))
      } else if let relation = ProtectedTable.Relation.overlapping(
        whole, levels.map { (key("coded users", $0, place), sums.count($0, place).userUnits) },
        of: all.userUnits)
      {
        relations.append(relation)
      }
    }
    return ProtectedTable(cells: cells, relations: relations)
  }

  /// What the topics of one level make together.
  private func topics(
    _ level: Int, _ cells: inout [ProtectedCell]
  ) -> [ProtectedTable.Relation] {
    let none = sums.places.none
    let topics = Array(0..<none)
    var relations: [ProtectedTable.Relation] = []
    let (base, without) = (key("coded posts", level, nil), key("coded posts", level, none))
    if topics.count < 2 {
      relations.append(
        .init(
          .sum, whole: base, parts: topics.map { key("coded posts", level, $0) } + [without]))
    } else {
      let any = anyTopic(level)
      cells.append(.unprinted(any, sums.base(level).units - sums.count(level, none).units))
      relations.append(.init(.sum, whole: base, parts: [without, any]))
      relations.append(
        .init(.cover, whole: any, parts: topics.map { key("coded posts", level, $0) }))
    }
    if let relation = ProtectedTable.Relation.overlapping(
      key("coded users", level, nil),
      (0...none).map { (key("coded users", level, $0), sums.count(level, $0).userUnits) },
      of: sums.base(level).userUnits)
    {
      relations.append(relation)
    }
    for subtopic in sums.places.parent.indices {
      let place = sums.places.place(ofSubtopic: subtopic)
      let parent = sums.places.parent[subtopic]
      let (own, whole) = (sums.count(level, place), sums.count(level, parent))
      if own.units <= whole.units {
        relations.append(
          .init(
            .within, whole: key("coded posts", level, parent),
            parts: [key("coded posts", level, place)]))
      }
      if own.userUnits <= whole.userUnits {
        relations.append(
          .init(
            .within, whole: key("coded users", level, parent),
            parts: [key("coded users", level, place)]))
      }
    }
    return relations
  }

  private func posts(_ level: Int, _ place: Int?) -> ProtectedCell {
    let (count, base) = (sums.count(level, place), sums.base(level))
    let rest = 2 * count.restUnits - (base.units - count.units)
    return ProtectedCell(
      key("coded posts", level, place), count: count.units,
      sides: [Contributors(persons: count.users, largest: count.largestUnits)],
      besides: place.flatMap { postReason(level, $0) }.map(HidingReason.init),
      leastWidth: place == nil ? 0 : rest)
  }

  private func users(_ level: Int, _ place: Int?) -> ProtectedCell {
    let count = sums.count(level, place)
    return ProtectedCell(
      key("coded users", level, place), count: count.userUnits,
      sides: [Contributors(persons: count.users, largest: min(count.users, 1))],
      besides: place.flatMap { userReason(level, $0) }.map(HidingReason.init))
  }

  // MARK: - Primary

  private func postReason(_ level: Int, _ place: Int) -> Suppression? {
    let (count, base) = (sums.count(level, place), sums.base(level))
    return rule.few(count.users, base.users - count.only)
      ?? rule.dominated(largest: base.largest, of: base.posts)
      ?? rule.dominated(largest: count.largest, of: count.posts)
      ?? rule.dominated(largest: count.largestRest, of: base.posts - count.posts)
      ?? rule.uniform(count.only, of: base.users) ?? oneGroup(level, place)
  }

  private func userReason(_ level: Int, _ place: Int) -> Suppression? {
    let (count, base) = (sums.count(level, place), sums.base(level))
    var difference: Suppression?
    if place > sums.places.none, let parent = sums.places.parent[place - sums.places.none - 1] {
      difference = rule.fewButSome(sums.count(level, parent).users - count.users)
    }
    return rule.few(count.users, base.users - count.users)
      ?? rule.uniform(count.users, of: base.users) ?? oneGroup(level, place) ?? difference
  }

  /// Whoever writes on this topic is nearly always of one group.
  private func oneGroup(_ level: Int, _ place: Int) -> Suppression? {
    guard sums.split == .group, level != sums.all, levels.count > 1 else { return nil }
    return rule.uniform(sums.count(level, place).users, of: sums.count(sums.all, place).users)
  }
}
