/// What changed in a level and place from one period to the next.
struct LongitudinalChange {
  /// The difference of both shares, with its interval.
  let difference: Double
  let limits: Estimated<Limits>
  let kitagawa: Estimated<Kitagawa>
  let turnover: Estimated<Turnover>
  /// Distinct persons: in both periods, in one only.
  let stayers: Int
  let leavers: Int
  let entrants: Int
  /// Stayers with posts on the place and with others, before and after.
  let fewest: [Int]
  /// The largest part of each of these numbers of posts that is one stayer's, and the number.
  let parts: [(largest: Double, total: Double)]

  /// Nil where either period has no posts of the level.
  init?(_ sums: LongitudinalSums, _ level: Int, _ before: Int, _ after: Int, _ place: Int) {
    let persons = sums.persons(level, before, after, place)
    let strata = sums.strata(level, before, after, place)
    guard let decomposed = Kitagawa.decompose(strata).value else { return nil }
    kitagawa = .value(decomposed)
    difference = decomposed.difference
    limits = ClusterRatio.difference(
      persons.map {
        (first: (x: $0.after.x, n: $0.after.n), second: (x: $0.before.x, n: $0.before.n))
      }
    ).map { $0.limits() }
    turnover = Turnover.decompose(persons)
    let staying = persons.filter { $0.before.n > 0 && $0.after.n > 0 }
    stayers = staying.count
    leavers = persons.count { $0.after.n <= 0 }
    entrants = persons.count { $0.before.n <= 0 }
    let values = [
      staying.map(\.before.x), staying.map { $0.before.n - $0.before.x },
      staying.map(\.after.x), staying.map { $0.after.n - $0.after.x },
    ]
    fewest = values.map { $0.count { $0 > 0 } }
    parts = values.map { (largest: $0.max() ?? 0, total: $0.reduce(0, +)) }
  }
}
