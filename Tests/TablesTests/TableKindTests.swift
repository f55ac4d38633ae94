import Corpus
import Foundation
import SchakelTesting
import Tables
import Testing

/// Three groups, some unknown, some of two; two platforms, two venue types, five languages' worth of
/// everything, from a fixed recurrence.
private func everything() -> Toy {
  var toy = Toy()
  var state: UInt64 = 2015
  func next(_ n: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % n
  }
  let groups = ["Ankara", "Béja", "Çorum"]
  for i in 0..<90 {
    let name = "p\(i + 100)"
    switch next(5) {
    case 0: toy.groups[name] = []
    case 1: toy.groups[name] = [(groups[next(2)], 1.0 / 3), (groups[2], 2.0 / 3)]
    default: toy.groups[name] = [(groups[next(3)], 1)]
    }
    if next(3) == 0 { toy.weights[name] = 1.7 }
  }
  let names = toy.groups.keys.sorted()
  for i in 0..<900 {
    let person = names[min(next(90), next(90))]
    let topics = [[], [], ["school"], ["work"], ["school", "work"]][next(5)]
    let platform = ["forum", "x"][next(2)]
    let type = ["interest", "ethnic"][next(2)]
    toy.posts.append(
      .init(
        person: next(40) == 0 ? nil : person, topics: topics, platform: platform, venueType: type,
        thread: i / 9, lang: [nil, "nl", "tr", "en"][next(4)], month: (2012 + next(3), 1 + next(12))
      ))
    toy.posts[i].words = [("ik", 1 + next(9)), ("wij", next(3)), ("w\(next(6))", 1)]
    let other = names[next(90)]
    guard other != person else { continue }
    toy.ties.append(
      .init(
        ego: person, alter: other, topics: topics, platform: platform, venueType: type,
        year: 2010 + i % 3, post: i))
  }
  for name in names {
    var row = ProfileTable.Row(person: 0)
    row.posts = next(30)
    row.topicPosts = [next(10), next(10)]
    row.interOut = Double(next(5)) / 3
    row.intraOut = Double(next(5))
    toy.profiles.append((name, row))
  }
  return toy
}

/// Every third post coded by hand, most of them as the toy has them; `createdAt` tells posts apart
/// whatever their rows are.
private func codedByHand(_ material: Material) -> CodedSample {
  let posts = material.posts
  let rows = (0..<posts.rows.count).sorted {
    posts.rows[$0].createdAt < posts.rows[$1].createdAt
  }
  var coded = CodedSample(
    labels: posts.topicNames + ["sport"], posts: [], isDesigned: true, missing: 2, undecided: 1,
    coders: 2)
  for (place, row) in rows.enumerated() where place % 3 == 0 {
    var truth = UInt64(posts.rows[row].topics)
    if place % 7 == 0 { truth ^= 1 }
    if place % 11 == 0 { truth |= 4 }
    coded.posts.append(.init(row: row, truth: truth, weight: 1 + Double(place % 4)))
  }
  return coded
}

/// The toy under two choices: everybody, and without the loudest fifth.
private func varied(_ material: Material) throws -> Material {
  guard let ties = material.ties else { return material }
  var varied = material
  varied.coded = codedByHand(material)
  let settings = TableSettings(
    replicates: 120, seed: 3, minUsers: 0, minUsersReason: "invented")
  varied.specifications = try [0.0, 20].map { loudest in
    try SpecificationResult.of(
      TieSelection(withoutLoudest: loudest).apply(to: ties), material.posts,
      Specification([.init("without-loudest", "\(loudest)")], isBaseline: loudest == 0), settings)
  }
  return varied
}

private func splits(_ kind: any TableKind) -> [[String]] {
  switch kind.name {
  case "topic-prevalence": [["group"], ["venue-type"], ["platform"]]
  case "interethnic-share": [[], ["topic", "subtopic", "venue-type", "platform", "period"]]
  case "segregation-summary": [[], ["topic", "subtopic", "venue-type", "platform", "period"]]
  case "coder-quality": [[], ["language"], ["language", "group"]]
  case "mixing-matrix": [[], ["topic"]]
  case "thread-diversity": [[], ["venue-type", "topic"]]
  case "contact-conditions": [[], ["platform", "thread-size"], ["topic", "period", "group"]]
  default: [[]]
  }
}

@Suite struct `Every table` {
  private func settings(_ by: [String], jobs: Int = 1, min: Int = 10) -> TableSettings {
    TableSettings(
      by: by, replicates: 120, seed: 3, minUsers: min, minUsersReason: "invented", margin: 0.1,
      reference: by.isEmpty || by.contains("group") ? ["group=Ankara"] : [],
      target: ["topic=work"], jobs: jobs)
  }

  @Test func `is the same whatever numbers accounts, groups, platforms and threads got`() throws {
    let toy = everything()
    let (one, other) = (try varied(toy.material()), try varied(toy.material(reversed: true)))
    #expect(one.posts.accounts.names != other.posts.accounts.names)
    for kind in TableKinds.all {
      for by in splits(kind) {
        for min in [0, 10] {
          let a = try kind.build(one, settings(by, min: min))
          let b = try kind.build(other, settings(by, jobs: 3, min: min))
          #expect(!a.rows.isEmpty)
          for form in TableForms.all {
            #expect(
              form.write(a, context: TableContext()) == form.write(b, context: TableContext()),
              "\(kind.name) \(by) \(form.name)")
          }
        }
      }
    }
  }

  @Test func `has the columns that its schema describes, and no others`() throws {
    for kind in TableKinds.all {
      let path = "data-schema/tables/\(kind.number).tableschema.json"
      let schema = try #require(Repository.json(path) as? [String: Any])
      let fields = try #require(schema["fields"] as? [[String: Any]])
      let names = fields.compactMap { $0["name"] as? String }
      #expect(schema["name"] as? String == kind.name)
      #expect(kind.empty.tidyHeader == names)
      let table = try kind.build(
        varied(everything().material()), settings(splits(kind)[0]))
      let text = String(decoding: TidyCSV().write(table, context: TableContext()), as: UTF8.self)
      #expect(text.hasPrefix(names.joined(separator: ",") + "\n"))
      #expect(schema["missingValues"] as? [String] == ["", "·", "–"])
    }
    let files = try FileManager.default.contentsOfDirectory(
      atPath: Repository.folder("data-schema/tables").path)
    #expect(
      files.filter { $0.hasSuffix(".tableschema.json") }.sorted()
        == TableKinds.all.map { "\($0.number).tableschema.json" }.sorted())
  }

  @Test func `uses the words of its schema only`() throws {
    for kind in TableKinds.all {
      let path = "data-schema/tables/\(kind.number).tableschema.json"
      let schema = try #require(Repository.json(path) as? [String: Any])
      var allowed: [String: [String]] = [:]
      for field in try #require(schema["fields"] as? [[String: Any]]) {
        let constraints = field["constraints"] as? [String: Any]
        allowed[field["name"] as? String ?? ""] = constraints?["enum"] as? [String]
      }
      for by in splits(kind) {
        let table = try kind.build(varied(everything().material()), settings(by))
        for row in table.rows {
          for (stub, key) in zip(table.stubs, row.keys) {
            if let words = allowed[stub.id] { #expect(words.contains(key.id)) }
          }
        }
        if let words = allowed[table.columnKey] {
          for column in table.columns { #expect(words.contains(column.id)) }
        }
      }
      let reasons = Suppression.allCases.map(\.rawValue) + NoValue.allCases.map(\.rawValue)
      #expect(allowed["reason"] == reasons)
    }
  }

  @Test func `is in the list, and the list is the folder`() throws {
    let files = try FileManager.default.contentsOfDirectory(
      atPath: Repository.folder("Sources/Tables/Summaries").path)
    #expect(files.count == TableKinds.all.count)
    for kind in TableKinds.all {
      #expect(
        files.contains {
          $0.hasPrefix(kind.number) && !$0.dropFirst(kind.number.count).first!.isNumber
        },
        "\(kind.number) has no file in Summaries")
      #expect(try TableKinds.named(kind.name).number == kind.number)
      #expect(try TableKinds.named(kind.number).name == kind.name)
    }
    let page = try Repository.text("docs/tables.md")
    for kind in TableKinds.all { #expect(page.contains("`\(kind.name)`")) }
    #expect(throws: Complaint.self) { try TableKinds.named("T99") }
  }

  @Test func `refuses what it has no use for, and material that it lacks`() throws {
    var posts = try varied(everything().material())
    posts.ties = nil
    posts.profiles = nil
    for kind in TableKinds.all {
      do {
        _ = try kind.build(posts, settings(["no-such-word"]))
        Issue.record("\(kind.name) took an unknown word")
      } catch let complaint as Complaint {
        #expect(complaint.status == .configuration)
        #expect(complaint.message.contains("by:"))
      }
      #expect(throws: Complaint.self) {
        try kind.build(posts, TableSettings(minUsers: 3))
      }
      if kind.needs != [.posts] {
        #expect(throws: Complaint.self) { try kind.build(posts, settings([])) }
      }
    }
  }

  @Test func `holds no name of a person in any form`() throws {
    var toy = everything()
    toy.groups["canaryhandle7q"] = [("Ankara", 1)]
    toy.post("canaryhandle7q", ["school"], times: 40)
    toy.ties.append(.init(ego: "canaryhandle7q", alter: "p100", count: 30))
    for kind in TableKinds.all {
      for by in splits(kind) {
        let table = try kind.build(varied(toy.material()), settings(by, min: 0))
        for form in TableForms.all {
          let text = String(decoding: form.write(table, context: TableContext()), as: UTF8.self)
          #expect(Canary.found(in: text).isEmpty)
          #expect(!text.contains("p100"))
        }
      }
    }
  }

  /// The last word of a hidden cell: nothing of it is in any column.
  @Test func `shows the mark and nothing else in a hidden cell`() throws {
    for kind in TableKinds.all {
      for by in splits(kind) {
        let table = try kind.build(varied(everything().material()), settings(by))
        let text = String(decoding: TidyCSV().write(table, context: TableContext()), as: UTF8.self)
        for line in text.split(separator: "\n") where line.contains(",suppressed,") {
          #expect(line.contains(",·,,,,suppressed,"))
        }
      }
    }
  }
}
