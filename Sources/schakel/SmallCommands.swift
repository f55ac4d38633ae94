import ArgumentParser
import Corpus
import Foundation
import Pipeline

struct KeygenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keygen",
    abstract: "Makes the key of a project: pseudonyms come from it.",
    discussion: """
      Examples:
        schakel keygen ~/.config/schakel/contact.key
        schakel keygen demo.key --from-phrase "not a secret"    for examples only

      Keep the key apart from the project. Who has it can look up pseudonyms; when
      it is gone, nobody can. It is never overwritten.
      """)

  @Argument(help: "Where the key goes (mode 0600).")
  var file: String
  @Option(help: "Make the key from a phrase, so that everybody gets the same. It protects nobody.")
  var fromPhrase: String?

  func run() throws {
    let key = ProjectKey.make(phrase: fromPhrase)
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
    if !FileManager.default.fileExists(atPath: folder) {
      throw Complaint("there is no such folder; make it first", at: folder, status: .cannotWrite)
    }
    try key.write(to: file)
    Terminal.say("wrote \(file); key id \(key.pseudonymiser.keyID)")
  }
}

struct GroupsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "groups",
    abstract: "Prints the group that an origin scheme gives each person of a roster.",
    discussion: """
      Example:
        schakel groups roster.csv --scheme cbs-2022 > groups.csv
        schakel groups roster.csv --scheme cbs-2022 --memberships parents

      Columns:
      person,status,origin_country,main_group,generation,parents_born_abroad,rule;
      main_group holds what --group-by says.
      """)

  @Argument(help: "The roster.")
  var roster: String
  @OptionGroup var origin: OriginOptions

  func run() throws {
    let plan = try StageOptions.reading(
      .interact,
      [Override(key: "groups.roster", value: roster, flag: "ROSTER")] + origin.overrides)
    let output = DescriptorSink.standardOutput
    try output.write(try Listing.groups(plan.groups ?? GroupsPlan(roster: roster)))
    try output.flush()
  }
}

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists formats, tables or origin schemes.",
    discussion: """
      Examples:
        schakel list formats
        schakel list crosswalk cbs-2022 > crosswalk.csv

      A crosswalk says which group each country belongs to; a changed copy goes to
      --crosswalk.
      """)

  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case formats, tables, schemes, crosswalk
  }
  @Argument(help: "formats, tables, schemes or crosswalk.")
  var kind: Kind
  @Argument(help: "The scheme, for crosswalk.")
  var scheme: String?

  func run() throws {
    if kind == .crosswalk {
      guard let scheme else {
        throw Complaint("needs the name of a scheme behind it", at: "crosswalk", status: .usage)
      }
      let output = DescriptorSink.standardOutput
      try output.write(try Listing.crosswalk(of: scheme))
      try output.flush()
      return
    }
    if scheme != nil {
      throw Complaint("takes nothing behind it", at: kind.rawValue, status: .usage)
    }
    guard let kind = Listing.Kind(rawValue: kind.rawValue) else { return }
    let lines = Listing.lines(kind)
    let width = lines.map(\.name.count).max() ?? 0
    let output = DescriptorSink.standardOutput
    for (name, about) in lines {
      let gap = String(repeating: " ", count: width - name.count + 2)
      try output.write("\(name)\(gap)\(about)\n")
    }
    try output.flush()
  }
}

struct PurgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "purge",
    abstract: "Deletes what a project holds about people: restricted outputs, answers, the key.",
    discussion: """
      Example:
        schakel purge study.yaml --yes

      Deletes OUT/restricted and the stored answers of exec stages, then the key:
      without it the pseudonyms in anything that was copied elsewhere can no
      longer be made again. Exports and released tables stay.
      """)

  @Argument(help: "The pipeline file.")
  var pipeline: String
  @OptionGroup var settings: PlanOptions
  @Option(help: "Folder of the outputs, instead of the file's.")
  var out: String?
  @Flag(help: "Do it; without this, only what would be deleted is said.")
  var yes = false
  @Flag(help: "Leave the key.")
  var keepKey = false

  func run() throws {
    let reading = try settings.read(pipeline, checksFiles: false)
    guard let plan = reading.plan else {
      Terminal.say(reading.text.trimmedEnd)
      throw ExitCode(ExitStatus.configuration.rawValue)
    }
    let purge = Purge(plan, out: out, keepsKey: keepKey)
    if purge.targets.isEmpty {
      Terminal.say("nothing to delete")
      return
    }
    for target in purge.targets { Terminal.say("\(yes ? "deleting" : "would delete") \(target)") }
    if yes {
      try purge.run()
    } else {
      Terminal.say("nothing was deleted; say --yes to do it")
    }
  }
}
