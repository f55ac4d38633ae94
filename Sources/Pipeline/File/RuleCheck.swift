import Corpus
import Interactions
import Tables

/// Checks what settings demand of each other, also across stages; told in the phase `wiring`.
struct RuleCheck {
  let vocabulary: Vocabulary
  let isCommand: Bool
  let file: Section
  let drafts: [StageDraft]
  var mistakes: [Mistake] = []

  init(_ file: Section, _ drafts: [StageDraft], vocabulary: Vocabulary, isCommand: Bool) {
    self.file = file
    self.drafts = drafts
    self.vocabulary = vocabulary
    self.isCommand = isCommand
  }

  private var groups: Section? { file.section("groups") }
  private var hasRoster: Bool { groups?.isGiven("roster") ?? false }
  private var hasVenues: Bool { groups?.isGiven("venues") ?? false }

  mutating func run() {
    checkPrivacy()
    checkDisclosure()
    checkGroups()
    for draft in drafts { check(draft) }
    if !isCommand { checkUnused() }
  }

  private mutating func add(
    _ code: MistakeCode, _ place: Place, _ path: String, _ message: String,
    suggestion: String? = nil
  ) {
    mistakes.append(Mistake(code, at: place, path: path, message, suggestion: suggestion))
  }

  private mutating func checkPrivacy() {
    guard let privacy = file.section("privacy"), privacy.values["key"] == .off,
      !privacy.isGiven("reason")
    else { return }
    add(
      .missingReason, privacy.place(of: "key"), "privacy.reason",
      "key: off needs a written reason beside it")
  }

  private mutating func checkDisclosure() {
    guard let disclosure = file.section("disclosure"),
      let users = disclosure.values["min-users"]?.whole, users < 10, !disclosure.isGiven("reason")
    else { return }
    add(
      .missingReason, disclosure.place(of: "min-users"), "disclosure.reason",
      "min-users below 10 needs a written reason beside it, which is printed under every table")
  }

  /// The choices that the scheme leaves must go together.
  private mutating func checkGroups() {
    guard let groups, let name = groups.text("scheme"), let scheme = OriginSchemes.named(name)
    else { return }
    let keys = ["memberships", "group-by", "crosswalk", "home"].filter { groups.isGiven($0) }
    let builder: MembershipRule? = groups.word("memberships")
    let grouping: GroupingRule? = groups.word("group-by")
    do {
      _ = try OriginSetting(
        scheme, builder: builder?.asBuilder, grouping: grouping?.asGrouping ?? .main,
        crosswalk: groups.isGiven("crosswalk") ? Crosswalks.unece : nil,
        home: groups.text("home").flatMap { Country($0) })
    } catch {
      let key = keys.first ?? "scheme"
      add(
        .notTogether, groups.place(of: key), groups.path(key),
        (error as? Complaint)?.message ?? "\(error)")
    }
  }

  private mutating func check(_ draft: StageDraft) {
    switch draft.use {
    case .ingest:
      let sources = draft.section.sections("sources")
      for source in sources { check(source: source) }
      checkSites(sources)
    case .filter:
      guard let since = draft.section.values["since"]?.day,
        let until = draft.section.values["until"]?.day, since.start > until.start
      else { return }
      add(
        .emptyPeriod, draft.section.place(of: "since"), draft.section.path("since"),
        "\(since.text) lies after until: \(until.text); no post could fit")
    case .interact:
      checkCoPresence(draft.section)
      guard draft.section.text("population") == "roster", !hasRoster else { return }
      add(
        .missingRoster, draft.section.place(of: "population"), draft.section.path("population"),
        "population: roster needs groups: {roster: …}")
    case .tabulate: check(table: draft)
    case .classify, .exec, .profile, nil: return
    }
  }

  /// Who wrote in one thread is no reply and has no direction: it is not mixed with those.
  private mutating func checkCoPresence(_ section: Section) {
    let word = ReplyHow.coPresence.name
    guard let edges = section.words("edges"), edges.contains(word) else { return }
    if edges.count > 1 {
      add(
        .notTogether, section.place(of: "edges"), section.path("edges"),
        "\(word) stands alone: ties of people who wrote in one thread are not counted with replies;"
          + " make a second interact stage")
    }
    if section.values["directed"]?.truth != false {
      add(
        .notTogether, section.place(of: "edges"), section.path("directed"),
        "\(word) has no direction; say directed: no")
    }
  }

  private mutating func check(source: Section) {
    guard let format = source.text("format") else { return }
    if format == "mapped", !source.isGiven("mapping") {
      add(
        .missingMapping, source.place(of: "format"), source.path("mapping"),
        "format mapped needs mapping: the file that says which column is what")
    } else if format != "mapped", source.isGiven("mapping") {
      add(
        .notTogether, source.place(of: "mapping"), source.path("mapping"),
        "a mapping has no meaning beside format: \(format); it is for format: mapped")
    }
  }

  /// Two forums of one software have the same ids for different posts.
  private mutating func checkSites(_ sources: [Section]) {
    for format in vocabulary.softwareFormats {
      let same = sources.filter { $0.text("format") == format }
      guard same.count > 1 else { continue }
      for source in same where !source.isGiven("platform") {
        add(
          .missingPlatform, source.place(of: "format"), source.path("platform"),
          "two sources are \(format); give each the name of its site in platform (parts of one"
            + " site: the same name), or ids of one would be taken for ids of the other")
      }
    }
  }

  private mutating func check(table draft: StageDraft) {
    guard let name = draft.section.text("table"), let table = vocabulary.table(name) else { return }
    let by = draft.section.words("by") ?? table.usualBy
    let written = draft.section.written["by"]?.value
    for (index, word) in by.enumerated() where !table.by.contains(word) {
      let place = written?.list?[index].place ?? written?.place ?? draft.place
      let path = draft.section.path("by") + (written?.list == nil ? "" : "[\(index)]")
      let have =
        table.by.isEmpty
        ? "cannot be broken down by '\(word)'; leave by out"
        : "is broken down by \(table.by.joined(separator: ", ")), not by '\(word)'"
      add(.wrongBy, place, path, "table \(name) \(have)")
    }
    if !table.takes.contains(by.count), by.allSatisfy(table.by.contains) {
      add(
        .wrongBy, written?.place ?? draft.place, draft.section.path("by"),
        "table \(name) takes \(table.takes.upperBound) word in by, not \(by.count)")
    }
    for key in [
      "subtopics", "replicates", "interval", "draws", "bridging-ties", "bridging-share", "margin",
      "reference", "target", "top", "period", "zone", "clusters", "correction", "codes", "design",
      "vary",
    ]
    where draft.section.isGiven(key) && !table.settings.contains(key) {
      add(
        .notTogether, draft.section.place(of: key), draft.section.path(key),
        "table \(name) has no use for \(key); leave it out")
    }
    if let word = draft.section.text("interval"), !table.intervals.isEmpty,
      !table.intervals.contains(word)
    {
      add(
        .notTogether, draft.section.place(of: "interval"), draft.section.path("interval"),
        "table \(name) has intervals \(table.intervals.joined(separator: ", ")), not '\(word)'")
    }
    if table.settings.contains("vary") { check(vary: draft) }
    if table.settings.contains("target") { check(target: draft) }
    if table.settings.contains("codes"), !draft.section.isGiven("codes") {
      add(
        .missingSetting, draft.section.place(of: "table"), draft.section.path("codes"),
        "table \(name) needs codes: the files in which people coded posts")
    }
    for key in ["margin", "reference"]
    where table.settings.contains("margin") && !draft.section.isGiven(key) {
      add(
        .missingSetting, draft.section.place(of: "table"), draft.section.path(key),
        "table \(name) needs \(key): it has no default")
    }
    if isCommand { return }
    if !hasRoster, table.needsGroups || by.contains("group") {
      add(
        .missingRoster, draft.section.place(of: "table"), draft.section.path("table"),
        "table \(name) speaks of groups; say where they come from: groups: {roster: …}")
    }
    if !hasVenues, by.contains("venue-type") {
      add(
        .missingVenues, draft.section.place(of: written == nil ? "table" : "by"),
        draft.section.path("by"),
        "without groups: {venues: …} every venue is of type unknown")
    }
  }

  /// Posts whose words are compared: factors that exist, levels as far as the file can tell.
  private mutating func check(target draft: StageDraft) {
    let name = draft.section.text("table") ?? ""
    if !draft.section.isGiven("target") {
      add(
        .missingSetting, draft.section.place(of: "table"), draft.section.path("target"),
        "table \(name) needs target: the posts whose words are compared, such as [topic=belonging]")
    }
    for key in ["target", "reference"] {
      for (index, word) in (draft.section.words(key) ?? []).enumerated() {
        let (place, path) = draft.section.spot(of: key, index)
        check(choice: word, draft, place, path)
      }
    }
  }

  private mutating func check(
    choice word: String, _ draft: StageDraft, _ place: Place, _ path: String
  ) {
    let factors = PostFactor.allCases.map(\.rawValue)
    guard let (factor, level) = PostFactor.read(word) else {
      let written = word.prefix { $0 != "=" }
      let near = word.contains("=") ? Nearest.word(String(written), among: factors) : nil
      add(
        .unknownWord, place, path,
        "'\(SettingCheck.short(word))' is no choice of posts; write factor=level with one of "
          + factors.joined(separator: ", "),
        suggestion: near.map { $0 + word.dropFirst(written.count) })
      return
    }
    let types = VenueType.all
    if factor == .venueType, !types.contains(level) {
      add(
        .unknownWord, place, path,
        "no type of venue named '\(SettingCheck.short(level))' (have: \(types.joined(separator: ", ")))",
        suggestion: Nearest.word(level, among: types).map { "venue-type=" + $0 })
    }
    if isCommand { return }
    if factor == .group, !hasRoster {
      add(
        .missingRoster, place, path,
        "\(word) speaks of groups; say where they come from: groups: {roster: …}")
    }
    if factor == .venueType, !hasVenues {
      add(.missingVenues, place, path, "without groups: {venues: …} every venue is of type unknown")
    }
    if factor == .topic || factor == .subtopic, !draft.isCoded {
      add(
        .wrongWiring, place, path,
        "\(word) needs coded posts, and no topics have been looked for; make the table from a "
          + "classify stage")
    }
  }

  private mutating func check(vary draft: StageDraft) {
    guard draft.section.isGiven("vary"), let vary = draft.section.section("vary") else {
      let name = draft.section.text("table") ?? ""
      add(
        .missingSetting, draft.section.place(of: "table"), draft.section.path("vary"),
        "table \(name) needs vary: {…}: the choices to try")
      return
    }
    let known: [(key: String, noun: String, words: [String])] = [
      ("edges", "kind of edge", ReplyHow.ofPosts.map(\.name)),
      ("venue-types", "type of venue", VenueType.all),
    ]
    for (key, noun, words) in known {
      let written = vary.written[key]?.value
      for (index, joined) in (vary.words(key) ?? []).enumerated() {
        for word in VaryPlan.parts(joined) where !words.contains(word) {
          add(
            .unknownWord, written?.list?[index].place ?? vary.place(of: key),
            vary.path(key) + (written?.list == nil ? "" : "[\(index)]"),
            "no \(noun) named '\(word)' (have: \(words.joined(separator: ", ")))",
            suggestion: Nearest.word(word, among: words))
        }
      }
    }
  }

  /// Records that nobody reads and that are not kept.
  private mutating func checkUnused() {
    let read = Set(drafts.flatMap { $0.from.map(\.name) })
    let kept = file.section("outputs")?.words("records") ?? []
    for draft in drafts where draft.use != nil && draft.use != .tabulate {
      guard !read.contains(draft.name), let output = draft.output else { continue }
      let isKept = kept.contains(output.isPosts ? "posts" : output.rawValue)
      add(
        .unusedStage, draft.place, draft.path,
        "no stage reads it; its \(output.rawValue) "
          + (isKept ? "go to restricted/ only" : "are not kept either"))
    }
  }
}
