internal import Corpus

/// The sparse integer table (person, cell) → count: what shards exchange, and all that they do.
///
/// Persons stand in bytewise order of their names and are exactly those with a count, so a partial
/// is also the set of distinct persons. Parts add up in any order and to the same bytes.
/// Memory: 16 bytes a count.
package struct Partial: Sendable, Equatable {
  /// What the cells mean; parts with different layouts are never added.
  package let layout: String
  /// Number of cells, empty ones included.
  package let width: Int
  /// Names of the distinct persons, sorted bytewise.
  package private(set) var persons: [String] = []
  /// Where the entries of each person begin; one more than ``persons``.
  private(set) var starts: [Int] = [0]
  private(set) var cells: [Int] = []
  private(set) var counts: [Int] = []

  /// One person's count in one cell.
  package struct Entry: Sendable, Equatable {
    package let cell: Int
    package let count: Int
    package init(cell: Int, count: Int) {
      self.cell = cell
      self.count = count
    }
  }

  /// The layout of cells that go by these names, in this order.
  static func layout(_ title: String, _ names: [String]) -> String {
    title + " " + String(Poisson.hash(names.joined(separator: "\u{1F}")), radix: 16)
  }

  /// A partial without any person.
  package static func zero(layout: String, width: Int) -> Partial {
    Partial(layout: layout, width: width)
  }

  private init(layout: String, width: Int) {
    self.layout = layout
    self.width = width
  }

  /// Counts what `walk` says twice over: persons are numbers into `names`, which are sorted.
  ///
  /// Cost: two walks, and a sort of the distinct cells of each person; 4 bytes for each word said.
  @inline(__always)
  init(
    layout: String, width: Int, names: [String],
    walk: (_ count: (_ person: Int32, _ cell: Int) -> Void) -> Void
  ) {
    self.init(layout: layout, width: width)
    var ends = [Int](repeating: 0, count: names.count + 1)
    ends.withUnsafeMutableBufferPointer { ends in
      walk { person, _ in ends[Int(person) + 1] += 1 }
      for i in 1..<ends.count { ends[i] += ends[i - 1] }
    }
    if width <= Int(UInt32.max) {
      count(Self.gather(UInt32.self, ends, walk), ends, names)
    } else {
      count(Self.gather(Int.self, ends, walk), ends, names)
    }
  }

  /// All words said, grouped by person.
  @inline(__always)
  private static func gather<Cell: FixedWidthInteger>(
    _ type: Cell.Type, _ ends: [Int], _ walk: (_ count: (Int32, Int) -> Void) -> Void
  ) -> [Cell] {
    var next = ends
    var said = [Cell](repeating: 0, count: ends[ends.count - 1])
    next.withUnsafeMutableBufferPointer { next in
      said.withUnsafeMutableBufferPointer { said in
        walk { person, cell in
          said[next[Int(person)]] = Cell(truncatingIfNeeded: cell)
          next[Int(person)] += 1
        }
      }
    }
    return said
  }

  /// Words said become entries.
  private mutating func count<Cell: FixedWidthInteger>(
    _ said: [Cell], _ ends: [Int], _ names: [String]
  ) {
    let isNarrow = width <= 1 << 20
    var dense = [Int](repeating: 0, count: isNarrow ? width : 0)
    var touched: [Int] = []
    for person in names.indices where ends[person] < ends[person + 1] {
      let own = ends[person]..<ends[person + 1]
      persons.append(names[person])
      if isNarrow {
        touched.removeAll(keepingCapacity: true)
        for at in own {
          let cell = Int(said[at])
          if dense[cell] == 0 { touched.append(cell) }
          dense[cell] += 1
        }
        touched.sort()
        for cell in touched {
          cells.append(cell)
          counts.append(dense[cell])
          dense[cell] = 0
        }
      } else {
        append(sorted: said[own].map { Int($0) }.sorted())
      }
      starts.append(cells.count)
    }
  }

  private mutating func append(sorted: [Int]) {
    var last = -1
    for cell in sorted {
      if cell == last {
        counts[counts.count - 1] += 1
      } else {
        cells.append(cell)
        counts.append(1)
        last = cell
      }
    }
  }

  /// The counts of one person, by cell.
  package func entries(_ person: Int) -> [Entry] {
    (starts[person]..<starts[person + 1]).map { Entry(cell: cells[$0], count: counts[$0]) }
  }

  /// Walks persons in order with the range of their entries in ``cells`` and ``counts``.
  func walk(_ body: (_ person: Int, _ entries: Range<Int>) -> Void) {
    for person in persons.indices { body(person, starts[person]..<starts[person + 1]) }
  }

  func cell(_ entry: Int) -> Int { cells[entry] }
  func count(_ entry: Int) -> Int { counts[entry] }

  /// The sum of two parts, whatever persons they share. Throws when their cells differ in meaning.
  package func combined(with other: Partial) throws -> Partial {
    guard layout == other.layout, width == other.width else {
      throw Complaint("two partials of different tables cannot be added")
    }
    var sum = Partial(layout: layout, width: width)
    var (i, j) = (0, 0)
    while i < persons.count || j < other.persons.count {
      let takesMine =
        j >= other.persons.count
        || i < persons.count && !other.persons[j].utf8.lexicographicallyPrecedes(persons[i].utf8)
      let takesOther =
        i >= persons.count
        || j < other.persons.count
          && !persons[i].utf8.lexicographicallyPrecedes(other.persons[j].utf8)
      let name = takesMine ? persons[i] : other.persons[j]
      sum.append(name, takesMine ? entries(i) : [], takesOther ? other.entries(j) : [])
      if takesMine { i += 1 }
      if takesOther { j += 1 }
    }
    return sum
  }

  private mutating func append(_ name: String, _ a: [Entry], _ b: [Entry]) {
    var (i, j) = (0, 0)
    persons.append(name)
    while i < a.count || j < b.count {
      if j == b.count || i < a.count && a[i].cell < b[j].cell {
        put(a[i])
        i += 1
      } else if i == a.count || b[j].cell < a[i].cell {
        put(b[j])
        j += 1
      } else {
        put(Entry(cell: a[i].cell, count: a[i].count + b[j].count))
        i += 1
        j += 1
      }
    }
    starts.append(cells.count)
  }

  private mutating func put(_ entry: Entry) {
    cells.append(entry.cell)
    counts.append(entry.count)
  }

  /// Adds a person behind all others; for reading (``decode(_:)``). False breaks the order.
  mutating func append(person name: String, _ entries: [Entry]) -> Bool {
    if let last = persons.last, !last.utf8.lexicographicallyPrecedes(name.utf8) { return false }
    append(name, entries, [])
    return true
  }
}
