internal import Corpus
internal import Interactions

/// Which ties of a regression are taken to hang together.
package enum ContactClusters: String, Sendable, CaseIterable {
  /// Those of one ego.
  case ego
  /// Those of one ego, and those of one alter (Cameron, Gelbach & Miller 2011).
  case egoAndAlter = "ego-alter"

  /// With a correction, in each direction its own.
  func errors(_ correction: ClusterCorrection) -> LogitErrors {
    self == .ego ? .byEgo(correction) : .byEgoAndAlter(correction)
  }
}

/// The ties of T8 as the data of a logistic regression.
///
/// A trial is a tie with both groups known; 1 − sameness of it is the event, the rest is not, so that
/// a tie may be interethnic in part. Where the ego's group is asked for, the tie of an ego with
/// several memberships is shared out over them by weight.
struct ContactModel {
  /// A factor with the levels that occur.
  struct Column {
    let factor: ContactFactor
    /// A topic has two levels: other ties, and ties with the topic.
    let isTopic: Bool
    let keys: [Key]
    let reference: Int
  }

  let columns: [Column]
  let design: LogitDesign
  let data: LogitData
  /// Levels of each pattern of ``data``, one a column.
  let levels: [[Int]]
  /// Ties left out because a group is unknown, or nobody looked for topics; and their egos.
  private(set) var unknown = (ties: 0, egos: 0)
  private(set) var uncoded = (ties: 0, egos: 0)

  /// Ties with levels on the fixed lists of ``ContactFactors``, gathered in one walk.
  private struct Gathered {
    var cells: [LogitCell] = []
    var unknown = Left()
    var uncoded = Left()
  }

  private struct Left {
    var ties = 0
    var egos: Set<Int32> = []
    mutating func add(_ ego: Int32) {
      ties += 1
      egos.insert(ego)
    }
  }

  init(
    _ material: Material, _ ties: TieTable, _ chosen: [ContactFactor], _ settings: TableSettings
  ) throws {
    let vectors = Vectors(ties.people)
    let factors = ContactFactors(
      material, ties, vectors, chosen, Period(settings.period, settings.zone))
    let sizes = factors.columns.map(\.keys.count)
    guard sizes.reduce(1.0, { $0 * Double(max(1, $1)) }) < 9e18 else {
      throw Complaint(
        "table contact-conditions: too many levels to tell apart; leave a word out of `by` or take"
          + " longer periods", status: .configuration)
    }
    let gathered = Self.gather(material, ties, vectors, factors, sizes)
    unknown = (gathered.unknown.ties, gathered.unknown.egos.count)
    uncoded = (gathered.uncoded.ties, gathered.uncoded.egos.count)

    let codes = Self.distinct(gathered.cells.map(\.pattern))
    let decoded = codes.map { Self.decode($0, sizes) }
    // Trials by level, for the reference.
    var trials = sizes.map { [Double](repeating: 0, count: $0) }
    let place = Dictionary(uniqueKeysWithValues: zip(codes, codes.indices))
    var byCode = [Double](repeating: 0, count: codes.count)
    for cell in gathered.cells { byCode[place[cell.pattern] ?? 0] += cell.trials }
    for (levels, sum) in zip(decoded, byCode) {
      for (column, level) in levels.enumerated() { trials[column][level] += sum }
    }
    var columns: [Column] = []
    var numbers: [[Int]] = []
    for (index, column) in factors.columns.enumerated() {
      var present = column.keys.indices.filter { trials[index][$0] > 0 }
      if column.factor == .platform {
        present.sort {
          if column.keys[$0] == .unknown || column.keys[$1] == .unknown { return $0 < $1 }
          return column.keys[$0].id.utf8.lexicographicallyPrecedes(column.keys[$1].id.utf8)
        }
      }
      var number = [Int](repeating: -1, count: column.keys.count)
      for (new, old) in present.enumerated() { number[old] = new }
      let keys = present.map { column.keys[$0] }
      let reference = try Self.reference(
        column, keys, present.map { trials[index][$0] }, settings.reference)
      columns.append(
        Column(
          factor: column.factor, isTopic: column.topic != nil, keys: keys, reference: reference))
      numbers.append(number)
    }
    try Self.check(settings.reference, chosen)
    self.columns = columns
    let design = LogitDesign(
      columns.filter { !$0.keys.isEmpty }.map {
        LogitDesign.Factor(
          $0.isTopic ? "topic \($0.keys[$0.keys.count - 1].id)" : $0.factor.rawValue,
          levels: $0.keys.map(\.id), reference: $0.reference)
      })
    let reduced = decoded.map { levels in
      design.pattern(levels.enumerated().map { numbers[$0][$1] })
    }
    var cells = gathered.cells
    for i in cells.indices { cells[i].pattern = reduced[place[cells[i].pattern] ?? 0] }
    self.design = design
    data = LogitData(design, cells)
    levels = reduced.sorted().map { Self.decode($0, columns.map(\.keys.count)) }
  }

  private static func gather(
    _ material: Material, _ ties: TieTable, _ vectors: Vectors, _ factors: ContactFactors,
    _ sizes: [Int]
  ) -> Gathered {
    let same = SamenessTable(ties.people, ties.sameness)
    let memberships = ties.people.all.map(\.membership)
    var gathered = Gathered()
    gathered.cells.reserveCapacity(ties.ties.count)
    var levels = [Int](repeating: 0, count: sizes.count)
    func code() -> UInt64 {
      var code: UInt64 = 0
      for i in levels.indices { code = code * UInt64(sizes[i]) + UInt64(levels[i]) }
      return code
    }
    ties.ties.walk { _, tie in
      let ego = memberships[Int(tie.ego)]
      let value = same.value(ego, memberships[Int(tie.alter)])
      if value.isNaN { return gathered.unknown.add(tie.ego) }
      if factors.needsTopics, !tie.isCoded { return gathered.uncoded.add(tie.ego) }
      factors.read(tie, material.posts, into: &levels)
      guard let column = factors.groupColumn else {
        gathered.cells.append(
          LogitCell(pattern: code(), ego: tie.ego, alter: tie.alter, events: 1 - value))
        return
      }
      for part in vectors.parts[vectors.rank[Int(ego)]] {
        levels[column] = part.group
        gathered.cells.append(
          LogitCell(
            pattern: code(), ego: tie.ego, alter: tie.alter, events: (1 - value) * part.weight,
            trials: part.weight))
      }
    }
    return gathered
  }

  private static func distinct(_ codes: [UInt64]) -> [UInt64] {
    var distinct: [UInt64] = []
    for code in codes.sorted() where distinct.last != code { distinct.append(code) }
    return distinct
  }

  private static func decode(_ code: UInt64, _ sizes: [Int]) -> [Int] {
    var levels = [Int](repeating: 0, count: sizes.count)
    var rest = code
    for i in sizes.indices.reversed() where sizes[i] > 0 {
      levels[i] = Int(rest % UInt64(sizes[i]))
      rest /= UInt64(sizes[i])
    }
    return levels
  }

  /// The level that has no term: the one that is asked for, else the one with most ties; ties
  /// without the topic are what a topic is compared with.
  private static func reference(
    _ column: ContactFactors.Column, _ keys: [Key], _ trials: [Double], _ asked: [String]
  ) throws -> Int {
    if column.topic != nil || keys.isEmpty { return 0 }
    let prefix = column.factor.rawValue + "="
    if let wish = asked.first(where: { $0.hasPrefix(prefix) }) {
      let level = String(wish.dropFirst(prefix.count))
      guard let index = keys.firstIndex(where: { $0.id == level }) else {
        throw Complaint(
          "reference: no tie with both groups known has \(column.factor.rawValue) '\(level)'",
          status: .configuration)
      }
      return index
    }
    var most = 0
    for index in trials.indices where trials[index] > trials[most] { most = index }
    return most
  }

  private static func check(_ asked: [String], _ chosen: [ContactFactor]) throws {
    let words = chosen.filter { $0 != .topic }.map(\.rawValue)
    for wish in asked where !words.contains(where: { wish.hasPrefix($0 + "=") }) {
      throw Complaint(
        "reference: '\(wish)' names no factor of the table (write one of"
          + " \(words.map { $0 + "=<level>" }.joined(separator: ", ")))", status: .configuration)
    }
  }

  /// Place of a level's term; nil for the level that others are compared with.
  func term(_ column: Int, _ level: Int) -> Int? {
    if level == columns[column].reference { return nil }
    return design.blocks[column].lowerBound + level - (level > columns[column].reference ? 1 : 0)
  }
}
