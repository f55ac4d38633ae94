import ArgumentParser
import Corpus
import Foundation
import Pipeline

struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Draws posts for coding by hand, with the chance of each.",
    discussion: """
      Examples:
        schakel sample coded.ndjson --size 500 --by label -o sample.csv
        schakel sample coded.ndjson --size 600 --by label,group --roster roster.csv \\
          --floor label=60 --floor group=100 --per-user 3 --seed 7 -o sample.csv

      Writes sample.csv for coders (texts; no author, group or label) and, for the
      researcher alone, sample.design.csv and sample.design.json (strata, chances).
      Strata that are too small are joined by a rule that is printed. Who is drawn
      hangs on seed and post ids, not on the order of the stream.
      """)

  @Option(help: "How many posts.") var size: Int
  @Option(help: "Strata: at most two of label, group, language, venue, venue-type.")
  var by: [String] = []
  @Option(
    help: "Least number of posts of a margin: label=30, language:tr=40 or stratum=5; repeatable.")
  var floor: [String] = []
  @Option(help: "At most so many posts of one person.") var perUser: Int?
  @Option(help: "A stratum of fewer posts is joined with others.") var minStratum = 10
  @Option(help: "Another seed draws other posts.") var seed: UInt64 = 0
  @Option(name: [.short, .long], help: "The coders' file.") var output: String
  @Option(help: "The design file; beside the coders' file if not given.") var design: String?
  @OptionGroup var groups: GroupOptions
  @Option(help: "Threads. Changes no byte of the output.") var jobs: Int?
  @Flag(help: "Read records that were picked out, without the end record that fits them.")
  var partial = false
  @OptionGroup var talk: TalkOptions
  @Argument(help: "NDJSON of posts; - is standard input.") var input = "-"

  func run() throws {
    let factors = try by.flatMap { $0.split(separator: ",") }.map { word in
      guard let factor = SampleFactor(rawValue: String(word)) else {
        let names = SampleFactor.allCases.map(\.rawValue).joined(separator: ", ")
        throw Complaint("knows no '\(word)' (have: \(names))", at: "--by", status: .usage)
      }
      return factor
    }
    let floors = try floor.flatMap { $0.split(separator: ",") }.map { try SampleFloor(String($0)) }
    let settings = try SampleSettings(
      size: size, by: factors, floors: floors, perUser: perUser, minStratum: minStratum, seed: seed)
    for path in [output, design ?? output] where !path.hasSuffix(".csv") {
      throw Complaint(
        "names a file that ends in .csv: two others stand beside it", at: path, status: .usage)
    }
    guard design != output else {
      throw Complaint("is the coders' file, which must not hold it", at: "--design", status: .usage)
    }
    let plan = try StageOptions.reading(.interact, groups.overrides)
    var options = RunOptions(jobs: jobs)
    options.isPartial = partial
    let lines = try SampleWork(settings, plan, options)
      .run(input, to: SampleWork.Paths(coder: output, design: design))
    for line in lines { talk.talk.events.finished(line) }
  }
}

struct PageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "page",
    abstract: "Makes a file in which one coder codes a sample, in any browser, offline.",
    discussion: """
      Examples:
        schakel page sample.csv --coder A -o code-A.html
        schakel page sample.csv --codebook my.yaml --coder B --language nl -o code-B.html

      One HTML file that needs no network and sends nothing. It holds the posts: give
      it away as you would the posts. The coder saves codes-A.csv
      (post_id,coder,label,value,unsure,seconds,comment,sample_hash,repeat,context).
      One post in ten comes a second time, unannounced. See docs/hand-coding.md.
      """)

  @Argument(help: "The coders' file of `schakel sample`.") var sample: String
  @Option(help: "The codebook; the one that comes with schakel if not given.")
  var codebook: String?
  @Option(help: "A sign for the coder, such as A; no real name.") var coder: String
  @Option(help: "Language of the page and the codebook: en or nl.") var language = "en"
  @Option(help: "Posts that come a second time, of a hundred.") var repeats = 10
  @Option(help: "Another seed gives another order.") var seed: UInt64 = 0
  @Option(name: [.short, .long], help: "The HTML file.") var output: String
  @OptionGroup var talk: TalkOptions

  func run() throws {
    let settings = try CodingPage.Settings(
      coder: coder, language: language, seed: seed, repeats: repeats)
    guard output.hasSuffix(".html") else {
      throw Complaint("names a file that ends in .html", at: output, status: .usage)
    }
    let path = try codebook ?? CodingPage.usualCodebook()
    let book = try Codebook.read(
      try at(path) { try FileSource(path: path).readAll(limit: 1 << 24) }, shown: path,
      language: language)
    let posts = try at(sample) {
      try SampleFile(csv: try FileSource(path: sample).readAll(limit: 1 << 30))
    }
    let page = CodingPage(posts, book, settings)
    let file = try OutputFile(path: output, mode: 0o600)
    try file.write(try page.html())
    try file.finish()
    talk.talk.events.finished(
      "wrote \(output): \(posts.posts.count) posts, \(page.places - posts.posts.count) of them twice; "
        + "sample \(posts.hash.prefix(8))")
  }
}
