internal import Corpus

/// What T8 explains interethnic ties by: words of `by`, each one factor or, for topics, one a topic.
enum ContactFactor: String, CaseIterable {
  case topic
  case venueType = "venue-type"
  case platform
  case threadSize = "thread-size"
  case period
  case group

  var heading: Phrase {
    switch self {
    case .topic: Phrase("Topic", nl: "Onderwerp")
    case .venueType: Phrase("Venue type", nl: "Soort plek")
    case .platform: Phrase("Platform", nl: "Platform")
    case .threadSize: Phrase("Persons in thread", nl: "Personen in gesprek")
    case .period: Phrase("Period", nl: "Periode")
    case .group: Phrase("Initiator's group", nl: "Groep van de schrijver")
    }
  }
}

/// Levels of a tie on every factor, as numbers into fixed lists; the ego's group comes apart.
struct ContactFactors {
  /// One factor of the regression, before levels without ties are left out.
  struct Column {
    let factor: ContactFactor
    /// Number of the topic.
    let topic: Int?
    var keys: [Key]
  }

  let columns: [Column]
  /// The column of the ego's group; nil where it is not asked for.
  let groupColumn: Int?
  let needsTopics: Bool
  private let period: Period
  private let firstPeriod: Int
  private let sizes: ThreadSizes?

  init(
    _ material: Material, _ ties: TieTable, _ vectors: Vectors, _ chosen: [ContactFactor],
    _ period: Period
  ) {
    let posts = material.posts
    self.period = period
    var columns: [Column] = []
    var first = Int.max
    var last = Int.min
    if chosen.contains(.period) {
      ties.ties.walk { _, tie in
        guard tie.createdAt != PostRow.noTime else { return }
        let number = period.number(tie.createdAt)
        first = min(first, number)
        last = max(last, number)
      }
    }
    let hasTopics = chosen.contains(.topic) && !posts.topicNames.isEmpty
    for factor in ContactFactor.allCases where chosen.contains(factor) {
      switch factor {
      case .topic:
        for (number, name) in posts.topicNames.enumerated() {
          columns.append(
            Column(factor: factor, topic: number, keys: [Self.absent, Words.key(name)]))
        }
      case .venueType:
        columns.append(Column(factor: factor, topic: nil, keys: ties.venueTypes.map(Words.key)))
      case .platform:
        columns.append(
          Column(factor: factor, topic: nil, keys: posts.platforms.map(Key.data) + [.unknown]))
      case .threadSize:
        columns.append(
          Column(
            factor: factor, topic: nil, keys: ThreadSizes.bands.map(Key.data) + [.unknown]))
      case .period:
        let names = first <= last ? (first...last).map { Key.data(period.name($0)) } : []
        columns.append(Column(factor: factor, topic: nil, keys: names + [.unknown]))
      case .group:
        columns.append(Column(factor: factor, topic: nil, keys: vectors.groups.map(Key.data)))
      }
    }
    self.columns = columns
    groupColumn = columns.firstIndex { $0.factor == .group }
    needsTopics = hasTopics
    firstPeriod = first
    sizes = chosen.contains(.threadSize) ? ThreadSizes(material) : nil
  }

  /// The level of ties without the topic.
  static let absent = Key("(other)", "Other ties", nl: "Andere contacten")

  /// Puts the level of each column in `levels`; the ego's group is left as it is.
  @inline(__always)
  func read(_ tie: TieTable.Tie, _ posts: PostTable, into levels: inout [Int]) {
    for index in columns.indices {
      switch columns[index].factor {
      case .topic: levels[index] = Int(tie.topics >> UInt32(columns[index].topic ?? 0) & 1)
      case .venueType: levels[index] = Int(tie.venueType)
      case .platform:
        levels[index] = tie.platform >= 0 ? Int(tie.platform) : columns[index].keys.count - 1
      case .threadSize:
        levels[index] = sizes?.band(ofPost: tie.post, posts) ?? ThreadSizes.unknown
      case .period:
        levels[index] =
          tie.createdAt == PostRow.noTime
          ? columns[index].keys.count - 1 : period.number(tie.createdAt) - firstPeriod
      case .group: break
      }
    }
  }
}
