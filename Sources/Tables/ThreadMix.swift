internal import Corpus
internal import Interactions

/// Who took part in a thread, as numbers: how many participants have each membership vector.
struct ThreadMix: Hashable {
  /// Place in ``Vectors`` and persons, by turns, by place; place 0 is the unknown.
  let counts: [Int32]

  /// - Parameter places: of the participants' vectors, in any order.
  init(_ places: [Int]) {
    var counts: [Int32] = []
    for place in places.sorted() {
      if counts.count > 1, counts[counts.count - 2] == Int32(place) {
        counts[counts.count - 1] += 1
      } else {
        counts += [Int32(place), 1]
      }
    }
    self.counts = counts
  }

  func isBefore(_ other: ThreadMix) -> Bool { counts.lexicographicallyPrecedes(other.counts) }

  /// Place and persons.
  var parts: [(place: Int, persons: Int)] {
    stride(from: 0, to: counts.count, by: 2).map { (Int(counts[$0]), Int(counts[$0 + 1])) }
  }
  var persons: Int { parts.reduce(0) { $0 + $1.persons } }
  var unknown: Int { parts.first { $0.place == 0 }?.persons ?? 0 }
  var known: Int { persons - unknown }
  /// Two participants are of different groups, as far as groups are known.
  var isMixed: Bool { parts.count { $0.place > 0 } > 1 }

  /// What kind of thread this is, for shares and for the disclosure rule.
  var standing: Standing {
    if persons < 2 { return .lone }
    if isMixed { return .mixed }
    return unknown == 0 ? .alike : known > 1 ? .alikeOrMore : .open
  }

  enum Standing: Int, CaseIterable {
    /// One participant: nobody to differ from.
    case lone
    case mixed
    /// All of one group.
    case alike
    /// At least two known, all of one group; the unknown may be of another.
    case alikeOrMore
    /// Fewer than two known.
    case open

    /// At least two participants of known group: what the indices are averaged over.
    var isCompared: Bool { self == .mixed || self == .alike || self == .alikeOrMore }
    /// Whether the unknown could make it mixed.
    var isOpen: Bool { self == .alikeOrMore || self == .open }
  }
}

/// Works out the indices of mixes, each once.
struct ThreadIndices {
  /// The indices over the participants of known group; bounds over all of them.
  struct Values {
    var blau = 0.0
    var simpson = 0.0
    var shannon = 0.0
    var hill2 = 0.0
    var blauBounds: (lower: Double, upper: Double)?
  }

  /// One person of each vector, in the order of the places, so that sums have one order.
  private let people: People
  private let groups: [String]
  private let areMixed: Bool
  private let groupOf: [Int?]

  init(_ people: People, _ vectors: Vectors) {
    var one = People()
    one.memberships = vectors.numbers.map { people.memberships[Int($0)] }
    one.all = vectors.numbers.indices.map { People.Person(name: "\($0)", membership: Int32($0)) }
    self.people = one
    groups = vectors.groups
    areMixed = vectors.areMixed
    groupOf = vectors.parts.map(\.first?.group)
  }

  /// nil bounds: somebody has several groups, or there are no participants.
  func values(_ mix: ThreadMix) -> Values {
    let persons = mix.parts.filter { $0.place > 0 }
      .flatMap { repeatElement(Int32($0.place), count: $0.persons) }
    let known = Diversity(GroupSizes(people, persons: persons, groups: groups))
    var values = Values(
      blau: known.blau.value ?? 0, simpson: known.simpson.value ?? 0,
      shannon: known.shannon.value ?? 0, hill2: known.hill(2).value ?? 0)
    if !areMixed, mix.persons > 0 {
      var counts = [Int](repeating: 0, count: groups.count)
      for (place, persons) in mix.parts {
        if let group = groupOf[place] { counts[group] += persons }
      }
      if let ends = Diversity.extremes(counts.filter { $0 > 0 }, unknown: mix.unknown),
        let lower = ends.least.blau.value, let upper = ends.most.blau.value
      {
        values.blauBounds = (lower, upper)
      }
    }
    return values
  }
}
