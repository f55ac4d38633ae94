internal import Corpus

/// T12: what the coder says of posts that people coded, by label, language and group.
///
/// Recall of a sample that was drawn by predicted label is right only with the chances of being
/// drawn: posts then count 1/π times. Posts of one person hang together in every interval.
package struct CoderQuality: TableKind {
  package let number = "T12"
  package let name = "coder-quality"
  package let title = Phrase(
    "Quality of the coding against people", nl: "Kwaliteit van de codering tegenover mensen")
  package let needs: [Records] = [.posts]
  package let by = ["language", "group"]
  package let settings = ["subtopics", "replicates", "codes", "design"]

  package init() {}

  package var empty: Table {
    Table(
      number: number, name: name, title: title,
      stubs: [
        .init("split", Phrase("Split", nl: "Splitsing"), isPrinted: false),
        .init("level", Phrase("Posts", nl: "Berichten")),
        .init("label", Phrase("Label", nl: "Label")),
      ],
      columns: [
        Key("posts", "Coded posts", nl: "Gecodeerde berichten"),
        Key("users", "Users", nl: "Gebruikers"),
        Key("prevalence", "% by people", nl: "% volgens mensen"),
        Key("predicted", "% by coder", nl: "% volgens codering"),
        Key("precision", "Precision (CI)", nl: "Precisie (BI)"),
        Key("recall", "Recall (CI)", nl: "Recall (BI)"),
        Key("f1", "F1 (CI)", nl: "F1 (BI)"),
        Key("specificity", "Specificity (CI)", nl: "Specificiteit (BI)"),
        Key("mcc", "MCC (CI)", nl: "MCC (BI)"),
      ])
  }

  private static let secondary = Phrase(
    "A row is hidden as a whole. Where one level of a split is hidden, so is the next smallest; where a"
      + " topic is, so are the means over topics.",
    nl: "Een rij is als geheel verborgen. Waar één niveau van een splitsing verborgen is, is het op"
      + " één na kleinste dat ook; waar een onderwerp verborgen is, zijn de gemiddelden dat ook.")
  static let micro = Key("(micro)", "Micro", nl: "Micro")
  static let macro = Key("(macro)", "Macro", nl: "Macro")
  static let weighted = Key("(weighted)", "Weighted by support", nl: "Gewogen naar voorkomen")

  package func build(_ material: Material, _ settings: TableSettings) throws -> Table {
    try check(material, settings)
    let rule = try Disclosure(minUsers: settings.minUsers, reason: settings.minUsersReason)
    guard let sample = material.coded else {
      throw Complaint(
        "table \(name) needs codes: the files in which people coded posts", status: .configuration)
    }
    guard !sample.posts.isEmpty else {
      throw Complaint("codes: none of the coded posts is among the posts of the table")
    }
    let sums = try QualitySums(material, sample, settings)
    let drawn = try Bootstrap(
      seed: Poisson.seed(settings.seed, purpose: name), replicates: settings.replicates
    ).run(sums.contributions, jobs: settings.jobs)
    let hidden = QualitySuppression(sums, rule)
    var table = empty
    for level in sums.levels.indices {
      table.rows += rows(sums, level, drawn, hidden)
    }
    table.notes = notes(sums, sample, settings) + [Notes.version()]
    table.notes += Notes.marks(table, rule, unit: .users, secondary: Self.secondary)
    return table
  }

  private func rows(
    _ sums: QualitySums, _ level: Int, _ drawn: Replicates, _ hidden: QualitySuppression
  ) -> [Table.Row] {
    let own = sums.levels[level]
    let keys = [
      Key(own.split, Phrase(same: own.split)),
      own.name.map(Key.data) ?? (own.split == "all" ? Key.all : Key.unknown),
    ]
    let totals = sums.contributions.totals
    let replicates = (0..<drawn.count)
    let users = sums.users[level][0].all
    var rows: [Table.Row] = []
    for label in 0..<sums.labelCount {
      let reason = hidden.label[level][label]
      let confusion = sums.confusion(level, label) { totals[$0] }
      func score(_ value: (Confusion) -> Estimated<Double>) -> Cell {
        let spread = Interval.percentile(
          replicates.map { r in value(sums.confusion(level, label) { drawn[$0, r] }).value },
          clusters: users)
        return Self.cell(value(confusion), spread).hidden(reason)
      }
      func share(_ above: [Int], over below: [Int]) -> Cell {
        let ratio = sums.ratio(level, label, above, over: below)
        return Self.cell(ratio.share, Spread(ratio.wilson)).hidden(reason)
      }
      let name =
        label == sums.labels.count ? Key.noTopic : Words.key(sums.labels[label])
      rows.append(
        Table.Row(
          keys + [name], printed: [keys[1], name], opensBlock: label == 0,
          cells: [
            Cell.count(sums.posts[level]).hidden(hidden.level[level]),
            Cell.count(users).hidden(hidden.level[level]),
            Self.percent(confusion.prevalence).hidden(reason),
            Self.percent(confusion.apparentPrevalence).hidden(reason),
            share([0], over: [0, 1]), share([0], over: [0, 2]), score(\.f1),
            share([3], over: [1, 3]), score(\.correlation),
          ]))
    }
    let quality = sums.quality(level) { totals[$0] }
    let others = replicates.map { r in sums.quality(level) { drawn[$0, r] } }
    let means: [(Key, (LabelQuality) -> LabelQuality.Scores)] = [
      (Self.micro, \.micro), (Self.macro, \.macro), (Self.weighted, \.weighted),
    ]
    for (key, scores) in means {
      func cell(_ value: (LabelQuality.Scores) -> Estimated<Double>) -> Cell {
        Self.cell(
          value(scores(quality)),
          Interval.percentile(others.map { value(scores($0)).value }, clusters: users)
        ).hidden(hidden.means[level])
      }
      let no = Cell.notApplicable
      rows.append(
        Table.Row(
          keys + [key], printed: [keys[1], key],
          cells: [no, no, no, no, cell(\.precision), cell(\.recall), cell(\.f1), no, no]))
    }
    return rows
  }

  private static func cell(_ value: Estimated<Double>, _ spread: Spread) -> Cell {
    .number(
      value.value.map { .real($0) }, .decimals(2), spread: spread,
      else: value.reason.map { NoValue($0) } ?? .noUnits)
  }

  private static func percent(_ value: Estimated<Double>) -> Cell {
    .percent(
      value.value.map { .real($0) }, else: value.reason.map { NoValue($0) } ?? .noUnits)
  }
}

extension ClusterRatio {
  /// Wilson's interval at the effective number of units; of a share of 0 or 1, whose effective number
  /// is not known, at the number of persons.
  fileprivate var wilson: Estimated<Limits> {
    if Clusters.areTooFew(clusters) {
      return .undefined(denominator > 0 ? .fewClusters : .noUnits)
    }
    if let share = share.value, share <= 0 || share >= 1 {
      return ProportionInterval.wilson(share: min(1, max(0, share)), units: Double(clusters))
    }
    return effectiveWilson()
  }
}

// What stands under the table.
extension CoderQuality {
  private func notes(
    _ sums: QualitySums, _ sample: CodedSample, _ settings: TableSettings
  ) -> [Phrase] {
    var notes: [Phrase] = []
    let coders = sample.coders
    notes.append(
      Phrase(
        "Against \(sample.posts.count) posts coded by \(coders) \(coders == 1 ? "person" : "people")"
          + (coders > 1 ? "; a label holds where more than half of a post's coders gave it." : "."),
        nl: "Tegenover \(sample.posts.count) berichten, gecodeerd door \(coders)"
          + (coders > 1
            ? " mensen; een label geldt waar meer dan de helft van de codeurs van een bericht het gaf."
            : " persoon.")))
    if sample.undecided > 0 {
      notes.append(
        Phrase(
          "Of \(sample.undecided) posts coders were evenly divided on a label.",
          nl: "Over een label van \(sample.undecided) berichten waren de codeurs gelijk verdeeld."))
    }
    if sample.missing > 0 {
      notes.append(
        Phrase(
          "Coded posts that are not among those of this table: \(sample.missing).",
          nl: "Gecodeerde berichten die niet bij die van deze tabel zijn: \(sample.missing)."))
    }
    notes.append(
      sample.isDesigned
        ? Phrase(
          "Shares and scores are those of all posts that the sample was drawn from: each coded post"
            + " counts 1/π times.",
          nl: "Aandelen en scores zijn die van alle berichten waaruit is getrokken: elk gecodeerd"
            + " bericht telt 1/π keer.")
        : Phrase(
          "No chances of being drawn are known: if posts were drawn by predicted label, recall and"
            + " F1 are too high.",
          nl: "Trekkingskansen zijn niet bekend: als naar voorspeld label is getrokken, zijn recall"
            + " en F1 te hoog."))
    notes.append(
      Phrase(
        "0/0 is not defined. Micro: all topics counted together. Macro and weighted: means over the"
          + " topics that people gave at all; a topic that the coder never gave has no precision and"
          + " is left out of that mean, and an F1 of 0, which counts. No topic and subtopics are in"
          + " none of the three.",
        nl: "0/0 is niet gedefinieerd. Micro: alle onderwerpen samen geteld. Macro en gewogen:"
          + " gemiddelden over de onderwerpen die mensen gaven; een onderwerp dat de codering nooit"
          + " gaf heeft geen precisie en valt uit dat gemiddelde, en een F1 van 0, die meetelt. Geen"
          + " onderwerp en subonderwerpen zitten in geen van de drie."))
    let totals = sums.contributions.totals
    let quality = sums.quality(0) { totals[$0] }
    if let accuracy = quality.subsetAccuracy.value, let loss = quality.hammingLoss.value {
      let (a, b) = (Digits(accuracy).fixed(3), Digits(loss).fixed(3))
      func dutch(_ text: String) -> String { text.replacing(".", with: ",") }
      notes.append(
        Phrase(
          "Posts with all topics right: \(a) (subset accuracy); wrong of all posts times topics: \(b)"
            + " (Hamming loss).",
          nl: "Berichten met alle onderwerpen goed: \(dutch(a)) (subset accuracy); fout van alle"
            + " berichten maal onderwerpen: \(dutch(b)) (Hamming loss)."))
    }
    notes.append(
      Phrase(
        "Intervals of precision, recall and specificity: Wilson's at the effective number of posts, by"
          + " user.",
        nl: "Intervallen van precisie, recall en specificiteit: Wilson, bij het effectieve aantal"
          + " berichten, per gebruiker."))
    notes += Notes.bootstrap(settings, undefined: 0)
    if sums.nameless > 0 {
      notes.append(
        Phrase(
          "\(sums.nameless) posts name no author; each counts as a user.",
          nl: "\(sums.nameless) berichten noemen geen auteur; elk telt als een gebruiker."))
    }
    return notes
  }
}
