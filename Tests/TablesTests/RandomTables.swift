import Tables

/// A seeded generator for tests: SplitMix64.
struct Dice {
  private var state: UInt64

  init(_ seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678 }

  mutating func next(_ n: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) >> 33) % n
  }

  /// Zero with chance `empty` %, else long-tailed; with `empty` 0 few are small.
  mutating func persons(empty: Int) -> Int {
    if empty == 0 { return 6 + next(150) }
    if next(100) < empty { return 0 }
    let widths = [3, 8, 20, 60, 300]
    return next(widths[next(widths.count)]) + 1
  }
}

/// Invented tables of several shapes, by seed.
enum RandomTables {
  static let shapes = [
    "two-way users", "two-way posts", "hierarchy", "linked by a margin", "three linked",
    "overlapping topics", "one-way", "two-way ties",
  ]

  static func make(_ seed: Int) -> (shape: String, tables: [ProtectedTable]) {
    var dice = Dice(seed)
    let shape = seed % shapes.count
    let empty = [0, 0, 5, 30, 70][dice.next(5)]
    let (rows, columns) = (2 + dice.next(11), 2 + dice.next(8))
    let a = (0..<rows).map { "topic/\($0)" }
    let b = (0..<columns).map { "group/\($0)" }
    func base() -> [[Int]] {
      a.map { _ in b.map { _ in dice.persons(empty: empty) } }
    }
    switch shape {
    case 0: return (shapes[shape], [ProtectedTable(twoWay: users(base(), a, b))])
    case 1, 7:
      return (shapes[shape], [ProtectedTable(twoWay: posts(base(), a, b, &dice, ties: shape == 7))])
    case 2: return (shapes[shape], [hierarchy(base(), &dice, b)])
    case 3:
      let first = base()
      let venues = (0..<(2 + dice.next(4))).map { "venue/\($0)" }
      let second = first.map { split($0.reduce(0, +), into: venues.count, &dice) }
      return (
        shapes[shape],
        [
          ProtectedTable(twoWay: users(first, a, b)),
          ProtectedTable(twoWay: users(second, a, venues)),
        ]
      )
    case 4: return (shapes[shape], three(&dice, empty, a, b))
    case 5: return (shapes[shape], [overlapping(&dice, empty, a, b)])
    default:
      let row = base()[0]
      let grid = users([row], ["row/0"], b)
      return (
        shapes[shape],
        [
          ProtectedTable(
            grid: [grid[0]],
            columns: [.init(whole: row.count, parts: Array(0..<row.count))])
        ]
      )
    }
  }

  private static func split(_ total: Int, into parts: Int, _ dice: inout Dice) -> [Int] {
    var left = total
    var result: [Int] = []
    for _ in 1..<parts {
      let one = dice.next(3) == 0 ? 0 : dice.next(left + 1)
      result.append(one)
      left -= one
    }
    return result + [left]
  }

  /// Counts with their margins, as last row and column.
  static func withMargins(_ grid: [[Int]]) -> [[Int]] {
    let wide = grid.map { $0 + [$0.reduce(0, +)] }
    return wide + [(0..<wide[0].count).map { column in wide.reduce(0) { $0 + $1[column] } }]
  }

  /// A two-way table of numbers of users, each in one cell.
  static func users(_ grid: [[Int]], _ a: [String], _ b: [String]) -> [[ProtectedCell]] {
    let all = withMargins(grid)
    let (rows, columns) = (a + ["(all)"], b + ["(all)"])
    return all.indices.map { row in
      all[row].indices.map { column in
        let (rowSum, columnSum) = (all[row][b.count], all[a.count][column])
        var side = Contributors(
          persons: all[row][column], largest: min(1, all[row][column]))
        if row < a.count, column < b.count {
          side.complement = rowSum - all[row][column]
          side.alike = [.init(all[row][column], of: rowSum)]
          if a.count > 1 { side.alike.append(.init(all[row][column], of: columnSum)) }
        }
        return ProtectedCell(
          CellKey("users", row: rows[row], column: columns[column]), count: all[row][column],
          sides: [side])
      }
    }
  }

  /// Posts (or ties) of those users: most write a few, some very many.
  private static func posts(
    _ grid: [[Int]], _ a: [String], _ b: [String], _ dice: inout Dice, ties: Bool
  ) -> [[ProtectedCell]] {
    var counts: [[Int]] = []
    var largest: [[Int]] = []
    for row in grid {
      var (sums, most) = ([Int](), [Int]())
      for users in row {
        let own = (0..<users).map { _ in dice.next(40) == 0 ? dice.next(400) + 1 : dice.next(5) + 1
        }
        sums.append(own.reduce(0, +))
        most.append(own.max() ?? 0)
      }
      counts.append(sums)
      largest.append(most)
    }
    let (all, people) = (withMargins(counts), withMargins(grid))
    let most = largest.map { $0 + [$0.max() ?? 0] }
    let tops = most + [(0...b.count).map { column in most.map { $0[column] }.max() ?? 0 }]
    let (rows, columns) = (a + ["(all)"], b + ["(all)"])
    return all.indices.map { row in
      all[row].indices.map { column in
        var sides = [
          Contributors(persons: people[row][column], largest: tops[row][column])
        ]
        if ties {
          sides.append(Contributors(persons: min(people[row][column], 5 + dice.next(60))))
        }
        return ProtectedCell(
          CellKey("posts", row: rows[row], column: columns[column]), count: all[row][column],
          sides: sides)
      }
    }
  }

  /// All, topics, subtopics by group and margin.
  private static func hierarchy(
    _ grid: [[Int]], _ dice: inout Dice, _ b: [String]
  ) -> ProtectedTable {
    var labels: [String] = []
    var rows: [[Int]] = []
    var nestings: [ProtectedTable.Nesting] = []
    var tops: [Int] = []
    for (number, own) in grid.enumerated() {
      let parts = 1 + dice.next(4)
      let columns = own.map { split($0, into: parts, &dice) }
      let start = rows.count
      for part in 0..<parts {
        labels.append("topic/\(number)/\(part)")
        rows.append(columns.map { $0[part] })
      }
      if parts > 1 {
        nestings.append(.init(whole: rows.count, parts: Array(start..<rows.count)))
        labels.append("topic/\(number)")
        rows.append(own)
      }
      tops.append(rows.count - 1)
    }
    nestings.append(.init(whole: rows.count, parts: tops))
    labels.append("(all)")
    rows.append(withMargins(grid)[grid.count].dropLast())
    let cells = rows.indices.map { row in
      (rows[row] + [rows[row].reduce(0, +)]).enumerated().map { column, count in
        ProtectedCell.users(
          CellKey("users", row: labels[row], column: (b + ["(all)"])[column]), count)
      }
    }
    return ProtectedTable(
      grid: cells, rows: nestings, columns: [.init(whole: b.count, parts: Array(b.indices))])
  }

  /// Topic by group, topic by venue, group by venue of the same users: every margin is in two tables.
  private static func three(
    _ dice: inout Dice, _ empty: Int, _ a: [String], _ b: [String]
  ) -> [ProtectedTable] {
    let c = (0..<(2 + dice.next(3))).map { "venue/\($0)" }
    let box = a.map { _ in b.map { _ in c.map { _ in dice.persons(empty: empty) } } }
    let ab = box.map { $0.map { $0.reduce(0, +) } }
    let ac = box.map { plane in c.indices.map { v in plane.reduce(0) { $0 + $1[v] } } }
    let bc = b.indices.map { g in c.indices.map { v in box.reduce(0) { $0 + $1[g][v] } } }
    // Margins of groups are columns in one table and rows in the other: one name for both.
    let tables = [users(ab, a, b), users(ac, a, c), users(bc, b, c)].map { grid in
      grid.map { row in
        row.map { cell in
          guard cell.key.row == "(all)", cell.key.column != "(all)" else { return cell }
          return ProtectedCell(
            CellKey("users", row: cell.key.column, column: "(all)"), count: cell.count,
            sides: cell.sides)
        }
      }
    }
    return tables.map { ProtectedTable(twoWay: $0) }
  }

  /// Posts that may be on several topics: any is covered by them, and all is any and none.
  private static func overlapping(
    _ dice: inout Dice, _ empty: Int, _ a: [String], _ b: [String]
  ) -> ProtectedTable {
    var columns: [[Int]] = []
    for _ in b {
      let parts = a.map { _ in dice.persons(empty: empty) }
      let (most, sum) = (parts.max() ?? 0, parts.reduce(0, +))
      let any = most + dice.next(sum - most + 1)
      let none = dice.persons(empty: 20)
      columns.append(parts + [any, none, any + none])
    }
    let labels = a + ["(any)", "(none)", "(all)"]
    let grid = labels.indices.map { row in
      (columns.map { $0[row] } + [columns.reduce(0) { $0 + $1[row] }]).enumerated().map {
        column, count in
        ProtectedCell.users(
          CellKey("posts", row: labels[row], column: (b + ["(all)"])[column]), count)
      }
    }
    return ProtectedTable(
      grid: grid,
      rows: [
        .init(.cover, whole: a.count, parts: Array(a.indices)),
        .init(whole: a.count + 2, parts: [a.count, a.count + 1]),
      ], columns: [.init(whole: b.count, parts: Array(b.indices))])
  }
}
