internal import Corpus

/// T4: how topics go together in posts, topic by topic.
///
/// The unit is the coded post of the sample, as in T3. Symmetrical measures stand below the diagonal,
/// numbers of posts on it; the share of posts on A that are on B too (p(B|A)) is in the full square.
/// Formulas: ``Cooccurrence``. Nothing is weighted.
package struct TopicCooccurrence: TableKind {
  package let number = "T4"
  package let name = "topic-cooccurrence"
  package let title = Phrase("Topics together", nl: "Onderwerpen samen")
  package let needs: [Records] = [.posts]
  package let by: [String] = []
  package let settings = ["replicates", "seed"]

  package init() {}

  package var empty: Table { table([]) }

  private func table(_ columns: [Key]) -> Table {
    Table(
      number: number, name: name, title: title,
      stubs: [
        .init("topic", Phrase("Topic", nl: "Onderwerp")),
        .init("measure", Phrase("Measure", nl: "Maat")),
      ],
      columnKey: "other_topic", columns: columns)
  }

  private enum Measure: CaseIterable {
    case posts, users, jaccard, lift, npmi, phi, conditional

    var key: Key {
      switch self {
      case .posts: Key("posts", "posts with both", nl: "berichten met beide")
      case .users: Key("users", "users", nl: "personen")
      case .jaccard: Key("jaccard", "Jaccard", nl: "Jaccard")
      case .lift: Key("lift", "lift", nl: "lift")
      case .npmi: Key("npmi", "NPMI", nl: "NPMI")
      case .phi: Key("phi", "φ", nl: "φ")
      case .conditional: Key("conditional", "% of row topic", nl: "% van rijonderwerp")
      }
    }

    func value(_ table: Cooccurrence) -> Estimated<Double> {
      switch self {
      case .posts, .users: .undefined(.noUnits)
      case .jaccard: table.jaccard
      case .lift: table.lift
      case .npmi: table.normalInformation
      case .phi: table.phi
      case .conditional: table.shareOfA
      }
    }
  }

  package func build(_ material: Material, _ settings: TableSettings) throws -> Table {
    try check(material, settings)
    let rule = try Disclosure(minUsers: settings.minUsers, reason: settings.minUsersReason)
    guard material.posts.rows.count > 0 else { return empty }
    if material.posts.topicNames.isEmpty {
      throw Complaint(
        "table \(name) needs coded posts; put a classify stage before it", status: .configuration)
    }
    let sums = CooccurrenceSums(material)
    var table = table(sums.keys)
    guard sums.all.posts > 0 else { return table }
    var estimates = try Estimates(sums.contributions, settings, purpose: name)
    let hidden = CooccurrenceSuppression(sums, rule)
    for a in sums.keys.indices {
      for measure in Measure.allCases {
        let cells = sums.keys.indices.map { b in
          cell(sums, &estimates, a, b, measure).hidden(hidden.reason(a, b))
        }
        if cells.allSatisfy({ $0.state == .notApplicable }) { continue }
        table.rows.append(
          Table.Row([sums.keys[a], measure.key], opensBlock: measure == .posts, cells: cells))
      }
    }
    table.notes = notes() + estimates.notes(settings) + [Notes.version()]
    table.notes += Notes.marks(table, rule, unit: .users)
    return table
  }

  private func cell(
    _ sums: CooccurrenceSums, _ estimates: inout Estimates, _ a: Int, _ b: Int, _ measure: Measure
  ) -> Cell {
    if measure == .posts || measure == .users {
      guard b <= a else { return .notApplicable }
      let count = a == b ? sums.with[a] : sums.pairs[CooccurrenceSums.pair(a, b)].both
      return .count(measure == .posts ? count.posts : count.users)
    }
    guard b < a || measure == .conditional && a != b else { return .notApplicable }
    let pair = sums.sum(pair: CooccurrenceSums.pair(max(a, b), min(a, b)))
    let format = measure == .conditional ? NumberFormat.percent : .decimals(2)
    return estimates.measure(format, clusters: sums.all.users) { sum in
      let (both, withA, withB) = (sum(pair), sum(sums.sum(topic: a)), sum(sums.sum(topic: b)))
      return measure.value(
        Cooccurrence(
          both: Int(both), onlyA: Int(withA - both), onlyB: Int(withB - both),
          neither: Int(sum(0) - withA - withB + both)))
    }
  }

  private func notes() -> [Phrase] {
    [
      Phrase(
        "Coded posts of the sample; on the diagonal, posts with the topic. Lift and NPMI compare with"
          + " independence of both topics (lift 1, NPMI 0); φ is the correlation of both marks. The"
          + " last row of a block is the share of posts on its topic that are on the other too.",
        nl:
          "Gecodeerde berichten van de steekproef; op de diagonaal berichten met het onderwerp. Lift"
          + " en NPMI vergelijken met onafhankelijkheid van beide onderwerpen (lift 1, NPMI 0); φ is de"
          + " correlatie van beide kenmerken. De laatste rij van een blok is het aandeel van de"
          + " berichten over het onderwerp dat ook over het andere gaat."),
      Phrase("Nothing is weighted.", nl: "Er is niet gewogen."),
    ]
  }
}
