/// Threads counted by who took part: only integers, so that parts add up to the whole in any order.
///
/// For persons with one group each. Of persons with several, a thread's Simpson under any semantics
/// is ``Segregation/expected(_:_:)`` of its memberships; Blau and Shannon have no such form.
package struct ThreadMixes: Sendable, Equatable {
  /// Participants by group, most first and without empty groups, and those of unknown group.
  private struct Mix: Sendable, Hashable {
    let counts: [Int]
    let unknown: Int
    var persons: Int { counts.reduce(unknown, +) }
    func isBefore(_ other: Mix) -> Bool {
      if unknown != other.unknown { return unknown < other.unknown }
      return counts.lexicographicallyPrecedes(other.counts)
    }
  }

  private var mixes: [Mix: Int] = [:]
  package private(set) var threads = 0

  package init() {}

  /// - Parameter counts: participants (persons with one group each) by group; empty groups may be
  ///   left out.
  package mutating func add(_ counts: [Int], unknown: Int) {
    mixes[Mix(counts: counts.filter { $0 > 0 }.sorted(by: >), unknown: unknown), default: 0] += 1
    threads += 1
  }

  package mutating func add(_ other: ThreadMixes) {
    mixes.merge(other.mixes, uniquingKeysWith: +)
    threads += other.threads
  }

  /// Participants of the middle thread; the mean of the two middle ones.
  package var medianPersons: Measured {
    if threads == 0 { return .undefined(.noUnits) }
    let sorted = mixes.map { (persons: $0.key.persons, threads: $0.value) }
      .sorted { $0.persons < $1.persons }
    func at(_ rank: Int) -> Int {
      var seen = 0
      for (persons, threads) in sorted {
        seen += threads
        if rank < seen { return persons }
      }
      return 0
    }
    return .value(Double(at((threads - 1) / 2) + at(threads / 2)) / 2)
  }

  /// The mean of an index over the threads in which participants of known group define it, and how
  /// many those are.
  package func mean(_ index: (Diversity) -> Measured) -> (mean: Measured, threads: Int) {
    average { index(Diversity($0.counts)) }
  }

  /// Means of an index's least and greatest possible values, over the threads in which they are
  /// defined whatever the groups of the unknown.
  /// - Parameter groups: no more groups than these exist; nil: others may.
  package func bounds(
    groups: Int? = nil, _ index: (Diversity) -> Measured
  ) -> (lower: Measured, upper: Measured) {
    func ends(_ mix: Mix) -> (least: Diversity, most: Diversity)? {
      let empty = max((groups ?? 0) - mix.counts.count, 0)
      return Diversity.extremes(
        mix.counts + [Int](repeating: 0, count: empty), unknown: mix.unknown,
        isClosed: groups != nil)
    }
    func isDefined(_ mix: Mix) -> Bool {
      ends(mix).map { index($0.least).value != nil && index($0.most).value != nil } ?? false
    }
    func end(_ mix: Mix, _ end: ((least: Diversity, most: Diversity)) -> Diversity) -> Measured {
      guard isDefined(mix), let both = ends(mix) else { return .undefined(.noUnits) }
      return index(end(both))
    }
    return (average { end($0, \.least) }.mean, average { end($0, \.most) }.mean)
  }

  /// Share of threads in which at least two groups are known to take part, 0–1.
  package var mixedShare: Measured { average { .value($0.counts.count > 1 ? 1 : 0) }.mean }

  /// At least ``mixedShare``; at most with every thread that has two participants of whom one is
  /// unknown, where a further group can exist.
  package var mixedBounds: (lower: Measured, upper: Measured) {
    (
      mixedShare,
      average { .value($0.counts.count > 1 || ($0.unknown > 0 && $0.persons > 1) ? 1 : 0) }.mean
    )
  }

  private func average(_ value: (Mix) -> Measured) -> (mean: Measured, threads: Int) {
    var (sum, count) = (0.0, 0)
    for mix in mixes.keys.sorted(by: { $0.isBefore($1) }) {
      guard let value = value(mix).value, let threads = mixes[mix] else { continue }
      sum += value * Double(threads)
      count += threads
    }
    return (count == 0 ? .undefined(.noUnits) : .value(sum / Double(count)), count)
  }
}
