import Corpus
import Foundation
import SchakelTesting
import Tables
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct `The attrition figure` {
  /// 12 posts kept of 20 records; ties as told. a, b of A; c of B; u unknown.
  private func world(stage: String = "posts") -> Material {
    var toy = Toy()
    for (name, group) in [("a", "A"), ("b", "A"), ("c", "B"), ("u", nil)] {
      toy.person(name, group)
    }
    for name in "aabbccuuabcu" { toy.post("\(name)") }
    toy.ties = [
      .init(ego: "a", alter: "c", count: 2), .init(ego: "b", alter: "a"),
      .init(ego: "c", alter: "u", count: 2), .init(ego: "u", alter: "a"),
    ]
    var ingest = Tally()
    ingest.read = 20
    ingest.kept = 15
    ingest.setAside("no-text", 4)
    ingest.setAside("withdrawn", 1)
    var filter = Tally()
    filter.read = 15
    filter.kept = 12
    filter.setAside("period", 3)
    var passing = Tally()
    passing.read = 12
    passing.kept = 12
    toy.stages = [
      .init(stage: stage, use: "ingest", tally: ingest),
      .init(stage: "since2012", use: "filter", tally: filter),
      .init(stage: "contact", use: "interact", tally: passing),
    ]
    var material = toy.material()
    material.posts.rows[11].role = .context
    for row in 0..<8 { material.posts.rows[row].edgeCount = 1 }
    material.ties?.edgesRead = 9
    material.ties?.notCounted = [.selfReply: 1, .alterUnknown: 2]
    return material
  }

  private func lines(_ table: Table) -> [String] {
    table.rows.map { row in
      let numbers = row.cells.prefix(2).map { cell -> String in
        switch cell.state {
        case .number(let number, _): "\(Int(number.value))"
        case .suppressed(let reason): reason.rawValue
        default: "-"
        }
      }
      return ([row.keys[0].id, row.keys[1].id] + numbers).joined(separator: " ")
    }
  }

  @Test func `tells every loss with its reason`() throws {
    let table = try Attrition().build(world(), .open())
    #expect(
      lines(table) == [
        "read  20 -", "kept  12 8", "kept posts: no-text - 4", "kept posts: withdrawn - 1",
        "kept since2012: period - 3", "sample  11 1", "sample context - 1", "coded  11 0",
        "with-edge  8 3", "with-edge no-edge - 3", "edges  9 -", "ties  6 3",
        "ties alter-unknown - 2", "ties self - 1", "known  3 3", "known ego-group - 1",
        "known alter-group - 2",
      ])
    #expect(table.value(["kept", ""], "lost_share") == 8.0 / 20)
    #expect(table.value(["kept", "since2012: period"], "lost_share") == 3.0 / 20)
    #expect(table.value(["ties", "self"], "lost_share") == 1.0 / 9)
  }

  @Test func `counts coded posts last where some are coded only, and names what is not explained`()
    throws
  {
    var material = world()
    for row in 0..<3 { material.posts.rows[row].isCoded = false }
    material.ties?.ties[0].isCoded = false
    var ingest = material.stages[0].tally
    ingest.read = 22
    material.stages[0] = StageTally(stage: "posts", use: "ingest", tally: ingest)
    var table = try Attrition().build(material, .open())
    #expect(table.cell(["coded", ""], "left") == nil)
    #expect(table.value(["coded-ties", ""], "left") == 2)
    #expect(table.value(["coded-ties", "not-coded"], "lost") == 1)
    #expect(table.value(["kept", "unexplained"], "lost") == 2)
    // Ties read from records have neither posts nor stages.
    material.posts.rows = Chunked()
    material.stages = []
    table = try Attrition().build(material, .open())
    #expect(lines(table)[0] == "edges  9 -")
    // Nobody coded anything.
    material = world()
    for row in 0..<12 { material.posts.rows[row].isCoded = false }
    table = try Attrition().build(material, .open())
    #expect(table.cell(["coded", ""], "left") == nil)
    #expect(table.value(["known", ""], "left") == 3)
  }

  /// What is between `>` and `<` in text elements.
  private func texts(_ svg: String) -> [String] {
    svg.split(separator: "\n").filter { $0.hasPrefix("<text") }.map { line in
      let from = line.firstIndex(of: ">").map { line.index(after: $0) } ?? line.startIndex
      return String(line[from...].prefix { $0 != "<" })
    }
  }

  private func svg(_ table: Table, _ language: Language = .en) throws -> String {
    let figure = try #require(Attrition().figure)
    #expect(figure.name == "svg")
    return String(
      decoding: figure.write(
        table, context: TableContext(language: language, runID: "k3f9")), as: UTF8.self)
  }

  @Test func `shows the same numbers as a picture and as a table`() throws {
    for language in Language.allCases {
      let table = try Attrition().build(world(), .open())
      let picture = try svg(table, language)
      let texts = texts(picture)
      let markdown = String(
        decoding: Markdown().write(table, context: TableContext(language: language)),
        as: UTF8.self)
      let description = try #require(picture.split(separator: "\n").first { $0.hasPrefix("<desc") })
      let word = language == .nl ? "Verloren" : "Lost"
      var at = 0
      for row in table.rows {
        guard case .number(let lost, _) = row.cells[1].state else {
          #expect(texts.contains(row.keys[0].shown[language]))
          continue
        }
        let share = markdown.split(separator: "\n").map { line in
          line.split(separator: "|", omittingEmptySubsequences: false)
            .map { $0.trimmingCharacters(in: .whitespaces).replacing("\\", with: "") }
        }.filter { $0.count > 5 && $0[4] == "\(Int(lost.value))" }.map { $0[5] }
        if row.keys[1].id.isEmpty {
          if case .number(let left, _) = row.cells[0].state {
            at = try #require(texts[at...].firstIndex(of: "\(Int(left.value))"))
          }
          guard lost.value > 0 else { continue }
          #expect(
            share.contains { texts.contains("\(word): \(Int(lost.value)) (\($0) %)") })
        } else {
          let line = "\(Int(lost.value)) \(row.keys[1].shown[language])"
          #expect(texts.contains(line) && description.contains(line))
        }
      }
      #expect(picture.contains(language == .nl ? "40,0 %" : "40.0 %"))
      #expect(texts.last == "Run k3f9.")
    }
  }

  private final class Names: NSObject, XMLParserDelegate {
    var elements: [String] = []
    var root: [String: String] = [:]
    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String] = [:]
    ) {
      if elements.isEmpty { root = attributes }
      elements.append(name)
    }
  }

  @Test func `is a picture that stands alone, whatever a stage is called`() throws {
    for stage in ["posts", "a<script>&\"' \u{1}\u{85}]]>", String(repeating: "lang", count: 40)] {
      let picture = try svg(try Attrition().build(world(stage: stage), .open()))
      let parser = XMLParser(data: Data(picture.utf8))
      let names = Names()
      parser.delegate = names
      #expect(parser.parse())
      #expect(
        Set(names.elements) == ["svg", "title", "desc", "rect", "line", "polygon", "text"])
      #expect(names.root["role"] == "img" && names.root["lang"] == "en")
      #expect(names.root["aria-labelledby"] == "F1-title F1-desc")
      #expect(picture.contains("<title id=\"F1-title\">F1. From records read"))
      for word in ["href", "url(", "style", "script>", "<!", "<?"] {
        #expect(!picture.contains(word))
      }
      // Nothing is wider than the room it has.
      #expect(texts(picture).allSatisfy { $0.count <= 110 })
    }
  }

  @Test func `is the same bytes for the same material, whatever the jobs`() throws {
    let one = try Attrition().build(world(), .open())
    for jobs in [1, 2, 7] {
      var settings = TableSettings.open()
      settings.jobs = jobs
      let other = try Attrition().build(world(), settings)
      #expect(try svg(one) == svg(other))
      for form in TableForms.all {
        #expect(
          form.write(one, context: TableContext()) == form.write(other, context: TableContext()))
      }
    }
  }

  /// `posts` posts of 40 persons in turn, of which the first `edged` answer; ties in a ring.
  private func large(
    read: [(String, Int)], posts: Int, context: Int, edged: Int, lost: [TieTable.NotCounted: Int]
  ) -> Material {
    var toy = Toy()
    for i in 0..<40 { toy.person("p\(100 + i)", i % 8 == 0 ? nil : i % 2 == 0 ? "A" : "B") }
    for i in 0..<posts { toy.post("p\(100 + i % 40)") }
    for i in 0..<60 {
      toy.ties.append(.init(ego: "p\(100 + i % 40)", alter: "p\(100 + (i + 3) % 40)"))
    }
    var tally = Tally()
    tally.kept = posts
    for (reason, count) in read { tally.setAside(reason, count) }
    tally.read = posts + tally.setAside
    toy.stages = [.init(stage: "posts", use: "ingest", tally: tally)]
    var material = toy.material()
    for row in 0..<context { material.posts.rows[posts - 1 - row].role = .context }
    for row in 0..<edged { material.posts.rows[row].edgeCount = 1 }
    material.ties?.notCounted = lost
    material.ties?.edgesRead = 60 + lost.values.reduce(0, +)
    return material
  }

  @Test func `hides small losses, and what would tell them`() throws {
    // 12 and 3 set aside: the 3 could be told from 15 and 12. Context 4: joined with the next step.
    let table = try Attrition().build(
      large(
        read: [("no-text", 12), ("withdrawn", 3), ("no-time", 30)], posts: 200, context: 4,
        edged: 150, lost: [.selfReply: 20, .bot: 1]), TableSettings())
    #expect(
      lines(table).prefix(11) == [
        "read  245 -", "kept  200 45", "kept posts: no-text - secondary",
        "kept posts: no-time - 30", "kept posts: withdrawn - min-users",
        "sample  secondary min-users", "sample context - min-users", "coded  secondary secondary",
        "with-edge  150 secondary", "with-edge no-edge - secondary", "edges  81 -",
      ])
    #expect(table.reason(["ties", "bot"], "lost") == .minUsers)
    #expect(table.reason(["ties", "self"], "lost_share") == .secondary)
    #expect(table.value(["ties", ""], "lost") == 21)
    let picture = try svg(table)
    #expect(picture.contains(">· context only<"))
    #expect(picture.contains(">Lost: ·<"))
    // Not in what is read nor in what is heard; coordinates are numbers too.
    let words =
      texts(picture)
      + picture.split(separator: "\n").filter { $0.hasPrefix("<desc") }.map(String.init)
    for number in ["196", " 46", "12 no", "3 with", "4 context"] {
      #expect(!words.contains { $0.contains(number) })
    }
    // Nine persons are too few to tell of anything.
    let few = try Attrition().build(world(), TableSettings())
    #expect(few.rows.flatMap(\.cells).allSatisfy { $0.isSuppressed || $0.state == .notApplicable })
  }

  @Test func `leaves every hidden number a range as wide as the rule`() throws {
    var state: UInt64 = 11
    func next(_ n: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % n
    }
    for _ in 0..<60 {
      let material = large(
        read: [("no-text", next(15)), ("withdrawn", next(12)), ("no-time", next(30))],
        posts: 200, context: next(25), edged: 170 + next(5),
        lost: [.selfReply: next(30), .bot: next(12), .alterUnknown: next(14)])
      let (open, shown) = (
        try Attrition().build(material, .open()), try Attrition().build(material, TableSettings())
      )
      func number(_ table: Table, _ row: Int, _ column: Int) -> Int? {
        guard case .number(let number, _) = table.rows[row].cells[column].state else { return nil }
        return Int(number.value)
      }
      // Sums that a reader can form: the reasons of a step are its loss; the losses between two
      // numbers left that are shown are their difference.
      var pending: [Int] = []
      var last: Int?
      for (row, line) in shown.rows.enumerated() {
        #expect(line.keys == open.rows[row].keys)
        if line.keys[1].id.isEmpty {
          if line.cells[1].state == .notApplicable { (pending, last) = ([], nil) }
          let own = open.rows.indices.filter {
            open.rows[$0].keys[0] == line.keys[0] && !open.rows[$0].keys[1].id.isEmpty
          }
          let hidden = own.filter { number(shown, $0, 1) == nil }
          if let lost = number(shown, row, 1), !hidden.isEmpty {
            let rest = lost - own.compactMap { number(shown, $0, 1) }.reduce(0, +)
            #expect(hidden.count > 1 && rest >= 10)
          }
          if line.cells[1].state != .notApplicable, number(shown, row, 1) == nil {
            #expect(hidden.count == own.count)
            pending.append(row)
          }
          if let left = number(shown, row, 0) {
            if let last {
              let gap = last - left
              #expect(gap == 0 || gap >= 10)
              if !pending.isEmpty { #expect(pending.count > 1 && gap >= 10) }
            }
            (pending, last) = ([], left)
          }
        }
      }
    }
  }
}
