import ArgumentParser
import Corpus
import Foundation
import Pipeline

@main
struct Schakel: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schakel",
    abstract: "Turns exported social-media posts into the tables of a paper.",
    discussion: """
      Examples:
        schakel validate study.yaml         every mistake in a pipeline file
        schakel run study.yaml              exports in, tables out
        schakel ingest --format x-archive --key my.key data/*.zip > posts.ndjson

      Data go to standard output, messages to standard error. Nothing is ever sent
      anywhere: there is no network code. Exit codes: 0 fine; 1 nothing came out,
      or --strict found records set aside; 64 usage; 65 bad data; 66 input
      missing; 73 cannot write; 78 mistakes in a pipeline file; 130 interrupted.
      """,
    version: "schakel \(Version.number)",
    subcommands: [
      RunCommand.self, ValidateCommand.self, ExplainCommand.self, IngestCommand.self,
      FilterCommand.self, ClassifyCommand.self, WhyCommand.self, LexiconCommand.self,
      InteractCommand.self, ProfileCommand.self,
      TabulateCommand.self, GroupsCommand.self, KeygenCommand.self, PurgeCommand.self,
      ListCommand.self, SampleCommand.self, PageCommand.self, AgreeCommand.self,
      EvaluateCommand.self, SimulateCommand.self,
      KnownTruthCommand.self,
      TrainCommand.self,
    ])

  static func main() {
    Memory.settle()
    Leftovers.removeWhenInterrupted()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let complaint as Complaint {
      Leftovers.removeAll()
      if ClosedPipe.isCause(of: complaint) { Foundation.exit(141) }
      Terminal.say("schakel: \(complaint.description)")
      Foundation.exit(complaint.status.rawValue)
    } catch {
      Leftovers.removeAll()
      exit(withError: error)
    }
  }
}
