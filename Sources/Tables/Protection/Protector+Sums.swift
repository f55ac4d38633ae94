/// A shown whole less its shown parts is the sum of the hidden ones: a number that nobody printed and
/// that must pass the rule itself. Two persons with one hidden cell each, alone in a row, would
/// otherwise read each other's count off the margin, however wide the ranges are for outsiders.
///
/// Source: measures §6.3, *differencing*; the singleton problem of Robertson 2000 (*Computers &
/// Mathematics with Applications*).
extension Protector {
  /// Hides one more part, or the whole, of every sum whose hidden parts are too few persons together;
  /// whether any was hidden.
  mutating func hideForSums(_ rule: Disclosure) -> Bool {
    var isAny = false
    for (number, terms) in system.equations.enumerated() {
      guard let whole = terms.first(where: { $0.sign < 0 })?.place,
        !terms.contains(where: { system.isSlack($0.place) })
      else { continue }
      let parts = terms.filter { $0.sign > 0 }.map(\.place)
      while !isHidden(whole) {
        let hidden = parts.filter { isHidden($0) }
        guard !hidden.isEmpty, !isEnough(hidden, of: number, rule) else { break }
        let shown = parts.filter { !isHidden($0) && !system.isFixed($0) }
        guard !shown.isEmpty else { break }
        let enough = shown.filter { isEnough(hidden + [$0], of: number, rule) }
        hide(cheapest(enough) ?? cheapest(shown) ?? whole)
        isAny = true
      }
    }
    return isAny
  }

  /// Whether the sums of a hidden cell still pass when it is shown.
  func passesSums(without place: Int, _ rule: Disclosure) -> Bool {
    system.places[place].allSatisfy { term in
      let terms = system.equations[term.place]
      guard !terms.contains(where: { system.isSlack($0.place) }),
        let whole = terms.first(where: { $0.sign < 0 })?.place,
        whole == place || !isHidden(whole)
      else { return true }
      let hidden = terms.filter { $0.sign > 0 && $0.place != place && isHidden($0.place) }
      return hidden.isEmpty || isEnough(hidden.map(\.place), of: term.place, rule)
    }
  }

  private func cheapest(_ places: [Int]) -> Int? {
    places.min { (price(of: $0), $0) < (price(of: $1), $1) }
  }

  /// Whether hidden parts together pass the rule: persons of the largest part count, or of all where
  /// no person can be in two, and nobody makes more than half.
  private func isEnough(_ hidden: [Int], of equation: Int, _ rule: Disclosure) -> Bool {
    let cells = hidden.map { system.cells[$0] }
    if cells.contains(where: { $0.sides.isEmpty }) { return true }
    let count = cells.reduce(0) { $0 + $1.count }
    for side in 0..<(cells.map(\.sides.count).max() ?? 0) {
      let sides = cells.compactMap { side < $0.sides.count ? $0.sides[side] : nil }
      let persons =
        system.isPartition[equation] && side == 0
        ? sides.reduce(0) { $0 + $1.persons } : sides.map(\.persons).max() ?? 0
      if rule.few(persons) != nil { return false }
      let largest = sides.map(\.largest).max() ?? 0
      if rule.dominated(largest: Double(largest), of: Double(count)) != nil { return false }
    }
    return true
  }
}
