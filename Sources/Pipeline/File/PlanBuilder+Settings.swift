import Corpus

extension PlanBuilder {
  func settings(_ use: StageUse, _ keys: Section) -> StageSettings? {
    switch use {
    case .ingest:
      let sources = keys.sections("sources").compactMap(source)
      return .ingest(
        IngestPlan(sources: sources, duplicates: keys.word("duplicates") ?? .first))
    case .filter: return .filter(filter(keys))
    case .classify: return .classify(classify(keys))
    case .exec:
      guard case .command(let words, _) = keys.values["command"], let reason = keys.text("reason")
      else { return nil }
      return .exec(
        ExecPlan(
          command: words, reason: reason, gives: keys.words("gives", ExecAnswer.self) ?? []))
    case .interact: return interact(keys).map { .interact($0) }
    case .profile: return .profile(ProfilePlan(everyone: keys.text("everyone")))
    case .tabulate: return tabulate(keys).map { .tabulate($0) }
    }
  }

  private func source(_ keys: Section) -> SourcePlan? {
    guard let format = keys.text("format"), let files = keys.values["files"]?.list else {
      return nil
    }
    return SourcePlan(
      format: format, files: files.compactMap(\.resolved), platform: keys.text("platform"),
      timezone: keys.text("timezone"), dates: keys.word("dates"), captured: keys.text("captured"),
      mapping: keys.path(of: "mapping"), mappingShown: keys.values["mapping"]?.shown,
      include: keys.words("include", IncludeWord.self) ?? [],
      role: PostRole.allCases.first { $0.name == keys.text("role") } ?? .sample)
  }

  private func filter(_ keys: Section) -> FilterPlan {
    FilterPlan(
      since: keys.values["since"]?.day, until: keys.values["until"]?.day,
      kinds: keys.words("kinds").map { words in
        words.compactMap { word in PostKind.allCases.first { $0.name == word } }
      },
      languages: keys.words("languages"), venues: keys.words("venues"),
      platforms: keys.words("platforms"))
  }

  private func classify(_ keys: Section) -> ClassifyPlan {
    ClassifyPlan(
      lexicons: keys.values["lexicons"]?.list.map { entries in
        entries.compactMap { entry in
          entry.text.map { .topic($0) } ?? entry.resolved.map { .path($0) }
        }
      },
      lexiconFolder: keys.path(of: "lexicon-folder"),
      tokenisation: keys.word("tokenisation") ?? .youth, languages: keys.words("languages"),
      coder: keys.word("coder") ?? .lexicon, model: keys.path(of: "model"))
  }

  private func interact(_ keys: Section) -> InteractPlan? {
    guard let edges = keys.words("edges"), let confidence = keys.values["min-confidence"]?.number,
      let directed = keys.values["directed"]?.truth, let parent: ParentRule = keys.word("parent"),
      let population: Population = keys.word("population"), let null: NullModel = keys.word("null"),
      let bots: BotRule = keys.word("bots")
    else { return nil }
    return InteractPlan(
      edges: edges.compactMap { word in ReplyHow.allCases.first { $0.name == word } },
      minConfidence: confidence, parent: parent, population: population, directed: directed,
      null: null, bots: bots)
  }

  private func tabulate(_ keys: Section) -> TabulatePlan? {
    guard let name = keys.text("table"), let table = vocabulary.table(name),
      let replicates = keys.values["replicates"]?.whole,
      let subtopics = keys.values["subtopics"]?.truth,
      let draws = keys.values["draws"]?.whole,
      let bridgingTies = keys.values["bridging-ties"]?.whole,
      let bridgingShare = keys.values["bridging-share"]?.number
    else { return nil }
    return TabulatePlan(
      table: name, by: keys.words("by") ?? table.usualBy, subtopics: subtopics,
      replicates: replicates,
      interval: keys.word("interval"), draws: draws, bridgingTies: bridgingTies,
      bridgingShare: bridgingShare,
      margin: keys.values["margin"]?.number, reference: keys.words("reference") ?? [],
      target: keys.words("target") ?? [], top: keys.values["top"]?.whole ?? 50,
      period: keys.word("period") ?? .year, zone: keys.word("zone") ?? .amsterdam,
      clusters: keys.word("clusters") ?? .ego,
      correction: keys.word("correction") ?? .clusters,
      codes: keys.values["codes"]?.list?.compactMap(\.resolved) ?? [],
      design: keys.path(of: "design"),
      vary: keys.isGiven("vary") ? keys.section("vary").map(vary) : nil)
  }

  private func vary(_ keys: Section) -> VaryPlan {
    var plan = VaryPlan()
    plan.schemes = keys.words("schemes") ?? []
    plan.same = keys.words("same", Sameness.self) ?? []
    plan.edges = (keys.words("edges") ?? []).map { joined in
      VaryPlan.parts(joined).compactMap { word in
        ReplyHow.allCases.first { $0.name == word }
      }
    }
    plan.minConfidence = keys.values["min-confidence"]?.list?.compactMap(\.number) ?? []
    plan.null = keys.words("null", NullModel.self) ?? []
    plan.withoutLoudest = keys.values["without-loudest"]?.list?.compactMap(\.number) ?? []
    plan.venueTypes = (keys.words("venue-types") ?? []).map(VaryPlan.parts)
    return plan
  }
}
