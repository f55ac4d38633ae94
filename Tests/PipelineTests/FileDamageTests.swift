import Corpus
import Foundation
import Pipeline
import SchakelTesting
import Testing

@Suite struct `Every damaged pipeline file` {
  private func reads(_ bytes: [UInt8]) -> PipelineReading {
    PipelineFile.read(
      bytes: bytes, file: "study.yaml",
      PipelineFile.Options(checksFiles: false, home: "/home/ada"))
  }

  @Test func `cut off anywhere gives a plan or mistakes, never neither`() throws {
    let bytes = try Repository.bytes("\(Fixtures.folder)/good/study/pipeline.yaml")
    for length in stride(from: 0, to: bytes.count, by: 7) {
      let reading = reads(Array(bytes[..<length]))
      #expect((reading.plan == nil) == !reading.mistakes.isEmpty)
      #expect(!reading.text.isEmpty && !reading.json.isEmpty)
    }
  }

  @Test func `with some bytes changed gives a plan or mistakes, the same each time`() throws {
    let bytes = try Repository.bytes("\(Fixtures.folder)/good/own-command/pipeline.yaml")
    let signs = [UInt8]("{}[]:,-\"'#&*!|>%@ \n\t?x0\u{e9}".utf8) + [0, 0xFF]
    var state: UInt64 = 20_150_409
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    for _ in 0..<600 {
      var damaged = bytes
      for _ in 0...next(3) { damaged[next(damaged.count)] = signs[next(signs.count)] }
      let reading = reads(damaged)
      #expect((reading.plan == nil) == !reading.mistakes.isEmpty)
      #expect(reading.text == reads(damaged).text)
    }
  }

  @Test(arguments: ["[", "{a: ", "- ", "? "])
  func `nested without end gives a mistake`(sign: String) {
    let reading = reads([UInt8](String(repeating: sign, count: 20_000).utf8))
    #expect(reading.plan == nil)
    #expect(reading.mistakes.map(\.code) == [.yamlSyntax])
  }
}
