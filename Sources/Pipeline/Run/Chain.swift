import Corpus

/// Stages of posts from an ingest stage to the last one that somebody needs: read in one pass.
struct Chain {
  /// The ingest stage, then what follows it.
  let stages: [StagePlan]

  var ingest: StagePlan { stages[0] }
  var last: StagePlan { stages[stages.count - 1] }
  /// Place of a stage behind the ingest stage, -1 for the ingest stage itself; nil when it is not in
  /// the chain.
  func place(of name: String) -> Int? {
    stages.firstIndex { $0.name == name }.map { $0 - 1 }
  }

  /// Whether topics have been looked for behind the stage at `place`.
  func isCoded(at place: Int) -> Bool {
    stages[...(place + 1)].contains { $0.use == .classify || $0.use == .exec }
  }

  /// The chains that together make every stage of posts that is needed, none of which is the
  /// beginning of another, in the order of the file.
  static func all(of plan: Plan) -> [Chain] {
    func path(to name: String) -> [StagePlan] {
      guard let stage = plan.stage(name) else { return [] }
      return (stage.from.first.map { path(to: $0) } ?? []) + [stage]
    }
    // Stages of posts that nobody reads are made as well: their records are a result.
    let posts = plan.stages.filter { $0.output == .posts || $0.output == .codedPosts }
    let ends = posts.filter { stage in !posts.contains { $0.from.first == stage.name } }
    return ends.map { Chain(stages: path(to: $0.name)) }
  }
}
