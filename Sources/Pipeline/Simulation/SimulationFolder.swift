import Corpus
import Foundation

/// Writes a simulated study as files that `schakel run` reads: a Reddit dump (the format that names
/// venues), a roster, a table of venue types, a pipeline file, and the truth.
package struct SimulationFolder {
  /// What was written.
  package struct Written: Sendable, Equatable {
    package var posts = 0
    package var ties = 0
    /// Posts by topic in which the coder finds it.
    package var coded: [Int] = []
  }

  private let study: SimulatedStudy
  private let folder: String

  package init(_ study: SimulatedStudy, at folder: String) {
    self.study = study
    self.folder = folder
  }

  /// - Throws: `Complaint` (73) when the folder holds files of others or cannot be written.
  package func write() throws -> Written {
    let names = try OutputFolder.names(in: folder)
    if !names.isEmpty, !names.contains("TRUTH.json") {
      throw Complaint(
        "holds files that `schakel simulate` did not write; name a new folder", at: folder,
        status: .cannotWrite)
    }
    do {
      try FileManager.default.createDirectory(
        atPath: "\(folder)/data", withIntermediateDirectories: true)
    } catch {
      throw Complaint(
        "cannot be made; check that the folder above it may be written", at: folder,
        status: .cannotWrite)
    }
    let written = try writePosts()
    try put("roster.csv", roster)
    try put("venues.csv", venues)
    try put("study.yaml", pipeline)
    try put("TRUTH.json", SimulationTruth(study, written).json)
    return written
  }

  private func put(_ name: String, _ bytes: [UInt8]) throws {
    let file = try OutputFile(path: "\(folder)/\(name)")
    try file.write(bytes)
    try file.finish()
  }

  private static func account(_ person: Int) -> String { "s" + String(person, radix: 36) }
  private func venue(_ number: Int) -> String {
    let type = study.venues[number]
    let first = study.venues.firstIndex(of: type) ?? 0
    return "sim_\(study.settings.venues[type].name.replacing("-", with: "_"))_\(number - first + 1)"
  }

  private func writePosts() throws -> Written {
    let submissions = try OutputFile(path: "\(folder)/data/RS_simulated.ndjson")
    let comments = try OutputFile(path: "\(folder)/data/RC_simulated.ndjson")
    var written = Written()
    written.coded = Array(repeating: 0, count: study.settings.topics.count)
    let places = study.venues.indices.map { venue($0) }
    var json = JSONWriter()
    func id(_ number: Int) -> String { String(number + 46_656, radix: 36) }
    try SimulatedPosts(study).walk { post in
      json.removeAll()
      json.beginObject()
      json.key("id")
      json.string(id(post.number))
      json.key("author")
      json.string("sim_\(post.author)")
      json.key("author_fullname")
      json.string("t2_" + Self.account(Int(post.author)))
      json.key("created_utc")
      json.int(Int(post.createdAt / 1000))
      json.key("subreddit")
      json.string(places[Int(post.venue)])
      if post.opens {
        json.key("title")
        json.string("(1)")
        json.key("selftext")
      } else {
        json.key("link_id")
        json.string("t3_" + id(post.thread))
        json.key("parent_id")
        json.string((post.parentOpens ? "t3_" : "t1_") + id(post.parent))
        json.key("body")
      }
      json.string(post.text)
      json.endObject()
      json.endLine()
      let file = post.opens ? submissions : comments
      try json.withBytes { try file.write(UnsafeRawBufferPointer($0)) }
      written.posts += 1
      if !post.opens { written.ties += 1 }
      for topic in written.coded.indices where post.shown >> UInt32(topic) & 1 == 1 {
        written.coded[topic] += 1
      }
    }
    try submissions.finish()
    try comments.finish()
    return written
  }

  /// Persons of known group; the others are left out.
  private var roster: [UInt8] {
    var text = "person,platform,account,self_described,role\n"
    for (number, person) in study.persons.enumerated() where person.isKnown {
      text += "p\(number),reddit,t2_\(Self.account(number)),"
      text += "\(study.settings.groups[Int(person.group)].name),"
      text += person.isUser ? "donor\n" : "alter\n"
    }
    return Array(text.utf8)
  }

  private var venues: [UInt8] {
    var text = "platform,venue,type\n"
    for (number, type) in study.venues.enumerated() {
      text += "reddit,\(venue(number)),\(study.settings.venues[type].name)\n"
    }
    return Array(text.utf8)
  }

  private var pipeline: [UInt8] {
    let topics = study.settings.topics.map(\.name).joined(separator: ", ")
    let coded = topics.isEmpty ? "posts" : "coded"
    let classify =
      topics.isEmpty ? "" : "  coded: {use: classify, from: posts, lexicons: [\(topics)]}\n"
    let prevalence =
      topics.isEmpty
      ? "" : "  T3:  {use: tabulate, from: coded, table: topic-prevalence, by: group}\n"
    let by = topics.isEmpty ? "[venue-type]" : "[topic, venue-type]"
    return Array(
      """
      # A simulated study: made by `schakel simulate`; what is true of it stands in TRUTH.json.
      schakel: 1
      title: A simulated study (seed \(study.seed))
      privacy: {key: off, reason: simulated people}
      groups: {roster: roster.csv, venues: venues.csv, scheme: self}
      stages:
        posts:
          use: ingest
          sources:
            - {format: reddit-dump, files: data/*.ndjson}
      \(classify)  ties: {use: interact, from: \(coded), edges: [native_parent]}
        people: {use: profile, from: [\(coded), ties]}
        T1:  {use: tabulate, from: \(coded), table: corpus}
      \(prevalence)  T5:  {use: tabulate, from: ties, table: interethnic-share, by: \(by)}
        T6:  {use: tabulate, from: ties, table: mixing-matrix}
        T10: {use: tabulate, from: people, table: profiles}
      outputs: {dir: out, tables: [csv, md], language: en}
      disclosure: {min-users: 1, reason: simulated people}
      seed: \(study.seed)

      """.utf8)
  }
}
