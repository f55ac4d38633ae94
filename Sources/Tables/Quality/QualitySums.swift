internal import Corpus

/// What people and the coder said of coded posts, by level and label, person by person.
struct QualitySums {
  /// A set of posts: all, those in a language, those of a group.
  struct Level: Hashable {
    let split: String
    /// Nil: all.
    let name: String?
  }

  /// Distinct persons behind a number.
  struct Users {
    var all = 0
    /// With a post that has the label, and with one that has not; by people, then by the coder.
    var withTruth = 0
    var withoutTruth = 0
    var withPredicted = 0
    var withoutPredicted = 0
    /// The largest person's posts with the label by people, and all of them.
    var largest = 0.0
    var total = 0.0
  }

  /// Topics, then subtopics where asked for; "none of the topics" comes last and is no name.
  let labels: [String]
  private(set) var levels: [Level] = []
  private(set) var contributions: Contributions
  /// Coded posts by level.
  private(set) var posts: [Double]
  /// By level, then label.
  private(set) var users: [[Users]]
  /// Posts that name nobody, each of which counts as a person.
  private(set) var nameless = 0
  private var cells: [[Double]] = []

  /// Topics and "none".
  let topics: Int
  var labelCount: Int { labels.count + 1 }

  /// - Throws: `Complaint` (65) where a coded post was not looked at by the coder.
  init(_ material: Material, _ sample: CodedSample, _ settings: TableSettings) throws {
    let posts = material.posts
    let known = posts.topicNames + (settings.subtopics ? posts.subtopicNames : [])
    let asked = sample.labels.filter { settings.subtopics || !$0.contains("/") }
    let added = asked.filter { !known.contains($0) }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let names = known + added
    let topicLabels = names.filter { !$0.contains("/") }
    labels = topicLabels + names.filter { $0.contains("/") }
    topics = topicLabels.count

    var levels = [Level(split: "all", name: nil)]
    for split in settings.by {
      var found: Set<String> = []
      var hasUnknown = false
      for post in sample.posts {
        for part in Self.parts(of: posts.rows[post.row], split, material) {
          if let name = part.name { found.insert(name) } else { hasUnknown = true }
        }
      }
      levels += found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        .map { Level(split: split, name: $0) }
      if hasUnknown { levels.append(Level(split: split, name: nil)) }
    }
    self.levels = levels
    let place = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($1, $0) })
    let width = levels.count * (labels.count + 1) * 4 + levels.count * 2
    contributions = Contributions(width: width)
    self.posts = [Double](repeating: 0, count: levels.count)
    users = levels.map { [labelCount = labels.count + 1] _ in
      [Users](repeating: Users(), count: labelCount)
    }

    // Persons in the order of their names, then posts that name nobody in the order of their ids.
    var byPerson: [Int32: [CodedSample.Post]] = [:]
    var alone: [CodedSample.Post] = []
    for post in sample.posts {
      let row = posts.rows[post.row]
      guard row.isCoded else {
        throw Complaint(
          "codes: a post of the sample was not looked at by the coder; make the table from a"
            + " classify stage, or from `schakel classify`")
      }
      let person = row.account < 0 ? -1 : material.people.personOfAccount[Int(row.account)]
      if person < 0 { alone.append(post) } else { byPerson[person, default: []].append(post) }
    }
    nameless = alone.count
    let bits = Bits(posts, sample, labels)
    for person in byPerson.keys.sorted() {
      add(byPerson[person] ?? [], material, bits, place)
      contributions.end(person: material.people.all[Int(person)].name)
    }
    for (number, post) in alone.enumerated() {
      add([post], material, bits, place)
      contributions.end(person: "\u{0}post \(number)")
    }
  }

  /// How labels are found in rows and in codes.
  private struct Bits {
    private let truth: [Int?]
    private let predicted: [(isTopic: Bool, bit: Int)?]

    init(_ posts: PostTable, _ sample: CodedSample, _ labels: [String]) {
      truth = labels.map { label in sample.labels.firstIndex(of: label) }
      predicted = labels.map { label in
        posts.topicNames.firstIndex(of: label).map { (true, $0) }
          ?? posts.subtopicNames.firstIndex(of: label).map { (false, $0) }
      }
    }

    /// By label, and last "none of the topics".
    func read(_ post: CodedSample.Post, _ row: PostTable.Row, topics: Int)
      -> [(truth: Bool, predicted: Bool)]
    {
      var found = truth.indices.map { label in
        let own = truth[label].map { post.truth >> UInt64($0) & 1 == 1 } ?? false
        let said =
          predicted[label].map {
            $0.isTopic
              ? row.topics >> UInt32($0.bit) & 1 == 1 : row.subtopics >> UInt64($0.bit) & 1 == 1
          } ?? false
        return (truth: own, predicted: said)
      }
      found.append(
        (
          truth: !found.prefix(topics).contains { $0.truth },
          predicted: !found.prefix(topics).contains { $0.predicted }
        ))
      return found
    }
  }

  private static func parts(
    of row: PostTable.Row, _ split: String, _ material: Material
  ) -> [(name: String?, weight: Double)] {
    if split == "language" {
      return [(row.lang < 0 ? nil : material.posts.langs[Int(row.lang)], 1)]
    }
    let person = row.account < 0 ? -1 : material.people.personOfAccount[Int(row.account)]
    guard person >= 0 else { return [(nil, 1)] }
    let membership = material.people.all[Int(person)].membership
    let parts = material.people.memberships[Int(membership)].parts
    return parts.isEmpty ? [(nil, 1)] : parts.map { ($0.group, $0.weight) }
  }

  private func index(_ level: Int, _ label: Int) -> Int { (level * labelCount + label) * 4 }
  private func setIndex(_ level: Int) -> Int { levels.count * labelCount * 4 + level * 2 }

  /// Adds the posts of one person.
  private mutating func add(
    _ own: [CodedSample.Post], _ material: Material, _ bits: Bits, _ place: [Level: Int]
  ) {
    var sums = [Double](repeating: 0, count: contributions.width)
    var raw = [Double](repeating: 0, count: levels.count * labelCount * 4)
    var here: Set<Int> = []
    let splits = levels.map(\.split).reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }
    for post in own {
      let row = material.posts.rows[post.row]
      let labels = bits.read(post, row, topics: topics)
      let isRight = labels.prefix(topics).allSatisfy { $0.truth == $0.predicted }
      for split in splits {
        let parts =
          split == "all" ? [(name: nil, weight: 1.0)] : Self.parts(of: row, split, material)
        for part in parts {
          guard let level = place[Level(split: split, name: part.name)] else { continue }
          here.insert(level)
          posts[level] += part.weight
          let weight = post.weight * part.weight
          if isRight { sums[setIndex(level)] += weight }
          sums[setIndex(level) + 1] += weight
          for (label, found) in labels.enumerated() {
            let cell = found.truth ? (found.predicted ? 0 : 2) : (found.predicted ? 1 : 3)
            sums[index(level, label) + cell] += weight
            raw[index(level, label) + cell] += part.weight
          }
        }
      }
    }
    for level in here {
      for label in 0..<labelCount {
        let cells = raw[index(level, label)..<index(level, label) + 4].map { $0 }
        users[level][label].all += 1
        if cells[0] + cells[2] > 0 { users[level][label].withTruth += 1 }
        if cells[1] + cells[3] > 0 { users[level][label].withoutTruth += 1 }
        if cells[0] + cells[1] > 0 { users[level][label].withPredicted += 1 }
        if cells[2] + cells[3] > 0 { users[level][label].withoutPredicted += 1 }
        users[level][label].largest = max(users[level][label].largest, cells[0] + cells[2])
        users[level][label].total += cells[0] + cells[2]
      }
    }
    for (sum, value) in sums.enumerated() where value != 0 { contributions.add(value, to: sum) }
    cells.append(sums)
  }

  /// The scores of a level, from sums or from those of a replicate.
  func quality(_ level: Int, _ sums: (Int) -> Double) -> LabelQuality {
    LabelQuality(
      (0..<topics).map { confusion(level, $0, sums) }, right: sums(setIndex(level)),
      of: sums(setIndex(level) + 1))
  }

  func confusion(_ level: Int, _ label: Int, _ sums: (Int) -> Double) -> Confusion {
    let at = index(level, label)
    return Confusion(tp: sums(at), fp: sums(at + 1), fn: sums(at + 2), tn: sums(at + 3))
  }

  /// A share of cells of a label over others, person by person; cells are tp, fp, fn, tn.
  func ratio(_ level: Int, _ label: Int, _ above: [Int], over below: [Int]) -> ClusterRatio {
    let at = index(level, label)
    return ClusterRatio(
      cells.map { own in
        (above.reduce(0) { $0 + own[at + $1] }, below.reduce(0) { $0 + own[at + $1] })
      })
  }
}
