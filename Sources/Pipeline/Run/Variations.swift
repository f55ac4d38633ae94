import Corpus
import Interactions
import Tables

/// The study under every combination of the choices that `vary` names, for table T13.
///
/// What combinations share is made once: people by scheme, ties by scheme and settings of the
/// stage of ties; semantics, dropped writers and kept venues only choose among these ties.
struct Variations {
  private let plan: VaryPlan
  private let groups: GroupSource
  private let baseline: Interactions.InteractSettings
  private let posts: PostTable
  private let people: (String) throws -> People

  /// More combinations than these are refused.
  private static let most = 20_000

  /// - Parameter people: of a scheme by name.
  init(
    _ plan: VaryPlan, _ groups: GroupSource, _ baseline: Interactions.InteractSettings,
    _ posts: PostTable, people: @escaping (String) throws -> People
  ) {
    self.plan = plan
    self.groups = groups
    self.baseline = baseline
    self.posts = posts
    self.people = people
  }

  /// One choice in every dimension.
  private struct Point {
    var scheme: String
    var same: Sameness
    var edges: [ReplyHow]
    var minConfidence: UInt8
    var null: Interactions.InteractSettings.Null
    var loudest: Double
    /// Empty: all.
    var venueTypes: [String]

    /// Equal where the ties are.
    func hasSameTies(as other: Point) -> Bool {
      scheme == other.scheme && edges == other.edges && minConfidence == other.minConfidence
        && null == other.null
    }
  }

  /// - Throws: `Complaint` (78) when there are too many combinations.
  func results(_ settings: TableSettings, jobs: Int) throws -> [SpecificationResult] {
    let points = try self.points()
    let dimensions = dimensions()
    // Points come in an order in which those with the same ties stand together.
    var runs: [Range<Int>] = []
    for place in points.indices {
      if let last = runs.last, points[last.lowerBound].hasSameTies(as: points[place]) {
        runs[runs.count - 1] = last.lowerBound..<place + 1
      } else {
        runs.append(place..<place + 1)
      }
    }
    var byScheme: [String: People] = [:]
    for point in points where byScheme[point.scheme] == nil {
      byScheme[point.scheme] = try people(point.scheme)
    }
    let alone = settings.withOneThread
    // Ties of every run at once would be too much for large data: a few runs at a time.
    var results: [SpecificationResult] = []
    let step = max(1, jobs)
    for first in stride(from: 0, to: runs.count, by: step) {
      let some = Array(runs[first..<min(first + step, runs.count)])
      let built = try Crew.map(some.count, jobs: jobs) { [byScheme] number in
        try ties(points[some[number].lowerBound], byScheme)
      }
      let places = some.indices.flatMap { run in some[run].map { (run, $0) } }
      results += try Crew.map(places.count, jobs: jobs) { number in
        let (run, place) = places[number]
        let point = points[place]
        var ties = built[run]
        ties.sameness = point.same
        var selection = TieSelection(withoutLoudest: point.loudest)
        if !point.venueTypes.isEmpty {
          selection.venueTypes = Set(
            ties.venueTypes.indices.filter { point.venueTypes.contains(ties.venueTypes[$0]) }
              .map { UInt8($0) })
        }
        return try SpecificationResult.of(
          selection.apply(to: ties), posts,
          Specification(dimensions.map { choice($0, point) }, isBaseline: place == 0), alone)
      }
    }
    return results
  }

  private func ties(_ point: Point, _ people: [String: People]) throws -> TieTable {
    var settings = baseline
    settings.edges = point.edges
    settings.minConfidence = point.minConfidence
    settings.null = point.null
    settings.same = point.same
    guard let own = people[point.scheme] else {
      throw Complaint("has no people for scheme \(point.scheme)", status: .software)
    }
    return TieBuilder.build(
      posts: posts, people: own, settings: settings, venueTypes: groups.venues)
  }

  /// The baseline first in every dimension, so that point 0 is the study as it is written.
  private func points() throws -> [Point] {
    func with<Value: Equatable>(_ first: Value, _ more: [Value]) -> [Value] {
      [first] + more.filter { $0 != first }
    }
    let schemes = with(groups.schemeName, plan.schemes)
    let edges = with(baseline.edges, plan.edges)
    let confidences = with(
      baseline.minConfidence, plan.minConfidence.map { UInt8(($0 * 100).rounded()) })
    let nulls = with(baseline.null, plan.null.map(\.resolved))
    let same = with(groups.same, plan.same)
    let loudest = with(0, plan.withoutLoudest)
    let venues = with([], plan.venueTypes.filter { Set($0) != Set(VenueType.all) })
    let count = [
      schemes.count, edges.count, confidences.count, nulls.count, same.count, loudest.count,
      venues.count,
    ].reduce(1, *)
    guard count <= Self.most else {
      throw Complaint(
        "vary: \(count) combinations; name fewer choices (at most \(Self.most))",
        status: .configuration)
    }
    var points: [Point] = []
    for scheme in schemes {
      for edges in edges {
        for confidence in confidences {
          for null in nulls {
            for same in same {
              for loudest in loudest {
                for venues in venues {
                  points.append(
                    Point(
                      scheme: scheme, same: same, edges: edges, minConfidence: confidence,
                      null: null, loudest: loudest, venueTypes: venues))
                }
              }
            }
          }
        }
      }
    }
    return points
  }

  /// Those that the file varies, in the order of the key table.
  private func dimensions() -> [String] {
    [
      ("schemes", plan.schemes.isEmpty), ("same", plan.same.isEmpty), ("edges", plan.edges.isEmpty),
      ("min-confidence", plan.minConfidence.isEmpty), ("null", plan.null.isEmpty),
      ("without-loudest", plan.withoutLoudest.isEmpty), ("venue-types", plan.venueTypes.isEmpty),
    ].filter { !$0.1 }.map(\.0)
  }

  private static func text(_ number: Double) -> String {
    number == number.rounded() ? "\(Int(number))" : "\(number)"
  }

  private func choice(_ dimension: String, _ point: Point) -> Specification.Choice {
    let word =
      switch dimension {
      case "schemes": point.scheme
      case "same": point.same.rawValue
      case "edges": point.edges.map(\.name).joined(separator: "+")
      case "min-confidence": Self.text(Double(point.minConfidence) / 100)
      case "null": point.null.rawValue
      case "without-loudest": Self.text(point.loudest) + " %"
      default: point.venueTypes.isEmpty ? "all" : point.venueTypes.joined(separator: "+")
      }
    return Specification.Choice(dimension == "schemes" ? "scheme" : dimension, word)
  }
}

extension TableSettings {
  /// For work that is itself spread over threads.
  fileprivate var withOneThread: TableSettings {
    var alone = self
    alone.jobs = 1
    return alone
  }
}
