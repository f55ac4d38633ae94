import Corpus
import Foundation
import Pipeline
import SchakelTesting
import Testing

@Suite struct `Every pipeline file` {
  @Test(arguments: try Fixtures.cases("good"))
  func `that is good gives a plan, and the warnings that stand beside it`(name: String) throws {
    let reading = try Fixtures.read("good", name)
    #expect(reading.mistakes.map(\.text) == [])
    #expect(reading.plan != nil)
    let expected = Repository.folder("\(Fixtures.folder)/good/\(name)/warnings.txt")
    let warnings =
      FileManager.default.fileExists(atPath: expected.path)
      ? try String(contentsOf: expected, encoding: .utf8) : ""
    let text = reading.warnings.map { $0.text + "\n" }.joined()
    #expect(Fixtures.relative(text, "good", name) == warnings)
  }

  @Test(arguments: try Fixtures.cases("bad"))
  func `that is bad gives the mistakes that stand beside it, and no plan`(name: String) throws {
    let reading = try Fixtures.read("bad", name)
    let expected = try Repository.text("\(Fixtures.folder)/bad/\(name)/mistakes.txt")
    let text = Fixtures.relative(reading.text, "bad", name)
    #expect(text.split(separator: "\n") == expected.split(separator: "\n"))
    #expect(reading.plan == nil)
  }
}
