import ArgumentParser
import Corpus
import Foundation
import Pipeline

/// `make validate`: not for studies, so not in the list of commands.
struct KnownTruthCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "known-truth",
    abstract: "Measures intervals, bounds and tests on simulated studies (make validate).",
    shouldDisplay: false)

  @Option(help: "Numbers of users.") var users = "50,100,200,500"
  @Option(help: "Gini coefficients of activity.") var gini = "0.3,0.5,0.7"
  @Option(help: "Gini coefficients of popularity: low, high.") var concentration = "0.3,0.7"
  @Option(help: "Persons who are only answered (default: two for each user).") var others: Int?
  @Option(help: "Share of replies to people of unknown group.") var unknown = 0.2
  @Option(help: "Groups and their shares, which sum to 1 (default: three).") var groups: String?
  @Option(help: "Numbers of users of the studies of posts (T3); none for no such study.")
  var postUsers = "50,100,400"
  @Option(help: "Studies a cell.") var studies = 2000
  @Option(help: "Bootstrap replicates a study.") var replicates = 1000
  @Option(help: "Relabellings a study; 0 for no test.") var draws = 999
  @Option(help: "Where all chance comes from.") var seed: UInt64 = 20_150_409
  @Option(help: "Threads. Changes no figure.") var jobs: Int?
  @Option(help: "Where the figures go as CSV.") var csv: String?
  @Option(help: "A page whose figures are to be replaced.") var page: String?

  func run() throws {
    guard studies >= 2, replicates >= 1, draws >= 0, jobs ?? 1 >= 1 else {
      throw Complaint(
        "needs at least 2 studies, 1 replicate and 1 job", at: "known-truth", status: .usage)
    }
    var base = SimulationSettings()
    base.others = others
    base.unknown = unknown
    if let groups { base.groups = try SimulationOptions.list(groups, "--groups") }
    let validation = Validation(
      base, studies: studies, replicates: replicates, draws: draws, seed: seed)
    let cells = Validation.cells(
      users: try SimulationOptions.numbers(users, "--users"),
      gini: try SimulationOptions.numbers(gini, "--gini"),
      concentration: try SimulationOptions.numbers(concentration, "--concentration"))
    var rows: [(cell: Validation.Cell, outcome: Validation.Outcome)] = []
    for (number, cell) in cells.enumerated() {
      Terminal.say(
        "\(number + 1) of \(cells.count): \(cell.users) users, Gini \(cell.gini), "
          + "concentration \(cell.concentration)")
      rows.append(
        (cell, try validation.run(cell, jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount))
      )
    }
    var posts: [(cell: PostValidation.Cell, outcome: PostValidation.Outcome)] = []
    if postUsers != "none" {
      let validation = PostValidation(studies: studies, replicates: replicates, seed: seed)
      let cells = PostValidation.cells(
        users: try SimulationOptions.numbers(postUsers, "--post-users"),
        gini: try SimulationOptions.numbers(gini, "--gini"))
      for cell in cells {
        Terminal.say("posts: \(cell.users) users, Gini \(cell.gini)")
        posts.append(
          (
            cell,
            try validation.run(cell, jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount)
          ))
      }
    }
    let report = ValidationReport(validation, rows, posts: posts, command: command)
    if let csv { try put(csv, report.csv) }
    if let page {
      let text = String(
        decoding: try Data(contentsOf: URL(fileURLWithPath: page)), as: UTF8.self)
      do { try put(page, try report.put(into: text)) } catch let complaint as Complaint {
        throw complaint.inside(page)
      }
    } else {
      try Terminal.give(report.markdown)
    }
  }

  /// The flags that the figures depend on, where they are not the usual ones.
  private var command: String {
    var words = ["schakel known-truth"]
    if users != "50,100,200,500" { words.append("--users \(users)") }
    if gini != "0.3,0.5,0.7" { words.append("--gini \(gini)") }
    if concentration != "0.3,0.7" { words.append("--concentration \(concentration)") }
    if let others { words.append("--others \(others)") }
    if unknown != 0.2 { words.append("--unknown \(unknown)") }
    if let groups { words.append("--groups \(groups)") }
    if postUsers != "50,100,400" { words.append("--post-users \(postUsers)") }
    if studies != 2000 { words.append("--studies \(studies)") }
    if replicates != 1000 { words.append("--replicates \(replicates)") }
    if draws != 999 { words.append("--draws \(draws)") }
    return words.count == 1 ? "make validate" : words.joined(separator: " ")
  }

  private func put(_ path: String, _ text: String) throws {
    let file = try OutputFile(path: path)
    try file.write(text)
    try file.finish()
  }
}
