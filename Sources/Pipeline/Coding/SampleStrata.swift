import Corpus

/// Strata of a frame: levels and cells that are too small are joined, and each stratum gets its
/// number of posts.
///
/// The rule, in three steps, by the posts that can be drawn (fewer than M is too small):
/// 1. a set of topics goes to its rarest topic;
/// 2. a level of any factor goes to `(other)`;
/// 3. within a level of the first factor, cells are joined, and the next smallest with them until
///    M is reached.
struct SampleStrata {
  private(set) var strata: [SampleDraw.Stratum] = []
  private(set) var notes: [String] = []
  /// By stratum and factor: the one level that all its posts have; nil where several were joined.
  private var pure: [[String?]] = []
  /// By post.
  private var stratumOf: [Int32] = []
  private let by: [SampleFactor]

  init(_ frame: SampleFrame, _ settings: SampleSettings, _ isDrawable: [Bool]) {
    by = settings.by
    var levels: [[Int32]] = []
    var names: [[String]] = []
    for factor in by.indices {
      let (to, kept) = joinedLevels(frame, factor, settings, isDrawable)
      levels.append(frame.levels[factor].map { to[Int($0)] })
      names.append(kept)
    }
    makeCells(frame, levels, names, settings.minStratum, isDrawable)
  }

  func stratum(of post: Int) -> Int { Int(stratumOf[post]) }

  /// Steps 1 and 2: the new number of each level, and the names of the new levels.
  private mutating func joinedLevels(
    _ frame: SampleFrame, _ factor: Int, _ settings: SampleSettings, _ isDrawable: [Bool]
  ) -> ([Int32], [String]) {
    let old = frame.names[factor]
    var counts = [Int](repeating: 0, count: old.count)
    for post in 0..<frame.count where isDrawable[post] {
      counts[Int(frame.levels[factor][post])] += 1
    }
    var name = old
    if by[factor] == .label {
      var ofTopic: [String: Int] = [:]
      for (level, count) in zip(old, counts) {
        for topic in Self.topics(level) { ofTopic[topic, default: 0] += count }
      }
      var moved = 0
      for level in old.indices where counts[level] < settings.minStratum {
        let topics = Self.topics(old[level])
        guard topics.count > 1 else { continue }
        moved += 1
        name[level] =
          topics.min { a, b in
            let (one, other) = (ofTopic[a] ?? 0, ofTopic[b] ?? 0)
            return one != other ? one < other : a.utf8.lexicographicallyPrecedes(b.utf8)
          } ?? old[level]
      }
      if moved > 0 {
        notes.append(
          "label: sets of topics with fewer than \(settings.minStratum) posts went to their rarest "
            + "topic: \(moved)")
      }
    }
    var total: [String: Int] = [:]
    for level in old.indices { total[name[level], default: 0] += counts[level] }
    var small: Set<String> = []
    for level in old.indices where (total[name[level]] ?? 0) < settings.minStratum {
      small.insert(name[level])
      name[level] = SampleFactor.other
    }
    if !small.isEmpty {
      notes.append(
        "\(by[factor].rawValue): levels with fewer than \(settings.minStratum) posts went to "
          + "\(SampleFactor.other): \(small.count)")
    }
    let kept = Set(name).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var number: [String: Int32] = [:]
    for (place, one) in kept.enumerated() { number[one] = Int32(place) }
    return (name.map { number[$0] ?? 0 }, kept)
  }

  /// Step 3.
  private mutating func makeCells(
    _ frame: SampleFrame, _ levels: [[Int32]], _ names: [[String]], _ least: Int,
    _ isDrawable: [Bool]
  ) {
    let first = max(1, names.first?.count ?? 1)
    let second = names.count > 1 ? max(1, names[1].count) : 1
    func cell(_ post: Int) -> Int {
      (levels.isEmpty ? 0 : Int(levels[0][post])) * second
        + (levels.count > 1 ? Int(levels[1][post]) : 0)
    }
    var posts = [Int](repeating: 0, count: first * second)
    var drawable = posts
    for post in 0..<frame.count {
      posts[cell(post)] += 1
      if isDrawable[post] { drawable[cell(post)] += 1 }
    }
    var place = [Int32](repeating: -1, count: first * second)
    for a in 0..<first {
      let filled = (0..<second).filter { posts[a * second + $0] > 0 }
      var joined = filled.filter { drawable[a * second + $0] < least }
      var rest = filled.filter { !joined.contains($0) }
        .sorted {
          let (one, other) = (drawable[a * second + $0], drawable[a * second + $1])
          return one != other ? one < other : $0 < $1
        }
      while !joined.isEmpty, !rest.isEmpty,
        joined.reduce(0, { $0 + drawable[a * second + $1] }) < least
      {
        joined.append(rest.removeFirst())
      }
      for b in rest.sorted() { add([b], to: a) }
      if !joined.isEmpty { add(joined.sorted(), to: a) }
    }
    func add(_ members: [Int], to a: Int) {
      let cells = members.map { a * second + $0 }
      for cell in cells { place[cell] = Int32(strata.count) }
      let one = names.isEmpty ? nil : names[0][a]
      let other =
        names.count < 2 ? nil : members.count == 1 ? names[1][members[0]] : SampleFactor.joined
      let words = [one, other].compactMap { $0 }
      strata.append(
        SampleDraw.Stratum(
          name: words.isEmpty ? "all" : words.joined(separator: " | "),
          posts: cells.reduce(0) { $0 + posts[$1] },
          drawable: cells.reduce(0) { $0 + drawable[$1] }, taken: 0))
      pure.append([one, members.count == 1 ? other : nil])
      if members.count > 1 {
        notes.append(
          "\(one ?? ""): \(members.count) cells were joined, for one of them had fewer than \(least) "
            + "posts")
      }
    }
    stratumOf = (0..<frame.count).map { place[cell($0)] }
  }

  static func topics(_ level: String) -> [String] {
    level.split(separator: SampleFactor.join).map(String.init)
  }

  // MARK: - Numbers of posts

  /// Gives each stratum its number: two at least (or all it has), then what floors need, the rest by
  /// size.
  /// - Throws: `Complaint` (64) when floors need more than the size.
  mutating func allocate(_ settings: SampleSettings) throws {
    let room = strata.map(\.drawable)
    var least = room.map { min(2, $0) }
    for floor in settings.floors { raise(&least, floor, room) }
    let needed = least.reduce(0, +)
    guard needed <= settings.size || needed == 0 else {
      throw Complaint(
        "is \(settings.size), but two posts of each of \(strata.count) strata and the floors need "
          + "\(needed); ask for more posts, fewer factors, lower floors or a higher --min-stratum",
        at: "--size", status: .usage)
    }
    let total = room.reduce(0, +)
    if settings.size > total {
      notes.append("only \(total) posts can be drawn; all of them were taken")
    }
    let all = Array(strata.indices)
    let numbers = Self.shared(min(settings.size, total), among: all, least: least, room: room)
    for stratum in all { strata[stratum].taken = numbers[stratum] }
  }

  /// Raises what the strata of a margin get, until the floor is kept or they are exhausted.
  private mutating func raise(_ least: inout [Int], _ floor: SampleFloor, _ room: [Int]) {
    guard let factor = floor.factor, let place = by.firstIndex(of: factor) else {
      for stratum in strata.indices {
        least[stratum] = max(least[stratum], min(floor.posts, room[stratum]))
      }
      return
    }
    func has(_ stratum: Int, _ level: String) -> Bool {
      guard let own = pure[stratum][place] else { return false }
      return own == level || factor == .label && Self.topics(own).contains(level)
    }
    var all: Set<String> = []
    for own in pure.compactMap({ $0[place] }) {
      if factor == .label { all.formUnion(Self.topics(own)) } else { all.insert(own) }
    }
    let levels =
      floor.level.map { [$0] } ?? all.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    for level in levels {
      let margin = strata.indices.filter { has($0, level) }
      let most = margin.reduce(0) { $0 + room[$1] }
      if most < floor.posts {
        notes.append(
          "floor \(factor.rawValue):\(level)=\(floor.posts): "
            + (most == 0
              ? "no stratum is of this level alone; nothing is promised"
              : "strata of this level alone hold only \(most) posts that can be drawn; all are taken")
        )
      }
      guard margin.reduce(0, { $0 + least[$1] }) < floor.posts else { continue }
      let numbers = Self.shared(min(floor.posts, most), among: margin, least: least, room: room)
      for stratum in margin { least[stratum] = numbers[stratum] }
    }
  }

  /// `total` posts shared among strata by their size (Webster's method of odd numbers), with at least
  /// `least` and at most `room` for each. Strata that are not `among` keep their least.
  static func shared(_ total: Int, among: [Int], least: [Int], room: [Int]) -> [Int] {
    var numbers = least
    var left = total - among.reduce(0) { $0 + least[$1] }
    while left > 0 {
      var best: Int?
      for one in among where numbers[one] < room[one] {
        guard let other = best else {
          best = one
          continue
        }
        // The larger of size/(2n + 1), in whole numbers.
        if room[one] * (2 * numbers[other] + 1) > room[other] * (2 * numbers[one] + 1) {
          best = one
        }
      }
      guard let best else { break }
      numbers[best] += 1
      left -= 1
    }
    return numbers
  }
}
