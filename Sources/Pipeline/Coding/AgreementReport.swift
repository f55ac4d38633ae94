import Corpus
import Tables

/// What `schakel agree` says: how well people who coded the same posts agree, label by label and on
/// whole sets, and how well each agrees with what they coded before.
package struct AgreementReport {
  /// One label, or the sets of topics.
  struct Line {
    let label: Key
    /// Posts with two codings or more.
    let posts: Int
    /// Share of codings that have the label; nil of sets.
    let prevalence: Double?
    let agreement: Estimated<Double>
    let alpha: Estimated<Double>
    let limits: Estimated<Limits>
    /// Conger's, which is Cohen's of two coders; nil of sets.
    let kappa: Agreement?
    let ac1: Agreement?
    let fleiss: Agreement?
    let brennanPrediger: Agreement?
  }

  /// Cohen's kappa of two coders on the posts that both coded.
  struct Pair {
    let coders: (String, String)
    let label: String
    let posts: Int
    let kappa: Agreement
  }

  private let codes: HandCodes
  /// Between coders.
  private(set) var between: [Line] = []
  /// The same coder, again.
  private(set) var within: [Line] = []
  private(set) var pairs: [Pair] = []
  private let replicates: Int
  private let seed: UInt64
  private let labels: [(key: Key, bits: UInt64?)]

  /// - Parameter subtopics: whether subtopics have lines of their own; sets are of topics.
  package init(_ codes: HandCodes, subtopics: Bool, replicates: Int, seed: UInt64) throws {
    self.codes = codes
    self.replicates = replicates
    self.seed = seed
    let shown = subtopics ? codes.labels.count : codes.topics
    labels =
      codes.labels.prefix(shown).enumerated().map {
        (Key.data($1), UInt64(1) << UInt64($0))
      } + [(Key.noTopic, nil)]
    let first = codes.codings.filter { !$0.isRepeat }
    // Units: posts; columns: coders.
    var rows = [[UInt64?]](
      repeating: [UInt64?](repeating: nil, count: codes.coders.count), count: codes.posts.count)
    for coding in first { rows[coding.post][coding.coder] = coding.labels }
    let units = zip(codes.posts, rows).filter { unit in unit.1.count { $0 != nil } > 1 }
    between = try lines(units.map { ($0.0, $0.1) }, purpose: "agree between")
    // Units: a coder's posts; columns: the first time and again.
    let again = Dictionary(
      uniqueKeysWithValues: codes.codings.filter(\.isRepeat).map {
        ([$0.post, $0.coder], $0.labels)
      })
    within = try lines(
      first.compactMap { coding in
        again[[coding.post, coding.coder]].map {
          ("\(codes.posts[coding.post])\u{1F}\(codes.coders[coding.coder])", [coding.labels, $0])
        }
      }, purpose: "agree within")
    for a in codes.coders.indices {
      for b in codes.coders.indices where b > a {
        let both = units.map { [$0.1[a], $0.1[b]] }.filter { $0[0] != nil && $0[1] != nil }
        if both.isEmpty { continue }
        for label in labels {
          pairs.append(
            Pair(
              coders: (codes.coders[a], codes.coders[b]), label: label.key.id, posts: both.count,
              kappa: .cohen(ratings(both, label.bits))))
        }
      }
    }
  }

  private var topicBits: UInt64 { codes.topics >= 64 ? .max : (1 << UInt64(codes.topics)) - 1 }

  /// The label as 0 and 1; nil: none of the topics.
  private func ratings(_ units: [[UInt64?]], _ bits: UInt64?) -> Ratings {
    Ratings(
      units: units.map { unit in
        unit.map {
          $0.map { own in bits.map { own & $0 != 0 ? 1 : 0 } ?? (own & topicBits == 0 ? 1 : 0) }
        }
      }, categories: 2)
  }

  private func lines(_ units: [(name: String, values: [UInt64?])], purpose: String) throws -> [Line]
  {
    if units.isEmpty { return [] }
    let names = units.map(\.name)
    let values = units.map(\.values)
    var lines = try labels.map { label in
      let ratings = self.ratings(values, label.bits)
      let all = ratings.units.joined().compactMap { $0 }
      let kappa = Agreement.conger(ratings)
      return Line(
        label: label.key, posts: units.count,
        prevalence: Double(all.count { $0 == 1 }) / Double(all.count), agreement: kappa.observed,
        alpha: Alpha(ratings).alpha,
        limits: try Alpha.interval(
          ratings, names: names, seed: Poisson.seed(seed, purpose: "\(purpose) \(label.key.id)"),
          replicates: replicates),
        kappa: kappa, ac1: .gwetAC1(ratings), fleiss: .fleiss(ratings),
        brennanPrediger: .brennanPrediger(ratings))
    }
    let sets = Set(values.joined().compactMap { $0.map { $0 & topicBits } }).sorted()
    let place = Dictionary(uniqueKeysWithValues: sets.enumerated().map { ($1, $0) })
    let ofSets = Ratings(
      units: values.map { unit in unit.map { $0.flatMap { place[$0 & topicBits] } } },
      categories: sets.count)
    for (distance, word) in [(SetDistance.masi, "MASI"), (.jaccard, "Jaccard")] {
      let by = AlphaDistance.sets(sets, distance)
      lines.append(
        Line(
          label: Key(
            "(set \(distance.rawValue))", "Set of topics, \(word)",
            nl: "Verzameling onderwerpen, \(word)"),
          posts: units.count, prevalence: nil, agreement: Agreement.fleiss(ofSets).observed,
          alpha: Alpha(ofSets, by).alpha,
          limits: try Alpha.interval(
            ofSets, by, names: names,
            seed: Poisson.seed(seed, purpose: "\(purpose) \(distance.rawValue)"),
            replicates: replicates),
          kappa: nil, ac1: nil, fleiss: nil, brennanPrediger: nil))
    }
    return lines
  }
}

// As a table.
extension AgreementReport {
  var table: Table {
    var table = Table(
      number: "A", name: "agreement",
      title: Phrase("Agreement of coders", nl: "Overeenstemming van codeurs"),
      stubs: [
        .init("between", Phrase("Compared", nl: "Vergeleken")),
        .init("label", Phrase("Label", nl: "Label")),
      ],
      columns: [
        Key("posts", "Posts", nl: "Berichten"),
        Key("prevalence", "% of codings", nl: "% van coderingen"),
        Key("agreement", "Agreement", nl: "Overeenstemming"),
        Key("alpha", "Alpha (CI)", nl: "Alpha (BI)"),
        Key("kappa", "Kappa", nl: "Kappa"),
        Key("ac1", "AC1", nl: "AC1"),
      ])
    let blocks: [(Key, [Line])] = [
      (Key("coders", "Coders", nl: "Codeurs"), between),
      (Key("again", "Same coder, again", nl: "Zelfde codeur, opnieuw"), within),
    ]
    for (key, lines) in blocks {
      for (number, line) in lines.enumerated() {
        table.rows.append(
          Table.Row(
            [key, line.label], opensBlock: number == 0,
            cells: [
              .count(line.posts),
              line.prevalence.map { .percent(.real($0)) } ?? .notApplicable,
              Self.cell(line.agreement),
              Self.cell(line.alpha, Self.spread(line.limits)),
              line.kappa.map { Self.cell($0.value) } ?? .notApplicable,
              line.ac1.map { Self.cell($0.value) } ?? .notApplicable,
            ]))
      }
    }
    table.notes = notes
    return table
  }

  private static func cell(_ value: Estimated<Double>, _ spread: Spread? = nil) -> Cell {
    .number(
      value.value.map { .real($0) }, .decimals(3), spread: spread,
      else: value.reason.map { NoValue($0) } ?? .noUnits)
  }

  private static func spread(_ limits: Estimated<Limits>) -> Spread {
    switch limits {
    case .value(let limits): .interval(low: .real(limits.low), high: .real(limits.high))
    case .undefined(let reason): .none(NoValue(reason))
    }
  }

  private var notes: [Phrase] {
    let coders = codes.coders.joined(separator: ", ")
    let both = between.first?.posts ?? 0
    let again = within.first?.posts ?? 0
    var notes = [
      Phrase(
        "Coders \(coders); \(codes.posts.count) posts, \(both) of them coded by two or more, \(again)"
          + " codings made twice by one coder, which say nothing of agreement between people.",
        nl: "Codeurs \(coders); \(codes.posts.count) berichten, waarvan \(both) door twee of meer"
          + " gecodeerd; \(again) coderingen deed één codeur tweemaal; die zeggen"
          + " niets over overeenstemming tussen mensen."),
      Phrase(
        "Alpha: Krippendorff's, nominal, a label at a time, and on sets of topics. Kappa: Conger's,"
          + " which is Cohen's of two coders. Where a label is rare, alpha and kappa are low however"
          + " often coders agree: read them with AC1, raw agreement and the share of codings.",
        nl: "Alpha: die van Krippendorff, nominaal, per label, en over verzamelingen onderwerpen."
          + " Kappa: die van Conger, bij twee codeurs die van Cohen. Bij een zeldzaam label zijn alpha"
          + " en kappa laag, hoe vaak codeurs ook overeenstemmen: lees ze naast AC1, ruwe"
          + " overeenstemming en het aandeel van de coderingen."),
      Phrase(
        "Krippendorff: from .80 conclusions may rest on a variable; from .667 tentative ones only.",
        nl: "Krippendorff: vanaf .80 mogen conclusies op een variabele rusten; vanaf .667 alleen"
          + " voorlopige."),
    ]
    if replicates > 0 {
      notes.append(
        Phrase(
          "Intervals: 2.5 and 97.5 percentiles of \(replicates) Poisson bootstrap replicates over"
            + " posts, seed \(seed); none below ten posts.",
          nl: "Intervallen: percentielen 2,5 en 97,5 van \(replicates) Poisson-bootstrapherhalingen"
            + " over berichten, seed \(seed); geen bij minder dan tien berichten."))
    }
    return notes
  }
}

// As JSON and as a list of what to talk about.
extension AgreementReport {
  /// Every coefficient with its standard error; null where it is not defined.
  package var json: String {
    JSONValue.object([
      ("schakel-agreement", .whole(1)), ("sample_hash", .text(codes.sampleHash)),
      ("coders", .list(codes.coders.map { .text($0) })), ("posts", .whole(codes.posts.count)),
      ("replicates", .whole(replicates)), ("seed", .text("\(seed)")),
      ("between_coders", .list(between.map(Self.json))),
      ("same_coder_again", .list(within.map(Self.json))),
      (
        "pairs",
        .list(
          pairs.map { pair in
            .object([
              ("coders", .list([.text(pair.coders.0), .text(pair.coders.1)])),
              ("label", .text(pair.label)), ("posts", .whole(pair.posts)),
              ("kappa", Self.json(pair.kappa.value)),
              ("kappa_se", Self.json(pair.kappa.standardError)),
            ])
          })
      ),
    ]).page() + "\n"
  }

  private static func json(_ value: Estimated<Double>?) -> JSONValue {
    value?.value.map { .number($0) } ?? .null
  }

  private static func json(_ line: Line) -> JSONValue {
    var pairs: [(String, JSONValue)] = [
      ("label", .text(line.label.id)), ("posts", .whole(line.posts)),
      ("prevalence", line.prevalence.map { .number($0) } ?? .null),
      ("agreement", json(line.agreement)), ("alpha", json(line.alpha)),
      ("alpha_low", json(line.limits.map(\.low))), ("alpha_high", json(line.limits.map(\.high))),
    ]
    let others: [(String, Agreement?)] = [
      ("kappa", line.kappa), ("ac1", line.ac1), ("fleiss", line.fleiss),
      ("brennan_prediger", line.brennanPrediger),
    ]
    for case (let name, let agreement?) in others {
      pairs.append((name, json(agreement.value)))
      pairs.append(("\(name)_se", json(agreement.standardError)))
    }
    return .object(pairs)
  }

  /// Posts and labels on which coders, or a coder and the same coder again, differ: CSV by post, without
  /// text.
  package var disagreements: String {
    var csv = "compared,post_id,label,yes,no,unsure\n"
    for (post, codings) in byPost {
      let first = codings.filter { !$0.isRepeat }
      for label in labels {
        csv += line("coders", post, label, first.map { (codes.coders[$0.coder], $0) })
        for coder in codes.coders.indices {
          let own = codings.filter { $0.coder == coder }
          csv += line(
            "again", post, label,
            own.map { ("\(codes.coders[coder])\($0.isRepeat ? " (again)" : "")", $0) })
        }
      }
    }
    return csv
  }

  private var byPost: [(post: Int, codings: [HandCodes.Coding])] {
    let all = Dictionary(grouping: codes.codings, by: \.post)
    return codes.posts.indices.compactMap { post in all[post].map { (post, $0) } }
  }

  /// A line, or nothing where all agree.
  private func line(
    _ compared: String, _ post: Int, _ label: (key: Key, bits: UInt64?),
    _ codings: [(name: String, coding: HandCodes.Coding)]
  ) -> String {
    func has(_ coding: HandCodes.Coding) -> Bool {
      label.bits.map { coding.labels & $0 != 0 } ?? (coding.labels & topicBits == 0)
    }
    let yes = codings.filter { has($0.coding) }.map(\.name)
    let no = codings.filter { !has($0.coding) }.map(\.name)
    if yes.isEmpty || no.isEmpty { return "" }
    let unsure = codings.filter(\.coding.isUnsure).map(\.name)
    let fields = [
      compared, codes.posts[post], label.bits == nil ? HandCodes.none : label.key.id,
      yes.joined(separator: "; "), no.joined(separator: "; "), unsure.joined(separator: "; "),
    ]
    return fields.map(Self.quoted).joined(separator: ",") + "\n"
  }

  private static func quoted(_ text: String) -> String {
    let needs = text.utf8.contains { [34, 44, 10, 13].contains($0) }
    return needs ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }
}

extension AgreementReport {
  /// The table in one of its forms.
  /// - Throws: `Complaint` (64) for a form or language that there is not.
  package func text(form: String, language: String) throws -> String {
    guard let language = Language(rawValue: language) else {
      throw Complaint("is en or nl", at: "--language", status: .usage)
    }
    guard let form = TableForms.all.first(where: { $0.name == form }) else {
      throw Complaint("is md, csv or tex", at: "--as", status: .usage)
    }
    return String(
      decoding: form.write(table, context: TableContext(language: language)), as: UTF8.self)
  }
}
