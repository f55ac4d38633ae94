/// One record more: a cell that no partner can protect is raised with all that it is part of, as if
/// somebody had written so many more posts. What that raises is hidden.
///
/// Needs no network, so that it serves knots too. In a two-way table it hides the margins of the row
/// and the column; where parts only cover their whole, what they have in common takes the rise.
extension Protector {
  /// Hides what must rise with a cell; whether the cell is safe then.
  mutating func raise(_ place: Int) -> Bool {
    guard let rise = rise(of: place) else { return false }
    for other in rise.hidden { hide(other) }
    return push(rise.movers, by: needed[place]) && isSafe(place)
  }

  /// The cells and slacks that move, and the cells to hide.
  private func rise(of place: Int) -> (movers: [(place: Int, sign: Int)], hidden: [Int])? {
    let step = needed[place]
    var change = [place: 1]
    var hidden: [Int] = []
    var queue = [place]
    var next = 0
    while next < queue.count {
      let one = queue[next]
      next += 1
      guard !system.isFixed(one) else { return nil }
      hidden.append(one)
      for whole in system.above[one]
      where system.values[whole] < system.values[one] + step && change[whole] == nil {
        guard flow.isStrict else {
          hidden.append(whole)
          continue
        }
        change[whole] = 1
        queue.append(whole)
      }
      for term in system.places[one] {
        let terms = system.equations[term.place]
        let balance = terms.reduce(0) { $0 + $1.sign * (change[$1.place] ?? 0) }
        if balance == 0 { continue }
        guard abs(balance) == 1, let other = balancing(terms, one, balance, step, change) else {
          return nil
        }
        change[other] = system.isSlack(other) ? balance : 1
        if !system.isSlack(other) { queue.append(other) }
      }
    }
    return (change.keys.sorted().map { ($0, change[$0] ?? 0) }, hidden)
  }

  /// What else of a sum moves when `one` rose: the slack, the whole, or the cheapest part.
  private func balancing(
    _ terms: [CellSystem.Term], _ one: Int, _ balance: Int, _ step: Int, _ change: [Int: Int]
  ) -> Int? {
    guard let whole = terms.first(where: { $0.sign < 0 && !system.isSlack($0.place) })?.place
    else { return nil }
    if let slack = terms.first(where: { system.isSlack($0.place) })?.place,
      change[slack] == nil,
      balance > 0
        ? system.values[whole] >= system.values[one] + step : system.values[slack] >= step
    {
      return slack
    }
    if balance > 0 { return change[whole] == nil ? whole : nil }
    return terms.filter {
      $0.sign > 0 && change[$0.place] == nil && !system.isFixed($0.place)
    }.map(\.place).min { (price(of: $0), $0) < (price(of: $1), $1) }
  }
}
