internal import Corpus

/// Posts and persons with topics and with pairs of topics, from the partial.
struct CooccurrenceSums {
  /// One side of a table of two topics, or the whole of it.
  struct Count {
    var posts = 0
    /// Distinct persons with such a post, and the posts of the one with most.
    var users = 0
    var largest = 0

    fileprivate mutating func add(_ own: Int) {
      guard own > 0 else { return }
      posts += own
      users += 1
      largest = max(largest, own)
    }
  }

  /// Posts with both topics, with one alone, with neither.
  struct Pair {
    var both = Count()
    var onlyA = Count()
    var onlyB = Count()
    var neither = Count()
  }

  let keys: [Key]
  private(set) var all = Count()
  /// By topic: posts with it, and posts without.
  private(set) var with: [Count]
  private(set) var without: [Count]
  /// By ``pair(_:_:)``.
  private(set) var pairs: [Pair]
  /// Sums of posts: all, topics, pairs.
  private(set) var contributions: Contributions

  init(_ material: Material) {
    keys = material.posts.topicNames.map(Words.key)
    let topics = keys.count
    let pairCount = topics * (topics - 1) / 2
    with = Array(repeating: Count(), count: topics)
    without = with
    pairs = Array(repeating: Pair(), count: pairCount)
    contributions = Contributions(width: 1 + topics + pairCount)
    let partial = Self.partial(material, keys)
    var own = [Int](repeating: 0, count: partial.width)
    partial.walk { person, entries in
      for i in own.indices { own[i] = 0 }
      for entry in entries {
        own[partial.cell(entry)] = partial.count(entry)
        contributions.add(Double(partial.count(entry)), to: partial.cell(entry))
      }
      contributions.end(person: partial.persons[person])
      add(own)
    }
  }

  private mutating func add(_ own: [Int]) {
    all.add(own[0])
    for a in keys.indices {
      with[a].add(own[1 + a])
      without[a].add(own[0] - own[1 + a])
      for b in 0..<a {
        let pair = Self.pair(a, b)
        let both = own[1 + keys.count + pair]
        pairs[pair].both.add(both)
        pairs[pair].onlyA.add(own[1 + a] - both)
        pairs[pair].onlyB.add(own[1 + b] - both)
        pairs[pair].neither.add(own[0] - own[1 + a] - own[1 + b] + both)
      }
    }
  }

  /// Number of a pair of topics; `a` is the later one.
  static func pair(_ a: Int, _ b: Int) -> Int { a * (a - 1) / 2 + b }

  /// Numbers of the sums in ``contributions``.
  func sum(topic: Int) -> Int { 1 + topic }
  func sum(pair: Int) -> Int { 1 + keys.count + pair }

  /// Layout: all coded posts, topics, pairs of topics.
  private static func partial(_ material: Material, _ keys: [Key]) -> Partial {
    let topics = keys.count
    let personOfAccount = material.people.personOfAccount
    let known: UInt32 = topics >= 32 ? .max : 1 << UInt32(topics) - 1
    return Partial(
      layout: Partial.layout("topic-cooccurrence", keys.map(\.id)),
      width: 1 + topics + topics * (topics - 1) / 2, names: material.people.all.map(\.name)
    ) { count in
      material.posts.rows.walk { _, row in
        guard TopicSums.isCounted(row), row.account >= 0 else { return }
        let person = personOfAccount[Int(row.account)]
        guard person >= 0 else { return }
        count(person, 0)
        var rest = row.topics & known
        while rest != 0 {
          let a = rest.trailingZeroBitCount
          rest &= rest - 1
          count(person, 1 + a)
          var later = rest
          while later != 0 {
            let b = later.trailingZeroBitCount
            later &= later - 1
            count(person, 1 + topics + pair(b, a))
          }
        }
      }
    }
  }
}
