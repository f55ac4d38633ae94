import ArgumentParser
import Corpus
import Foundation
import Pipeline

/// What a simulated study is made of.
struct SimulationOptions: ParsableArguments {
  @Option(help: "Persons who are only answered (default: two for each user).")
  var others: Int?
  @Option(help: "Mean replies a user.")
  var replies = 20.0
  @Option(help: "Groups and their shares, which sum to 1.")
  var groups = "netherlands=.5,turkey=.3,morocco=.2"
  @Option(help: "Chance that a reply seeks the writer's own group.")
  var homophily = 0.2
  @Option(help: "How far writers differ in it, to either side.")
  var spread = 0.1
  @Option(help: "Gini coefficient of the users' rates of writing.")
  var gini = 0.5
  @Option(help: "Gini coefficient of popularity: how few are answered most.")
  var concentration = 0.5
  @Option(help: "Share of replies to people of unknown group.")
  var unknown = 0.2
  @Option(help: "Topics and their shares of the posts; the rest is about nothing.")
  var topics = "school=.2,work=.15,leisure=.25,identity=.1,belonging=.05"
  @Option(help: "What a topic adds to homophily.")
  var topicHomophily = "identity=.1"
  @Option(help: "Venue types and how many venues each has.")
  var venues = "interest=6,ethnic=2,religious=1,school-work=2,local=2,news=3"
  @Option(help: "What a venue type adds to homophily.")
  var venueHomophily = "ethnic=.3,religious=.15"
  @Option(help: "Chance that the coder misses a post's topic.")
  var missed = 0.1
  @Option(help: "Chance that the coder finds a topic that is not there.")
  var falseAlarm = 0.05

  /// - Throws: `Complaint` (64).
  func settings(users: Int) throws -> SimulationSettings {
    var settings = SimulationSettings()
    settings.users = users
    settings.others = others
    settings.replies = replies
    settings.homophily = homophily
    settings.spread = spread
    settings.gini = gini
    settings.concentration = concentration
    settings.unknown = unknown
    settings.missed = missed
    settings.falseAlarm = falseAlarm
    settings.groups = try Self.list(groups, "--groups")
    settings.topics = try Self.list(topics, "--topics")
    settings.topicHomophily = try Self.list(topicHomophily, "--topic-homophily")
    settings.venues = try Self.list(venues, "--venues")
    settings.venueHomophily = try Self.list(venueHomophily, "--venue-homophily")
    return settings
  }

  /// `a=.5,b=.3`; an empty text is an empty list.
  static func list(_ text: String, _ flag: String) throws -> [SimulationSettings.Named] {
    try text.split(separator: ",").map { piece in
      let parts = piece.split(separator: "=", omittingEmptySubsequences: false)
      guard parts.count == 2, let value = Double(parts[1]), value.isFinite else {
        throw Complaint("needs name=number,name=number", at: flag, status: .usage)
      }
      return SimulationSettings.Named(String(parts[0]), value)
    }
  }

  /// `50,100`.
  static func numbers<T: LosslessStringConvertible>(_ text: String, _ flag: String) throws -> [T] {
    let numbers = text.split(separator: ",").map { T(String($0)) }
    guard !numbers.isEmpty, !numbers.contains(where: { $0 == nil }) else {
      throw Complaint("needs numbers with commas between them", at: flag, status: .usage)
    }
    return numbers.compactMap { $0 }
  }
}

struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Invents a study of which the truth is known, or says how many donors one needs.",
    discussion: """
      Examples:
        schakel simulate trial --users 300 --homophily .3
        schakel run trial/study.yaml
        schakel simulate --power --users 50,100,200 --difference .1

      A study: a Reddit dump in data/, roster.csv, venues.csv, study.yaml, which is
      ready to run, and TRUTH.json with the settings and the true values. Same flags
      and seed, same bytes. The model: docs/validation.md.

      --power prints CSV: for each number of users the mean width and the coverage of
      two 95 % intervals of the share interethnic (by ego; dyadic, which also allows
      for alters), and the chance to detect that the shares of two halves of the users
      differ by --difference, each with its Monte Carlo error.
      """)

  @Argument(help: "Folder for the study; new, or of an earlier simulation.")
  var folder: String?
  @Option(help: "Persons who write; with --power several numbers, with commas.")
  var users = "200"
  @OptionGroup var options: SimulationOptions
  @Option(help: "Where all chance comes from.")
  var seed: UInt64 = 20_150_409
  @Flag(help: "Print how wide intervals would be, and what could be detected.")
  var power = false
  @Option(help: "With --power: the difference to detect, as a share.")
  var difference = 0.1
  @Option(help: "With --power: simulated studies for each number of users.")
  var studies = 1000
  @Option(help: "With --power: threads. Changes no figure.")
  var jobs: Int?

  func run() throws {
    let numbers: [Int] = try SimulationOptions.numbers(users, "--users")
    if let jobs, jobs < 1 { throw Complaint("must be at least 1", at: "--jobs", status: .usage) }
    if power {
      if folder != nil {
        throw Complaint(
          "prints figures and writes no folder; leave one of the two out", at: "--power",
          status: .usage)
      }
      try printPower(numbers)
    } else {
      guard let folder else {
        throw Complaint(
          "needs a folder for the study, or --power", at: "simulate", status: .usage)
      }
      guard numbers.count == 1 else {
        throw Complaint("takes one number without --power", at: "--users", status: .usage)
      }
      let study = try SimulatedStudy(try options.settings(users: numbers[0]), seed: seed)
      let written = try SimulationFolder(study, at: folder).write()
      Terminal.say(
        "wrote \(folder): \(written.posts) posts, of which \(written.ties) are replies; try "
          + "`schakel run \(folder)/study.yaml`")
    }
  }

  private func printPower(_ numbers: [Int]) throws {
    let settings = try options.settings(users: numbers[0])
    let analysis = try PowerAnalysis(
      settings, difference: difference, studies: studies, seed: seed)
    for users in numbers {
      var one = settings
      one.users = users
      try one.check()
    }
    let output = DescriptorSink.standardOutput
    try output.write(PowerAnalysis.header + "\n")
    for users in numbers {
      let row = try analysis.row(
        users: users, jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount)
      try output.write(PowerAnalysis.line(row) + "\n")
      try output.flush()
    }
    try output.flush()
  }
}
