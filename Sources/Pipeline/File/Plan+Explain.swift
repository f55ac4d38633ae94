extension Plan {
  /// What `schakel explain` prints: the flow, then every setting with its value and where it came
  /// from (`default`, `study.yaml:7`, `--set`).
  ///
  /// - Parameter stage: tells of this stage alone; nil tells of all.
  package func explain(stage name: String? = nil) -> String {
    var text = ""
    if name == nil {
      text += title.map { "\(file): \($0)\n" } ?? "\(file)\n"
      text += flow + "\n"
      for section in ["privacy", "groups", "outputs", "disclosure"] {
        text += block("\(section):", prefix: "\(section).")
      }
      text += lines(resolved.filter { $0.path == "seed" }, dropping: "", indent: "")
    }
    for stage in stages where name == nil || stage.name == name {
      let reads = stage.from.isEmpty ? "" : ", reads \(stage.from.joined(separator: " and "))"
      text += "\n"
      text += block(
        "\(stage.name): \(stage.use.rawValue)\(reads) → \(stage.output.rawValue)",
        prefix: "stages.\(stage.name).")
    }
    return text
  }

  /// One line a stage: what it reads, does and hands on.
  package var flow: String {
    let width = stages.map(\.name.count).max() ?? 0
    return stages.map { stage in
      let name = stage.name + String(repeating: " ", count: width - stage.name.count)
      let reads = stage.from.isEmpty ? "exports" : stage.from.joined(separator: " + ")
      var what = stage.output.rawValue
      if case .tabulate(let table) = stage.settings { what = "table \(table.table)" }
      return "  \(name)  \(reads) ─\(stage.use.rawValue)→ \(what)\n"
    }.joined()
  }

  private func block(_ head: String, prefix: String) -> String {
    head + "\n"
      + lines(resolved.filter { $0.path.hasPrefix(prefix) }, dropping: prefix, indent: "  ")
  }

  private func lines(
    _ settings: [ResolvedSetting], dropping prefix: String, indent: String
  ) -> String {
    settings.filter { $0.path != "\(prefix)use" }.map { setting in
      let line = "\(indent)\(setting.path.dropFirst(prefix.count)): \(setting.text)"
      let gap = String(repeating: " ", count: max(2, 56 - line.count))
      return "\(line)\(gap)# \(setting.origin.text)\n"
    }.joined()
  }
}
