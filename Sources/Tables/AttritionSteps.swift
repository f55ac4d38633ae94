internal import Corpus

/// The way from records read to ties analysed, step by step: what is left, and what was lost for
/// which reason.
///
/// Two chains, because the unit changes from posts to edges. In each, what a step loses is what the
/// step before it had, less what is left.
struct AttritionSteps {
  struct Step {
    let key: Key
    /// Posts or edges left.
    let left: Int
    /// Reasons with counts above 0; they add up to what was lost. nil: the first of its chain.
    let reasons: [(key: Key, count: Int)]?
    /// Distinct persons behind what is left, the fewer of egos and alters where it is ties; the
    /// count of the person with most.
    let persons: Int
    let largest: Int
  }

  private(set) var chains: [[Step]] = []
  /// Some posts of the sample were coded and some were not.
  private(set) var isPartlyCoded = false

  init(_ material: Material, _ ties: TieTable) {
    let posts = PostCounts(material)
    if posts.kept.count > 0 || material.stages.contains(where: { $0.tally.read > 0 }) {
      chains.append(posts.chain(material))
      isPartlyCoded = posts.coded.count > 0 && posts.coded.count < posts.sample.count
    }
    chains.append(Self.edges(ties, posts.edged, isPartlyCoded: isPartlyCoded))
  }

  /// Posts and their authors at each step.
  private struct PostCounts {
    var kept: Heads
    var sample: Heads
    var coded: Heads
    var edged: Heads

    init(_ material: Material) {
      let people = material.people
      let none = Heads(people.all.count)
      (kept, sample, coded, edged) = (none, none, none, none)
      material.posts.rows.walk { _, row in
        let person = row.account < 0 ? -1 : people.personOfAccount[Int(row.account)]
        kept.add(person)
        guard row.role == .sample else { return }
        sample.add(person)
        if row.isCoded { coded.add(person) }
        if row.edgeCount > 0 { edged.add(person) }
      }
    }

    func chain(_ material: Material) -> [Step] {
      var steps: [Step] = []
      func append(_ key: Key, _ heads: Heads, _ reasons: [(Key, Int)]?) {
        steps.append(
          Step(
            key: key, left: heads.count,
            reasons: reasons.map { $0.filter { $0.1 > 0 }.map { (key: $0.0, count: $0.1) } },
            persons: heads.persons, largest: heads.largest))
      }
      var reasons: [(Key, Int)] = []
      for stage in material.stages {
        reasons += stage.tally.sorted.map { (.data("\(stage.stage): \($0.reason)"), $0.count) }
      }
      let read = material.stages.first?.tally.read ?? 0
      let unexplained = read - kept.count - reasons.reduce(0) { $0 + $1.1 }
      if read > 0, unexplained >= 0 {
        // Whose records were set aside is not known: those of the posts kept are there at least.
        steps.append(
          Step(
            key: Key("read", "Records read", nl: "Records gelezen"), left: read, reasons: nil,
            persons: kept.persons, largest: 0))
        reasons.append(
          (Key("unexplained", "of unknown reason", nl: "om onbekende reden"), unexplained))
        append(Key("kept", "Posts kept", nl: "Berichten behouden"), kept, reasons)
      } else {
        append(Key("kept", "Posts kept", nl: "Berichten behouden"), kept, nil)
      }
      append(
        Key("sample", "Posts in the sample", nl: "Berichten in de steekproef"), sample,
        [(Key("context", "context only", nl: "alleen context"), kept.count - sample.count)])
      if coded.count == sample.count {
        append(
          Key("coded", "Coded for topics", nl: "Gecodeerd naar onderwerp"), coded, [])
      }
      append(
        Key("with-edge", "Posts that answer somebody", nl: "Berichten die iemand antwoorden"),
        edged,
        [(Key("no-edge", "answers nobody", nl: "antwoordt niemand"), sample.count - edged.count)])
      return steps
    }
  }

  private static func edges(_ ties: TieTable, _ edged: Heads, isPartlyCoded: Bool) -> [Step] {
    let memberships = ties.people.all.map(\.membership)
    let none = Heads(memberships.count)
    var (egos, alters) = (none, none)
    var known = (egos: none, alters: none)
    var coded = known
    var (ego, alter, both) = (0, 0, 0)
    ties.ties.walk { _, tie in
      egos.add(tie.ego)
      alters.add(tie.alter)
      switch (memberships[Int(tie.ego)] == 0, memberships[Int(tie.alter)] == 0) {
      case (true, true): both += 1
      case (true, false): ego += 1
      case (false, true): alter += 1
      case (false, false):
        known.egos.add(tie.ego)
        known.alters.add(tie.alter)
        if tie.isCoded {
          coded.egos.add(tie.ego)
          coded.alters.add(tie.alter)
        }
      }
    }
    func step(
      _ key: Key, _ egos: Heads, _ alters: Heads, _ reasons: [(key: Key, count: Int)]
    ) -> Step {
      Step(
        key: key, left: egos.count, reasons: reasons.filter { $0.count > 0 },
        persons: min(egos.persons, alters.persons), largest: max(egos.largest, alters.largest))
    }
    // Without posts, as where ties were read from records, the egos are who can be counted.
    let first = edged.count > 0 ? edged.persons : egos.persons
    var steps = [
      Step(
        key: Key("edges", "Edges of these posts", nl: "Verwijzingen van deze berichten"),
        left: ties.edgesRead, reasons: nil, persons: first, largest: 0),
      step(
        Key("ties", "Ties counted", nl: "Contacten geteld"), egos, alters,
        TieTable.NotCounted.allCases.map { (Self.key($0), ties.notCounted[$0] ?? 0) }),
      step(
        Key("known", "Ties with both groups known", nl: "Contacten met beide groepen bekend"),
        known.egos, known.alters,
        [
          (Key("ego-group", "group of ego unknown", nl: "groep van ego onbekend"), ego),
          (Key("alter-group", "group of alter unknown", nl: "groep van alter onbekend"), alter),
          (Key("both-groups", "both groups unknown", nl: "beide groepen onbekend"), both),
        ]),
    ]
    if isPartlyCoded {
      steps.append(
        step(
          Key("coded-ties", "Of coded posts", nl: "Van gecodeerde berichten"), coded.egos,
          coded.alters,
          [
            (
              Key("not-coded", "not coded", nl: "niet gecodeerd"),
              known.egos.count - coded.egos.count
            )
          ]))
    }
    return steps
  }

  private static func key(_ reason: TieTable.NotCounted) -> Key {
    let id = reason.rawValue
    return switch reason {
    case .notChosenKind: Key(id, "kind of edge not chosen", nl: "soort verwijzing niet gekozen")
    case .belowConfidence: Key(id, "confidence too low", nl: "te weinig zekerheid")
    case .alterUnknown: Key(id, "addressed person unknown", nl: "aangesprokene onbekend")
    case .parentMissing: Key(id, "answered post missing", nl: "beantwoord bericht ontbreekt")
    case .selfReply: Key(id, "answers oneself", nl: "antwoordt zichzelf")
    case .bot: Key(id, "bot", nl: "bot")
    case .egoUnknown: Key(id, "writer unknown", nl: "schrijver onbekend")
    case .repeated: Key(id, "names the same person again", nl: "noemt dezelfde persoon opnieuw")
    }
  }
}

/// A count and the persons behind it.
private struct Heads {
  private(set) var count = 0
  private var own: [Int32]

  init(_ persons: Int) { own = [Int32](repeating: 0, count: persons) }

  /// - Parameter person: -1 is nobody.
  mutating func add(_ person: Int32) {
    count += 1
    if person >= 0 { own[Int(person)] += 1 }
  }

  var persons: Int { own.count { $0 > 0 } }
  var largest: Int { Int(own.max() ?? 0) }
}
