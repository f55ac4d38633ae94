/// Checks that every stage reads what it can use: the phase `wiring`.
///
/// A stage that was not understood is passed over, so that one mistake is not told twice.
struct WiringCheck {
  let vocabulary: Vocabulary
  /// A stage command reads a stream: nothing is wired.
  let isCommand: Bool
  var drafts: [StageDraft]
  var mistakes: [Mistake] = []

  init(_ drafts: [StageDraft], vocabulary: Vocabulary, isCommand: Bool) {
    self.drafts = drafts
    self.vocabulary = vocabulary
    self.isCommand = isCommand
  }

  mutating func run() {
    for index in drafts.indices {
      if !isCommand { wire(index) }
      settleOutput(index)
      if !isCommand { checkKinds(index) }
    }
  }

  mutating func add(
    _ code: MistakeCode, _ place: Place, _ path: String, _ message: String,
    suggestion: String? = nil
  ) {
    mistakes.append(Mistake(code, at: place, path: path, message, suggestion: suggestion))
  }

  func above(_ index: Int, named name: String) -> StageDraft? {
    drafts[..<index].first { $0.name == name }
  }

  /// Fills in what the stage reads.
  private mutating func wire(_ index: Int) {
    let draft = drafts[index]
    guard let use = draft.use, use != .ingest else { return }
    if let written = draft.section.written["from"] {
      let value = written.value
      let items = value.list ?? [value]
      for (number, item) in items.enumerated() {
        guard let name = item.word, !item.isNothing else { continue }
        let path = draft.section.path("from") + (value.list == nil ? "" : "[\(number)]")
        if isAbove(name, index, item.place, path) {
          drafts[index].from.append((name, item.place, path))
        }
      }
    } else if index == 0 {
      add(
        .nothingAbove, draft.place, draft.path,
        "\(use.rawValue) reads the stage above, and none stands there; begin with use: ingest")
    } else {
      drafts[index].from = [(drafts[index - 1].name, draft.place, draft.section.path("from"))]
    }
  }

  private mutating func isAbove(_ name: String, _ index: Int, _ place: Place, _ path: String)
    -> Bool
  {
    if above(index, named: name) != nil { return true }
    let draft = drafts[index]
    if name == draft.name {
      add(.cycle, place, path, "the stage reads itself")
      return false
    }
    guard let below = drafts[index...].first(where: { $0.name == name }) else {
      let names = drafts.map(\.name).filter { $0 != draft.name }
      add(
        .unknownStage, place, path,
        "no stage named '\(SettingCheck.short(name))' (have: \(SettingCheck.listed(names)))",
        suggestion: Nearest.word(name, among: names))
      return false
    }
    if reaches(below, draft.name) {
      add(.cycle, place, path, "'\(draft.name)' and '\(name)' read each other")
    } else {
      add(
        .forwardReference, place, path,
        "'\(name)' stands further down (line \(below.place.line)); a stage reads stages above it")
    }
    return false
  }

  /// Whether `start` reads the stage `goal`, in any number of steps, as the file is written.
  private func reaches(_ start: StageDraft, _ goal: String) -> Bool {
    var seen: Set<String> = []
    var open = [start.name]
    while let name = open.popLast() {
      guard seen.insert(name).inserted, let at = drafts.firstIndex(where: { $0.name == name })
      else { continue }
      var next: [String] = []
      if let value = drafts[at].section.written["from"]?.value {
        next = (value.list ?? [value]).compactMap(\.word)
      } else if at > 0, drafts[at].use != .ingest {
        next = [drafts[at - 1].name]
      }
      if next.contains(goal) { return true }
      open += next
    }
    return false
  }

  /// Says what the stage hands on, and whose posts it works on.
  private mutating func settleOutput(_ index: Int) {
    let draft = drafts[index]
    guard let use = draft.use else { return }
    let read = draft.from.compactMap { above(index, named: $0.name) }
    let first = read.first { $0.output?.isPosts == true } ?? read.first
    switch use {
    case .ingest: drafts[index].output = .posts
    case .classify, .exec: drafts[index].output = .codedPosts
    case .filter: drafts[index].output = first?.output
    case .interact: drafts[index].output = .ties
    case .profile: drafts[index].output = .profiles
    case .tabulate: drafts[index].output = .tables
    }
    if isCommand, drafts[index].output == nil { drafts[index].output = .posts }
    if let output = drafts[index].output, output.isPosts {
      drafts[index].posts = draft.name
      let bringsTopics = draft.section.sections("sources").contains {
        vocabulary.codedFormats.contains($0.text("format") ?? "")
      }
      drafts[index].isCoded =
        output == .codedPosts || bringsTopics || (output == .posts && first?.isCoded ?? false)
    } else if let first {
      drafts[index].posts = first.posts
      drafts[index].isCoded = first.isCoded
    }
  }
}
