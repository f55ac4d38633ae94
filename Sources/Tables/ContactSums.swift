/// Ties and persons of T8 by level of each factor: what the disclosure rule looks at.
struct ContactSums {
  /// The persons at one end of a level's ties.
  struct End {
    /// Distinct persons; with a tie that is interethnic, and one that is not, at least in part.
    var persons = 0
    var inter = 0
    var intra = 0
    /// Persons all of whose ties are inter, intra.
    var onlyInter = 0
    var onlyIntra = 0
    /// Most ties of one person.
    var largestInter = 0.0
    var largestIntra = 0.0

    fileprivate mutating func add(events: Double, rest: Double) {
      persons += 1
      if events > 0 { inter += 1 } else { onlyIntra += 1 }
      if rest > 0 { intra += 1 } else { onlyInter += 1 }
      largestInter = max(largestInter, events)
      largestIntra = max(largestIntra, rest)
    }
  }

  struct Count {
    var ties = 0.0
    var inter = 0.0
    var egos = End()
    var alters = End()
    var intra: Double { ties - inter }
  }

  let all: Count
  /// By column and level of the model.
  let levels: [[Count]]

  /// Cost: a sort by alter, and two walks over the cells with a step a factor.
  init(_ model: ContactModel) {
    let starts = model.columns.reduce(into: [1]) { $0.append($0[$0.count - 1] + $1.keys.count) }
    let slots = model.levels.map { levels in
      [0]
        + levels.indices.filter { !model.columns[$0].keys.isEmpty }.map { starts[$0] + levels[$0] }
    }
    var counts = Array(repeating: Count(), count: starts[starts.count - 1])
    let cells = model.data.cells
    for cell in cells {
      for slot in slots[Int(cell.pattern)] {
        counts[slot].ties += cell.trials
        counts[slot].inter += cell.events
      }
    }
    Self.walk(cells, cells.indices, slots, counts.count, \.ego) { slot, events, rest in
      counts[slot].egos.add(events: events, rest: rest)
    }
    let byAlter = cells.indices.map {
      UInt64(UInt32(bitPattern: cells[$0].alter)) << 32 | UInt64($0)
    }.sorted().map { Int($0 & 0xFFFF_FFFF) }
    Self.walk(cells, byAlter, slots, counts.count, \.alter) { slot, events, rest in
      counts[slot].alters.add(events: events, rest: rest)
    }
    all = counts[0]
    levels = model.columns.indices.map { Array(counts[starts[$0]..<starts[$0 + 1]]) }
  }

  /// Calls `body` once for each person and slot with the person's sums.
  private static func walk(
    _ cells: [LogitCell], _ order: some Sequence<Int>, _ slots: [[Int]], _ width: Int,
    _ person: KeyPath<LogitCell, Int32>, _ body: (Int, Double, Double) -> Void
  ) {
    var events = [Double](repeating: 0, count: width)
    var rest = events
    var isMet = [Bool](repeating: false, count: width)
    var met: [Int] = []
    func close() {
      met.sort()
      for slot in met {
        body(slot, events[slot], rest[slot])
        events[slot] = 0
        rest[slot] = 0
        isMet[slot] = false
      }
      met.removeAll(keepingCapacity: true)
    }
    var last: Int32?
    for index in order {
      let cell = cells[index]
      let someone = cell[keyPath: person]
      if let last, last != someone { close() }
      last = someone
      for slot in slots[Int(cell.pattern)] {
        events[slot] += cell.events
        rest[slot] += cell.trials - cell.events
        if !isMet[slot] {
          isMet[slot] = true
          met.append(slot)
        }
      }
    }
    close()
  }
}
