import Corpus
import Foundation
import Ingest
import Pipeline

@main struct Schakel {
  static func main() throws {
    let args = CommandLine.arguments
    var setup = PostFlow.Setup(
      pseudonymiser: args.count > 3
        ? ProjectKey.make(phrase: "x").pseudonymiser as any Pseudonymiser : NoPseudonyms())
    setup.jobs = Int(args[2])!
    let flow = PostFlow(setup)
    let path = args[1]
    try flow.read(
      try TwitterV2(SourceSettings()),
      [.init(number: 1, shown: path) { try FileSource(path: path) }])
    print(
      flow.tally, flow.table.rows.count, flow.table.accounts.count,
      flow.table.accounts.aliases.count, flow.table.threadCount)
  }
}
