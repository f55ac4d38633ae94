import Corpus

extension KeyTable {
  /// Keys of a stage, without `use`.
  package static func stage(_ use: StageUse) -> [KeySpec] {
    switch use {
    case .ingest: ingest
    case .filter: filter
    case .classify: classify
    case .exec: exec
    case .interact: interact
    case .profile: profile
    case .tabulate: tabulate
    }
  }

  private static func from(_ meaning: String, example: String) -> KeySpec {
    KeySpec("from", .stage, .means("the stage above"), meaning, example: example)
  }

  private static let ingest: [KeySpec] = [
    KeySpec(
      "sources", .sections(source), .required, "the exports, in the order of reading",
      example: "[{format: x-archive, files: data/x/*.zip}]"),
    KeySpec(
      "duplicates", .word(noun: "rule", DuplicateRule.allCases.map(\.rawValue)), .value("first"),
      "which of several records with one post id is kept", example: "first"),
  ]

  /// Keys of one entry of `sources`.
  package static let source: [KeySpec] = [
    KeySpec(
      "format", .named(.formats), .required, "what kind of export it is", example: "x-archive"),
    KeySpec(
      "files", .list(.pattern, mayBeEmpty: false), .required,
      "files or folders; `*` and `?` within a name, `**` for any folders, `-` for standard input",
      example: "data/x/*.zip"),
    KeySpec(
      "platform", .text, .means("the format's own"), "name of the platform in ids and tables",
      example: "marokko"),
    KeySpec(
      "timezone", .timezone, .means("as the format says"),
      "zone of times that carry none", example: "Europe/Amsterdam"),
    KeySpec(
      "dates", .word(noun: "order of dates", DateOrder.allCases.map(\.rawValue)),
      .means("as the files show"), "order of day, month and year where the files cannot tell",
      example: "dmy"),
    KeySpec(
      "captured", .moment, .means("as the pages say"),
      "when pages were saved, for dates like 'yesterday'", example: "2014-03-01T12:00:00Z"),
    KeySpec(
      "mapping", .path(.file), .means("none"), "mapping file of format mapped",
      example: "data-schema/exports/4cat.yaml"),
    KeySpec(
      "include",
      .list(
        .word(noun: "sort of post", IncludeWord.allCases.map(\.rawValue)),
        mayBeEmpty: true), .value("[]"),
      "posts that are otherwise left out: deleted ones, direct messages", example: "[deleted]"),
    KeySpec(
      "role", .word(noun: "role", PostRole.allCases.map(\.name)), .value("sample"),
      "context posts are only there to be answered and are not counted", example: "context"),
  ]

  private static let filter: [KeySpec] = [
    from("stage that hands on posts", example: "posts"),
    KeySpec(
      "since", .day, .means("from the first post"), "first day kept, in UTC", example: "2012-01-01"),
    KeySpec(
      "until", .day, .means("to the last post"), "last day kept, in UTC", example: "2014-12-31"),
    KeySpec(
      "kinds", .list(.word(noun: "kind of post", PostKind.allCases.map(\.name)), mayBeEmpty: false),
      .means("every kind"), "kinds of post kept", example: "[post, reply, comment]"),
    KeySpec(
      "languages", .list(.language, mayBeEmpty: false), .means("every language"),
      "languages kept, as the source names them; posts without one are set aside",
      example: "[nl, tr]"),
    KeySpec(
      "venues", .list(.text, mayBeEmpty: false), .means("every venue"), "venue ids kept",
      example: "[Rotterdam, thenetherlands]"),
    KeySpec(
      "platforms", .list(.text, mayBeEmpty: false), .means("every platform"), "platforms kept",
      example: "[reddit]"),
  ]

  private static let classify: [KeySpec] = [
    from("stage that hands on posts", example: "posts"),
    KeySpec(
      "lexicons", .list(.lexicon, mayBeEmpty: false), .means("every topic of the lexicon folder"),
      "topics by name, or paths of own lexicon files and folders",
      example: "[school, work, leisure]"),
    KeySpec(
      "lexicon-folder", .path(.folder), .means("the lexicons that come with schakel"),
      "folder where topics are looked for", example: "lexicons"),
    KeySpec(
      "tokenisation",
      .word(noun: "tokenisation", ClassifyPlan.Tokenisation.allCases.map(\.rawValue)),
      .value("youth"), "how text is cut into words: with youth spelling undone, or plainly",
      example: "plain"),
    KeySpec(
      "languages", .list(.language, mayBeEmpty: false), .means("every language"),
      "languages whose lexicons are used", example: "[nl, en]"),
    KeySpec(
      "coder", .word(noun: "coder", ClassifyPlan.Coder.allCases.map(\.rawValue)),
      .value("lexicon"),
      "who decides on topics: the lexicons, a trained model that looks at their hits besides, or "
        + "both with a threshold each", example: "hybrid"),
    KeySpec(
      "model", .path(.file), .means("the model that comes with schakel"),
      "model of coder model or hybrid, from schakel train", example: "own.model"),
  ]

  private static let exec: [KeySpec] = [
    from("stage that hands on posts", example: "posts"),
    KeySpec(
      "command", .command, .required,
      "program that reads and writes NDJSON: a list of words, or a line for the shell",
      example: "[python3, code_topics.py]"),
    KeySpec(
      "reason", .reason, .required,
      "why the texts may go to this program; printed under every table that rests on it",
      example: "local model without network, ethics board letter 2025-031"),
    KeySpec(
      "gives", .list(.word(noun: "answer", ExecAnswer.allCases.map(\.rawValue)), mayBeEmpty: false),
      .value("[topics]"), "what the program adds to each post", example: "[topics]"),
  ]

  private static let interact: [KeySpec] = [
    from("stage that hands on posts or coded posts", example: "coded"),
    KeySpec(
      "edges", .list(.word(noun: "kind of edge", ReplyHow.allCases.map(\.name)), mayBeEmpty: false),
      .value("[native_parent, quote_link, addressed]"), "evidence that counts as an answer",
      example: "[native_parent]"),
    KeySpec(
      "min-confidence", .number(0...1), .value("0"), "edges below it are not counted",
      example: "0.8"),
    KeySpec(
      "parent", .word(noun: "rule", ParentRule.allCases.map(\.rawValue)), .value("optional"),
      "whether the answered post must be in the data", example: "needed"),
    KeySpec(
      "population", .word(noun: "population", Population.allCases.map(\.rawValue)),
      .value("participants"),
      "who could have met: those who wrote or were addressed, or everyone "
        + "on the roster", example: "roster"),
    KeySpec(
      "directed", .yesNo, .value("yes"), "whether a tie goes from its writer to the addressed",
      example: "no"),
    KeySpec(
      "null", .word(noun: "null", NullModel.allCases.map(\.rawValue)), .value("relabel"),
      "among whom persons are relabelled for the share that chance would give",
      example: "relabel-within-venue"),
    KeySpec(
      "bots", .word(noun: "rule", BotRule.allCases.map(\.rawValue)), .value("exclude"),
      "whether ties of accounts marked as bots count", example: "include"),
  ]

  private static let profile: [KeySpec] = [
    KeySpec(
      "from", .list(.stage, mayBeEmpty: false), .means("the stage above"),
      "a stage of ties, which carry their posts along; or a stage of posts and one of ties",
      example: "[coded, ties]"),
    KeySpec(
      "everyone", .reason, .means("profiles of donors only"),
      "why people other than donors have profiles; printed under the tables",
      example: "public forum, aggregated output only, ethics board letter 2025-031"),
  ]

  private static let tabulate: [KeySpec] = [
    from("stage that hands on what the table needs", example: "ties"),
    KeySpec("table", .named(.tables), .required, "which table", example: "interethnic-share"),
    KeySpec(
      "by", .list(.named(.by), mayBeEmpty: true), .means("as is usual for the table"),
      "what the table is broken down by", example: "[topic, venue-type]"),
    KeySpec(
      "subtopics", .yesNo, .value("no"), "whether subtopics have rows of their own",
      example: "yes"),
    KeySpec(
      "replicates", .whole(0...100_000), .value("1000"),
      "draws of the bootstrap by user behind percentile intervals; 0 gives none of them",
      example: "2000"),
    KeySpec(
      "interval", .word(noun: "interval", IntervalRule.allCases.map(\.rawValue)),
      .means("dyadic; of posts (T3) logit"),
      "how the interval of a share is made", example: "percentile"),
    KeySpec(
      "draws", .whole(0...1_000_000), .value("999"),
      "relabellings behind the p of chance; 0 gives no p, 1 to 998 are refused", example: "9999"),
    KeySpec(
      "bridging-ties", .whole(1...1_000_000), .value("3"),
      "interethnic ties that a bridging user has at least", example: "5"),
    KeySpec(
      "bridging-share", .number(0...1), .value("0.5"),
      "least share of a bridging user's ties that are interethnic", example: "0.25"),
    KeySpec(
      "margin", .number(0.001...0.5), .means("none: table propositions asks for it"),
      "largest difference of shares that counts as the same", example: "0.05"),
    KeySpec(
      "reference", .list(.text, mayBeEmpty: false),
      .means("the level with most ties; in table keyness, all posts that are not of target"),
      "levels that others are compared with, as factor=level; table propositions needs a group",
      example: "[group=netherlands, platform=forum]"),
    KeySpec(
      "target", .list(.text, mayBeEmpty: false), .means("none: table keyness asks for it"),
      "posts whose words are compared, as factor=level; levels of one factor are alternatives, "
        + "factors must all fit", example: "[topic=identity, topic=belonging, venue-type=ethnic]"),
    KeySpec(
      "top", .whole(1...1000), .value("50"),
      "terms shown in each direction at most (table keyness)",
      example: "20"),
    KeySpec(
      "period", .word(noun: "period", PeriodUnit.allCases.map(\.rawValue)), .value("year"),
      "how long a period is", example: "month"),
    KeySpec(
      "zone", .word(noun: "zone", PeriodZone.allCases.map(\.rawValue)), .value("Europe/Amsterdam"),
      "whose clock periods follow", example: "UTC"),
    KeySpec(
      "clusters", .word(noun: "rule", ClusterRule.allCases.map(\.rawValue)), .value("ego"),
      "which ties hang together in the regression", example: "ego-alter"),
    KeySpec(
      "correction", .word(noun: "correction", CorrectionRule.allCases.map(\.rawValue)),
      .value("CR1"),
      "for few clusters, in the regression: none (CR0), G/(G − 1) (CR1), or that times"
        + " (n − 1)/(n − k) (CR1S, as statsmodels)", example: "CR0"),
    KeySpec(
      "codes", .list(.path(.file), mayBeEmpty: false),
      .means("none: table coder-quality asks for them"),
      "files in which people coded posts (docs/agreement.md)",
      example: "[codes-A.csv, codes-B.csv]"),
    KeySpec(
      "design", .path(.file), .means("every coded post counts once"),
      "how likely each coded post was to be drawn: the design file of the sample",
      example: "sample.design.csv"),
    KeySpec(
      "vary", .section(vary), .means("nothing is varied"),
      "choices to try, in every combination (table robustness)",
      example: "{same: [product, overlap], without-loudest: [1]}"),
  ]

  /// What table robustness varies; the choice of the file itself is always among them.
  static let vary: [KeySpec] = [
    KeySpec(
      "schemes", .list(.named(.schemes), mayBeEmpty: false), .means("the scheme of groups"),
      "origin schemes", example: "[cbs-2022, self]"),
    KeySpec(
      "same", .list(.word(noun: "sameness", Sameness.allCases.map(\.rawValue)), mayBeEmpty: false),
      .means("the sameness of groups"), "semantics of several memberships",
      example: "[product, overlap, any-shared, strict]"),
    KeySpec(
      "edges", .list(.text, mayBeEmpty: false), .means("the edges of the stage of ties"),
      "kinds of edge that count, joined by +", example: "[native_parent, native_parent+quote_link]"),
    KeySpec(
      "min-confidence", .list(.number(0...1), mayBeEmpty: false),
      .means("that of the stage of ties"), "least confidence of an edge", example: "[0, 0.8]"),
    KeySpec(
      "null", .list(.word(noun: "null", NullModel.allCases.map(\.rawValue)), mayBeEmpty: false),
      .means("that of the stage of ties"), "among whom persons are relabelled",
      example: "[relabel, relabel-within-venue]"),
    KeySpec(
      "without-loudest", .list(.number(0...50), mayBeEmpty: false), .means("nobody is dropped"),
      "per cent of the writers, those with most posts, whose ties are dropped", example: "[1, 5]"),
    KeySpec(
      "venue-types", .list(.text, mayBeEmpty: false), .means("all venues"),
      "types of venue that are kept, joined by +", example: "[ethnic, interest+news]"),
  ]
}
