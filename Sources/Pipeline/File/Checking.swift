/// One look at a pipeline file, phase by phase; every phase adds what it finds.
struct Checking {
  let options: PipelineFile.Options
  let file: String
  /// The stage command whose flags are read; nil for a file.
  var command: StageUse?
  var mistakes: [Mistake] = []
  var plan: Plan?

  init(options: PipelineFile.Options, file: String, command: StageUse? = nil) {
    self.options = options
    self.file = file
    self.command = command
  }

  mutating func run(_ root: inout Written) {
    guard root.pairs != nil else {
      let place = Place(file: file, line: root.place.line, column: root.place.column)
      mistakes.append(
        Mistake(
          .wrongForm, at: place, path: "", "a pipeline file is a map of keys, not \(root.form)"))
      return
    }
    for override in options.overrides {
      if let mistake = override.apply(to: &root) { mistakes.append(mistake) }
    }
    let rule = PathRule(file: file, home: options.home)
    var settings = SettingCheck(vocabulary: options.vocabulary, paths: rule)
    let section = settings.section(root, fileKeys, path: "", place: top(of: root))
    let drafts = settings.stages(section)
    var wiring = WiringCheck(
      drafts, vocabulary: options.vocabulary, isCommand: command != nil)
    wiring.run()
    var rules = RuleCheck(
      section, wiring.drafts, vocabulary: options.vocabulary, isCommand: command != nil)
    rules.run()
    var files = FilesCheck()
    if options.checksFiles { files.run(settings.pathUses, topics: settings.ownTopics) }
    mistakes += settings.mistakes + wiring.mistakes + rules.mistakes + files.mistakes
    guard mistakes.allSatisfy(\.isWarning) else { return }
    let builder = PlanBuilder(
      file: file, section: section, drafts: wiring.drafts, vocabulary: options.vocabulary)
    plan = builder.plan(settings.resolved)
    precondition(plan != nil, "a pipeline without mistakes could not be made into a plan")
    if options.checksFiles, command == nil, let made = plan {
      var groups = GroupLevelCheck()
      groups.run(made, wiring.drafts)
      mistakes += groups.mistakes
      if !groups.mistakes.isEmpty { plan = nil }
    }
  }

  /// A command that makes no pseudonyms needs no key.
  private var fileKeys: [KeySpec] {
    guard let command, command != .ingest else { return KeyTable.file }
    return KeyTable.file.map { spec in
      guard spec.name == "privacy" else { return spec }
      let keys = KeyTable.privacy.map { key in
        key.name == "key"
          ? KeySpec(
            key.name, key.form, .means("the records keep their ids"), key.meaning,
            example: key.example) : key
      }
      return KeySpec(
        spec.name, .section(keys), .means("the records keep their ids"), spec.meaning,
        example: spec.example)
    }
  }

  /// Where to point when the file lacks a key: at its first sign.
  private func top(of root: Written) -> Place {
    root.place.isFlag
      ? root.place : Place(file: file, line: root.place.line, column: root.place.column)
  }
}
