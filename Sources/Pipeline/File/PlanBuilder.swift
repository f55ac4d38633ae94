import Corpus

/// Turns checked sections into a ``Plan``. Runs only when nothing is wrong.
struct PlanBuilder {
  let file: String
  let section: Section
  let drafts: [StageDraft]
  let vocabulary: Vocabulary

  /// - Returns: nil when a value is missing that the checks should have asked for.
  func plan(_ resolved: [ResolvedSetting]) -> Plan? {
    guard let outputs = section.section("outputs"), let disclosure = section.section("disclosure"),
      let seed = section.values["seed"]?.whole
    else { return nil }
    let stages = drafts.compactMap(stage)
    guard stages.count == drafts.count else { return nil }
    return Plan(
      file: file, title: section.text("title"), privacy: privacy, groups: groups, stages: stages,
      outputs: OutputsPlan(
        dir: outputs.path(of: "dir") ?? "out", tables: outputs.words("tables") ?? [],
        language: outputs.text("language") ?? "en",
        records: outputs.words("records", RecordFile.self) ?? []),
      disclosure: DisclosurePlan(
        minUsers: disclosure.values["min-users"]?.whole ?? 10, reason: disclosure.text("reason")),
      seed: UInt64(seed), resolved: settled(resolved, stages))
  }

  private var privacy: PrivacyPlan {
    guard let section = section.section("privacy") else { return PrivacyPlan() }
    let key: PrivacyPlan.Key =
      switch section.values["key"] {
      case .path(_, let path): .file(path)
      case .off: .off(reason: section.text("reason") ?? "")
      default: .notGiven
      }
    return PrivacyPlan(key: key, withdrawn: section.path(of: "withdrawn"))
  }

  private var groups: GroupsPlan? {
    guard section.isGiven("groups"), let groups = section.section("groups") else { return nil }
    return GroupsPlan(
      roster: groups.path(of: "roster"), scheme: groups.text("scheme") ?? "self",
      memberships: groups.word("memberships"), grouping: groups.word("group-by") ?? .main,
      crosswalk: groups.path(of: "crosswalk"), home: groups.text("home"),
      same: groups.word("same") ?? .overlap, venues: groups.path(of: "venues"))
  }

  private func stage(_ draft: StageDraft) -> StagePlan? {
    guard let use = draft.use, let output = draft.output,
      let settings = settings(use, draft.section)
    else { return nil }
    return StagePlan(
      name: draft.name, from: draft.from.map(\.name), output: output,
      posts: draft.posts == draft.name ? drafts.posts(readBy: draft) : draft.posts,
      settings: settings)
  }

  /// Settings that depend on other stages get their values: `from`, `by`; those that the table of a
  /// stage has no use for are left out.
  private func settled(
    _ resolved: [ResolvedSetting], _ stages: [StagePlan]
  ) -> [ResolvedSetting] {
    var found: [String: SettingValue] = [:]
    for stage in stages {
      let from = stage.from.map { SettingValue.text($0) }
      // Only `profile` takes a list.
      if !from.isEmpty {
        found["stages.\(stage.name).from"] = stage.use == .profile ? .list(from) : from[0]
      }
      if case .tabulate(let table) = stage.settings {
        found["stages.\(stage.name).by"] = .list(table.by.map { .text($0) })
      }
    }
    let unused = stages.flatMap { stage -> [String] in
      guard case .tabulate(let plan) = stage.settings,
        let table = vocabulary.table(plan.table)
      else { return [] }
      return KeyTable.stage(.tabulate).map(\.name).filter {
        !["use", "from", "table", "by"].contains($0) && !table.settings.contains($0)
      }.map { "stages.\(stage.name).\($0)" }
    }
    let isUsed = { (path: String) in
      !unused.contains { path == $0 || path.hasPrefix($0 + ".") }
    }
    return resolved.filter { isUsed($0.path) }.map { setting in
      guard !setting.isSet, let value = found[setting.path] else { return setting }
      return ResolvedSetting(
        path: setting.path, text: value.shownText, origin: .standard, isSet: true,
        identity: value.identity)
    }
  }
}

extension [StageDraft] {
  /// The stage whose posts a stage of posts works on.
  func posts(readBy draft: StageDraft) -> String? {
    draft.from.first.flatMap { source in first { $0.name == source.name }?.posts }
  }
}
