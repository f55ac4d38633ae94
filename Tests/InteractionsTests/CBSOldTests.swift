import Corpus
import Foundation
import Interactions
import SchakelTesting
import Testing

@Suite struct `The scheme cbs-old` {
  private func declared(_ own: String, _ mother: String, _ father: String) -> Declared {
    Declared(own: Country(own), mother: Country(mother), father: Country(father))
  }

  @Test func `agrees with every row of the truth table`() throws {
    let lines = try Repository.text("Tests/oracles/cbs_origin_truth_table.csv")
      .split(whereSeparator: \.isNewline).map { $0.split(separator: ",").map(String.init) }
    #expect(
      lines[0].suffix(5) == [
        "old_background", "old_generation", "old_origin_country", "old_western", "schemes_differ",
      ])
    #expect(lines.count == 601)
    let wider = try OriginSetting(CBSOld.self, grouping: .wider)
    for cells in lines.dropFirst() {
      let row = Comment(rawValue: cells.joined(separator: ","))
      let answers = declared(cells[0], cells[1], cells[2])
      let origin = wider.origin(of: answers)
      let background =
        switch origin.status {
        case .noBackground: "none"
        case .firstGeneration, .secondGeneration, .withBackground: "yes"
        default: "unknown"
        }
      #expect(background == cells[9], row)
      #expect(origin.generation.map(String.init) ?? "?" == cells[10], row)
      #expect(origin.country?.code ?? "?" == cells[11], row)
      let western = [
        "western": ["western"], "non-western": ["non-western"], "n/a": ["netherlands"],
        "unknown": [],
      ]
      #expect(origin.membership.parts.map(\.group) == western[cells[12]], row)
      let new = CBS2022.origin(of: answers)
      #expect((new.country != origin.country) == (cells[13] == "1"), row)
      #expect(new.parentsBornAbroad ?? -1 == origin.parentsBornAbroad ?? -1, row)
    }
  }

  @Test func `counts the third generation as of no background, and says so`() throws {
    let notes = try #require(
      try Repository.json("Tests/oracles/cbs_origin_notes.json") as? [String: Any])
    let cases = try #require(notes["third_generation"] as? [[String: Any]])
    #expect(cases.count == 2)
    for note in cases {
      let own = try #require(note["own"] as? String)
      let mother = try #require(note["mother"] as? String)
      let father = try #require(note["father"] as? String)
      let abroad = try #require(note["grandparents_abroad"] as? Int)
      for place in 0..<4 {
        var answers = declared(own, mother, father)
        answers.grandparents = [Country?](repeating: Country("NLD"), count: 4)
        if abroad == 1 { answers.grandparents[place] = Country("TUR") }
        let origin = CBSOld.origin(of: answers)
        #expect(origin.status == .noBackground && origin.generation == 0)
        #expect(origin.membership.parts.map(\.group) == ["netherlands"])
        let isThird = try #require(note["old"] as? String) == "none (derde generatie)"
        #expect((origin.rule == "third-generation") == isThird)
        #expect(note["cbs2022"] as? String == "Nederland")
        #expect(CBS2022.origin(of: answers).membership.parts.map(\.group) == ["netherlands"])
      }
    }
  }

  @Test func `differs from cbs-2022 about who was born abroad of two Dutch-born parents`() {
    // (TUR; NLD; NLD) is a migrant from Turkey in 2022 and of no background before.
    let answers = declared("TUR", "NLD", "NLD")
    #expect(CBS2022.origin(of: answers).membership.parts.map(\.group) == ["turkey"])
    #expect(CBSOld.origin(of: answers).membership.parts.map(\.group) == ["netherlands"])
    // A grandparent abroad makes no third generation of who was born abroad.
    var more = answers
    more.grandparents[0] = Country("MAR")
    #expect(CBSOld.origin(of: more).rule == "parents-netherlands")
  }

  @Test(arguments: [
    ("ABW", "antilles-aruba"), ("ANT", "antilles-aruba"), ("SYR", "other-non-western"),
    ("BRA", "other-non-western"), ("USA", "other-western"), ("AUS", "other-western"),
    ("IDN", "other-western"), ("JPN", "other-western"), ("DEU", "other-western"),
    ("TUR", "turkey"), ("MAR", "morocco"), ("SUR", "suriname"),
  ])
  func `has the main groups of its time`(_ country: String, _ group: String) {
    let origin = CBSOld.origin(of: declared(country, country, "NLD"))
    #expect(origin.membership.parts.map(\.group) == [group])
  }
}
