/// All tables that are published together, as one system: every number once, every sum once.
///
/// Variables are the cells in the order of their keys, and after them the slacks of covers (sum of
/// parts − whole), which nobody publishes. Each equation says Σ sign × variable = 0.
struct CellSystem: Sendable {
  struct Term: Sendable {
    let place: Int
    var sign: Int
  }

  /// In the order of their keys; cells that occur in several tables once.
  let cells: [ProtectedCell]
  /// Value of every variable.
  private(set) var values: [Int]
  /// What everybody knows of a variable besides the sums.
  private(set) var lowest: [Int]
  private(set) var highest: [Int]
  /// Of each cell, its parts and its wholes in covers.
  private(set) var partsOf: [[Int]]
  private(set) var wholesOf: [[Int]]
  /// Of each variable, what it is within, and what is within it.
  private(set) var above: [[Int]]
  private(set) var below: [[Int]]
  private(set) var equations: [[Term]] = []
  /// Of each equation, whether no person is in two of its parts: so it is said, or the parts are
  /// counts of persons that add up.
  private(set) var isPartition: [Bool] = []
  /// Equations of every variable, with the sign it has there.
  private(set) var places: [[Term]] = []
  /// 0 for a cell without parts, 1 for a sum of such, and so on.
  private(set) var level: [Int]
  /// Numbers of the equations that hang together, by equation, and of any variable.
  private(set) var component: [Int] = []

  static let unlimited = Int.max / 8

  init(_ tables: [ProtectedTable]) {
    let tables = Self.beside(tables)
    cells = Self.merge(tables)
    var numbers: [CellKey: Int] = [:]
    for (number, cell) in cells.enumerated() { numbers[cell.key] = number }
    values = cells.map(\.count)
    lowest = cells.map { $0.isFixed ? $0.count : 0 }
    highest = cells.map { $0.isFixed ? $0.count : Self.unlimited }
    level = Array(repeating: 0, count: cells.count)
    partsOf = Array(repeating: [], count: cells.count)
    wholesOf = partsOf
    above = partsOf
    below = partsOf
    var wholes: [(whole: Int, parts: [Int])] = []
    for relation in Self.relations(tables, numbers) {
      let (whole, parts) = (relation[1], relation[2...])
      if relation[0] == Self.within {
        for part in parts {
          precondition(values[part] <= values[whole], "a part is at most its whole")
          above[part].append(whole)
          below[whole].append(part)
        }
        continue
      }
      var terms = parts.map { Term(place: $0, sign: 1) } + [Term(place: whole, sign: -1)]
      if relation[0] == Self.cover {
        terms.append(Term(place: values.count, sign: -1))
        addSlack(whole, parts)
      }
      equations.append(terms)
      isPartition.append(
        relation[0] == Self.partition
          || parts.allSatisfy {
            $0 < cells.count && cells[$0].count == cells[$0].sides.first?.persons
          })
      wholes.append((whole, Array(parts)))
    }
    setLevels(wholes)
    setPlaces()
  }

  private static let partition = 1
  private static let cover = 2
  private static let within = 3

  /// The tables without those that join others which are not there.
  private static func beside(_ tables: [ProtectedTable]) -> [ProtectedTable] {
    guard tables.contains(where: { $0.onlyBeside != nil }) else { return tables }
    let own = tables.filter { $0.onlyBeside == nil }
    let keys = Set(own.flatMap(\.cells).filter(\.isPrinted).map(\.key))
    return own + tables.filter { $0.onlyBeside.map(keys.contains) ?? false }
  }

  /// A cover by one part is that part.
  private static func code(_ relation: ProtectedTable.Relation) -> Int {
    switch relation.kind {
    case .sum: 0
    case .partition: partition
    case .cover: relation.parts.count > 1 ? cover : 0
    case .within: within
    }
  }

  /// Kind, whole and parts by number, each once, in an order that no table decides.
  private static func relations(
    _ tables: [ProtectedTable], _ numbers: [CellKey: Int]
  ) -> [[Int]] {
    let all = tables.flatMap(\.relations).filter { !$0.parts.isEmpty }.map { relation in
      [
        code(relation), number(relation.whole, numbers),
      ]
        + relation.parts.map { number($0, numbers) }.sorted()
    }
    return Set(all).sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// What the parts of a cover have in common: their sum is the whole and this slack.
  private mutating func addSlack(_ whole: Int, _ parts: ArraySlice<Int>) {
    let slack = parts.reduce(0) { $0 + values[$1] } - values[whole]
    precondition(slack >= 0, "a whole is at most the sum of parts that cover it")
    values.append(slack)
    lowest.append(0)
    highest.append(Self.unlimited)
    level.append(0)
    partsOf.append([])
    wholesOf.append([])
    above.append([])
    below.append([])
    for part in parts {
      precondition(values[part] <= values[whole], "a part is at most its whole")
      wholesOf[part].append(whole)
    }
    partsOf[whole] += parts
  }

  private static func number(_ key: CellKey, _ numbers: [CellKey: Int]) -> Int {
    guard let number = numbers[key] else { preconditionFailure("a sum names cells of its table") }
    return number
  }

  /// Cells of one key become one, whose persons must pass the rule of each table.
  private static func merge(_ tables: [ProtectedTable]) -> [ProtectedCell] {
    let sorted = tables.enumerated().flatMap { table, content in
      content.cells.map { (table: table, cell: $0) }
    }.sorted { ($0.cell.key, $0.table) < ($1.cell.key, $1.table) }.map(\.cell)
    var merged: [ProtectedCell] = []
    for cell in sorted {
      guard let last = merged.last, last.key == cell.key else {
        merged.append(cell)
        continue
      }
      precondition(last.count == cell.count, "a cell has one value in all tables")
      merged[merged.count - 1] = ProtectedCell(
        cell.key, count: cell.count,
        sides: last.sides == cell.sides ? last.sides : joined(last.sides, cell.sides),
        isFixed: last.isFixed && cell.isFixed,
        together: [last.together, cell.together].compactMap { $0 }.min(),
        isPrinted: last.isPrinted || cell.isPrinted, besides: first(last.besides, cell.besides),
        leastWidth: max(last.leastWidth, cell.leastWidth))
    }
    return merged
  }

  private static func first(_ a: HidingReason?, _ b: HidingReason?) -> HidingReason? {
    HidingReason.allCases.first { $0 == a || $0 == b }
  }

  /// Side by side: the fewer persons, the larger contributor, all classes.
  private static func joined(_ a: [Contributors], _ b: [Contributors]) -> [Contributors] {
    (0..<max(a.count, b.count)).map { place in
      guard place < a.count else { return b[place] }
      guard place < b.count else { return a[place] }
      let complements = [a[place].complement, b[place].complement].compactMap { $0 }
      return Contributors(
        persons: min(a[place].persons, b[place].persons), complement: complements.min(),
        largest: max(a[place].largest, b[place].largest), alike: a[place].alike + b[place].alike)
    }
  }

  /// Repeats until nothing rises; a whole that is its own part would never end.
  private mutating func setLevels(_ wholes: [(whole: Int, parts: [Int])]) {
    var isRising = true
    var rounds = 0
    while isRising {
      isRising = false
      rounds += 1
      precondition(rounds <= cells.count + 1, "no cell is a part of itself")
      for (whole, parts) in wholes {
        let least = 1 + (parts.map { level[$0] }.max() ?? 0)
        if level[whole] < least {
          level[whole] = least
          isRising = true
        }
      }
    }
  }

  private mutating func setPlaces() {
    places = Array(repeating: [], count: values.count)
    for (number, terms) in equations.enumerated() {
      for term in terms { places[term.place].append(Term(place: number, sign: term.sign)) }
    }
    var parent = Array(0..<equations.count)
    func root(_ at: Int) -> Int {
      var at = at
      while parent[at] != at {
        parent[at] = parent[parent[at]]
        at = parent[at]
      }
      return at
    }
    for place in 0..<values.count where !isFixed(place) {
      for other in places[place].dropFirst() {
        let (a, b) = (root(places[place][0].place), root(other.place))
        parent[max(a, b)] = min(a, b)
      }
    }
    for part in 0..<cells.count {
      guard let own = places[part].first else { continue }
      for whole in above[part] {
        guard let other = places[whole].first else { continue }
        let (a, b) = (root(own.place), root(other.place))
        parent[max(a, b)] = min(a, b)
      }
    }
    component = equations.indices.map { root($0) }
  }

  var count: Int { values.count }
  /// Whether a variable is known outside the tables.
  func isFixed(_ place: Int) -> Bool { place < cells.count && cells[place].isFixed }
  /// Slacks are never published.
  func isSlack(_ place: Int) -> Bool { place >= cells.count }
  /// Whether a variable stands in a table.
  func isPrinted(_ place: Int) -> Bool { place < cells.count && cells[place].isPrinted }
}
