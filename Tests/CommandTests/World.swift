import Foundation
import SchakelTesting

/// A test's folder with exports, roster, key and pipeline file of an invented world.
struct World {
  let folder: Workdir
  /// What the key of all worlds is made from.
  static let phrase = "een sleutel voor de proef"
  /// The key of the world as a file, made once.
  static let key: [UInt8] = {
    do {
      let folder = try Workdir()
      _ = try Program.run(["keygen", "k", "--from-phrase", phrase], in: folder)
      return try folder.read("k")
    } catch { return [] }
  }()

  /// The thirty posts of `Tests/Fixtures/world`.
  static func small(key: Bool = true, outputs: String = "") throws -> World {
    let world = try World(folder: Workdir())
    for name in ["posts-1.ndjson", "posts-2.ndjson", "roster.csv", "venues.csv", "withdrawn.txt"] {
      // Names of donated files name donors: one of them is a canary.
      let place = name.replacing("posts-", with: "data/canarypath7q-")
      try world.folder.write(place, try Repository.bytes("Tests/Fixtures/world/\(name)"))
    }
    for topic in ["school", "leisure"] {
      let name = "lexicons/nl/\(topic).yaml"
      try world.folder.write(name, try Repository.bytes("Tests/Fixtures/world/\(name)"))
    }
    try world.putKey()
    try world.folder.write(
      "study.yaml",
      world.study(key: key, minUsers: "{min-users: 1, reason: invented data}", outputs))
    return world
  }

  /// `posts` posts of 60 people in three groups of 20, drawn by a fixed rule, in three files.
  static func large(posts: Int = 900, outputs: String = "") throws -> World {
    let world = try small()
    try FileManager.default.removeItem(at: world.folder.url.appendingPathComponent("data"))
    var draw = Draw()
    var files: [[String]] = [[], [], []]
    let texts = [
      "toets op school", "voetbal en muziek", "naar de film", "niks te doen", "ewa",
      "gezellig hoor",
      "school is uit", "wat een dag \\u00e7ok g\\u00fczel", "film na school", "regel\\neen twee",
    ]
    for number in 0..<posts {
      let author = draw.below(60)
      let answered = number > 10 && draw.below(3) > 0 ? draw.below(number) : -1
      let minute = number % 60
      var line =
        "{\"id\":\"\(Self.post(number))\",\"author_id\":\"\(Self.account(author))\","
        + "\"author\":{\"id\":\"\(Self.account(author))\",\"username\":\"naam_\(author)_x\"},"
        + "\"created_at\":\"2013-05-\(Self.two(1 + number * 28 / posts))T"
        + "\(Self.two(number % 24)):\(Self.two(minute)):00.000Z\",\"lang\":\"nl\","
        + "\"text\":\"\(texts[draw.below(texts.count)])\""
      if answered >= 0 {
        let alter = draw.below(60)
        line +=
          ",\"in_reply_to_user_id\":\"\(Self.account(alter))\",\"referenced_tweets\":"
          + "[{\"type\":\"replied_to\",\"id\":\"\(Self.post(answered))\"}]"
      }
      files[number * 3 / posts].append(line + "}")
    }
    for (number, lines) in files.enumerated() {
      try world.folder.write(
        "data/canarypath7q-\(number + 1).ndjson", lines.joined(separator: "\n") + "\n")
    }
    var roster = "person,platform,account,birth_country,mother_birth_country,father_birth_country\n"
    for person in 0..<60 {
      let country = ["NLD", "TUR", "MAR"][person % 3]
      roster += "q\(person),x,\(Self.account(person)),NLD,\(country),\(country)\n"
    }
    try world.folder.write("roster.csv", roster)
    try world.folder.write(
      "study.yaml", world.study(key: true, minUsers: "{min-users: 10}", outputs))
    return world
  }

  private static func post(_ number: Int) -> String { "\(420_000_000_000_000_000 + number)" }
  private static func account(_ number: Int) -> String { "\(8_900_000_000_000_000 + number)" }
  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// Writes the key file, for its owner alone.
  func putKey() throws {
    try folder.write("k.key", Self.key)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: folder.path("k.key"))
  }

  func study(key: Bool, minUsers: String, _ outputs: String) -> String {
    """
    schakel: 1
    title: A small invented world
    privacy: {\(key ? "key: k.key" : "key: off, reason: invented data"), withdrawn: withdrawn.txt}
    groups: {roster: roster.csv, scheme: cbs-2022, same: overlap, venues: venues.csv}
    stages:
      posts: {use: ingest, sources: [{format: twitter-v2, files: data/*.ndjson}]}
      own: {use: filter, kinds: [post, reply, quote], since: 2013-04-01}
      coded: {use: classify, lexicons: [./lexicons/nl/school.yaml, ./lexicons/nl/leisure.yaml]}
      ties: {use: interact, edges: [native_parent, quote_link, addressed], null: relabel-within-platform}
      people: {use: profile, from: [coded, ties]}
      T1: {use: tabulate, from: coded, table: corpus}
      T3: {use: tabulate, from: coded, table: topic-prevalence, by: group, replicates: 50}
      T5: {use: tabulate, from: ties, table: interethnic-share, by: [topic, platform, venue-type], replicates: 50}
      T6: {use: tabulate, from: ties, table: mixing-matrix}
      T10: {use: tabulate, from: people, table: profiles}
    disclosure: \(minUsers)
    outputs: {dir: out\(outputs)}
    seed: 7

    """
  }

  /// Runs the study.
  func run(_ flags: String...) throws -> Ended {
    try Program.run(["run", "study.yaml"] + flags, in: folder)
  }

  /// Whole numbers by a fixed rule (a linear congruential generator, Knuth's constants).
  private struct Draw {
    private var state: UInt64 = 20_150_409
    mutating func below(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
  }
}
