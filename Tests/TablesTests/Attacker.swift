import Foundation
import Tables

/// What the published cells and sums look like from outside: written for the tests, apart from the
/// code that hides.
struct Attacker {
  struct Equation: Sendable {
    /// Hidden cells and what they sum to with these signs.
    var terms: [(cell: Int, sign: Int)]
    var constant: Int
  }

  let cells: [ProtectedCell]
  let isHidden: [Bool]
  let relations: [ProtectedTable.Relation]
  let number: [CellKey: Int]

  init(_ tables: [ProtectedTable], _ isHidden: (CellKey) -> Bool) {
    var cells: [ProtectedCell] = []
    var number: [CellKey: Int] = [:]
    for cell in tables.flatMap(\.cells) where number[cell.key] == nil {
      number[cell.key] = cells.count
      cells.append(cell)
    }
    self.cells = cells
    self.number = number
    self.isHidden = cells.map { isHidden($0.key) }
    relations = tables.flatMap(\.relations)
  }

  /// Outer bounds by tightening one sum after another until nothing changes (the shuttle of Buzzigoli
  /// & Giusti 1999): an attack by hand. The true range may be narrower still, never wider.
  func tightened() -> [(low: Int, high: Int)] {
    let open = 1_000_000_000
    var bounds: [(low: Int, high: Int)] = cells.indices.map { cell in
      let count = cells[cell].count
      return isHidden[cell] ? (low: 0, high: open) : (low: count, high: count)
    }
    var isChanging = true
    func set(_ cell: Int, _ low: Int, _ high: Int) {
      let next = (low: max(bounds[cell].low, low), high: min(bounds[cell].high, high))
      if next != bounds[cell] {
        bounds[cell] = next
        isChanging = true
      }
    }
    while isChanging {
      isChanging = false
      for relation in relations {
        guard let whole = number[relation.whole] else { continue }
        let parts = relation.parts.compactMap { number[$0] }
        let low = parts.reduce(0) { $0 + bounds[$1].low }
        let high = parts.reduce(0) { min(open, $0 + bounds[$1].high) }
        if relation.kind != .cover {
          set(whole, low, high)
          for part in parts {
            let others = parts.filter { $0 != part }.reduce(0) { $0 + bounds[$1].high }
            let least = bounds[whole].low - others
            let most =
              bounds[whole].high >= open ? open : bounds[whole].high - (low - bounds[part].low)
            set(part, least, most)
          }
        } else {
          set(whole, parts.map { bounds[$0].low }.max() ?? 0, high)
          for part in parts { set(part, 0, bounds[whole].high) }
        }
      }
    }
    return bounds
  }

  /// Exact ranges by trying every whole-numbered table up to `most` in each hidden cell; only for
  /// tiny tables of sums.
  func tried(most: Int) -> [(low: Int, high: Int)] {
    let hidden = cells.indices.filter { isHidden[$0] }
    var values = cells.map(\.count)
    var found = cells.map { (low: $0.count, high: $0.count) }
    let sums = relations.map { relation in
      (relation.parts.compactMap { number[$0] }, number[relation.whole] ?? 0)
    }
    // The last hidden cell of a sum follows from the others.
    let last = sums.map { parts, whole in
      (parts + [whole]).compactMap { hidden.firstIndex(of: $0) }.max() ?? -1
    }
    let judged = hidden.indices.map { at in sums.indices.filter { last[$0] == at } }
    func value(of cell: Int, in sum: Int) -> Int {
      let (parts, whole) = sums[sum]
      if cell == whole { return parts.reduce(0) { $0 + values[$1] } }
      return values[whole] - parts.filter { $0 != cell }.reduce(0) { $0 + values[$1] }
    }
    func go(_ at: Int) {
      if at == hidden.count {
        for cell in hidden {
          found[cell] = (min(found[cell].low, values[cell]), max(found[cell].high, values[cell]))
        }
        return
      }
      guard let sum = judged[at].first else {
        for value in 0...most {
          values[hidden[at]] = value
          go(at + 1)
        }
        return
      }
      let own = value(of: hidden[at], in: sum)
      guard (0...most).contains(own),
        judged[at].allSatisfy({ value(of: hidden[at], in: $0) == own })
      else { return }
      values[hidden[at]] = own
      go(at + 1)
    }
    if !hidden.isEmpty { go(0) }
    return found
  }

  /// Shown wholes less their shown parts that are fewer than `least` persons, or more than half of one
  /// person. Persons of counts of users add up; otherwise the largest part is all that is sure.
  func smallDifferences(least: Int) -> Int {
    relations.count { relation in
      guard relation.kind != .cover, let whole = number[relation.whole], !isHidden[whole] else {
        return false
      }
      let parts = relation.parts.compactMap { number[$0] }
      let hidden = parts.filter { isHidden[$0] }.map { cells[$0] }
      guard !hidden.isEmpty, hidden.count < parts.count else { return false }
      let areUsers = parts.allSatisfy { cells[$0].count == cells[$0].sides[0].persons }
      return (0..<hidden[0].sides.count).contains { side in
        let persons = hidden.map { $0.sides[side].persons }
        let sum = areUsers && side == 0 ? persons.reduce(0, +) : persons.max() ?? 0
        let largest = hidden.map { $0.sides[side].largest }.max() ?? 0
        return sum < least || 2 * largest > hidden.reduce(0) { $0 + $1.count }
      }
    }
  }

  /// One line for `Tests/check_protection.py`.
  func line(_ name: String, needed: [CellKey: Int]) throws -> String {
    let object: [String: Any] = [
      "name": name,
      "values": cells.map(\.count),
      "hidden": cells.indices.filter { isHidden[$0] },
      "needed": cells.indices.filter { isHidden[$0] }.map { needed[cells[$0].key] ?? 0 },
      "sums": relations.filter { $0.kind != .cover }.map { relation in
        [number[relation.whole] ?? -1] + relation.parts.compactMap { number[$0] }
      },
      "covers": relations.filter { $0.kind == .cover }.map { relation in
        [number[relation.whole] ?? -1] + relation.parts.compactMap { number[$0] }
      },
    ]
    let data = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])
    return String(decoding: data, as: UTF8.self)
  }
}
