extension WiringCheck {
  /// Whether each stage that is read hands on a kind of record that the reader can use.
  mutating func checkKinds(_ index: Int) {
    let draft = drafts[index]
    guard let use = draft.use else { return }
    var isRight = true
    for source in draft.from {
      guard let from = above(index, named: source.name), let kind = from.output else {
        isRight = false
        continue
      }
      // A table says itself what it needs.
      guard use == .tabulate || use.reads.contains(kind) else {
        isRight = false
        drafts[index].isMiswired = true
        let have =
          (use == .classify || use == .exec) && kind == .codedPosts
          ? "'\(from.name)' hands on posts that are coded already"
          : "'\(from.name)' hands on \(kind.rawValue)"
        add(
          .wrongWiring, source.place, source.path,
          "\(use.rawValue) reads \(Self.either(use.reads)); \(have)",
          suggestion: lastAbove(index) { use.reads.contains($0.output ?? .tables) })
        continue
      }
    }
    guard isRight, !draft.from.isEmpty else { return }
    if use == .profile { checkProfile(index) }
    if use == .tabulate { checkTable(index) }
  }

  /// One stage of ties, and at most one of posts.
  private mutating func checkProfile(_ index: Int) {
    let draft = drafts[index]
    let kinds = draft.from.compactMap { above(index, named: $0.name)?.output }
    let ties = kinds.filter { $0 == .ties }.count
    drafts[index].isMiswired = ties != 1 || kinds.count > 2
    if ties == 0 {
      add(
        .wrongWiring, draft.place(ofFrom: 0), draft.section.path("from"),
        "profile also needs the ties of an interact stage",
        suggestion: lastAbove(index) { $0.output == .ties })
    } else if ties > 1 || kinds.count - ties > 1 {
      add(
        .wrongWiring, draft.place(ofFrom: kinds.count - 1), draft.section.path("from"),
        "profile reads one stage of ties and at most one of posts")
    }
  }

  private mutating func checkTable(_ index: Int) {
    let draft = drafts[index]
    guard let name = draft.section.text("table"), let table = vocabulary.table(name),
      let source = draft.from.first, let from = above(index, named: source.name),
      let kind = from.output
    else { return }
    let by = draft.section.words("by") ?? table.usualBy
    let fits: (StageDraft) -> Bool = { stage in
      guard let kind = stage.output else { return false }
      switch table.needs {
      case .posts: return kind.isPosts || kind == .ties
      case .codedPosts: return stage.isCoded && (kind.isPosts || kind == .ties)
      case .ties: return kind == .ties && (!by.contains("topic") || stage.isCoded)
      case .profiles, .tables: return kind == table.needs
      }
    }
    guard !fits(from) else { return }
    let isUncoded =
      !from.isCoded && (kind == .ties || kind.isPosts)
      && (table.needs == .codedPosts || (table.needs == .ties && kind == .ties))
    let have =
      isUncoded
      ? "the posts of '\(from.name)' are not coded; add a classify stage above it"
      : "'\(from.name)' hands on \(kind.rawValue)"
    add(
      .wrongWiring, source.place, source.path,
      "table \(name) needs \(table.needs.rawValue); \(have)",
      suggestion: lastAbove(index) { $0.output == table.needs && fits($0) }
        ?? lastAbove(index, where: fits))
  }

  /// A stage to suggest: the nearest above that is rightly wired itself.
  private func lastAbove(_ index: Int, where fits: (StageDraft) -> Bool) -> String? {
    drafts[..<index].last { !$0.isMiswired && fits($0) }?.name
  }

  static func either(_ kinds: [RecordKind]) -> String {
    let words = kinds.map(\.rawValue)
    return words.count < 2
      ? words.joined()
      : words.dropLast().joined(separator: ", ") + " or " + words[words.count - 1]
  }
}
