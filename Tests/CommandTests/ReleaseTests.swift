import Foundation
import SchakelTesting
import Testing

/// Every value of raw exports that could lead to a person or a post: ids, handles, names, times,
/// links and file names, and the words that stand in one post only.
private struct RawValues {
  private(set) var values: Set<String> = []

  /// Of the lines of a world.
  init(_ world: World) throws {
    for file in world.folder.files(below: "data") {
      add(file)
      add(String(file.dropLast(7)))
      for line in try world.folder.text("data/\(file)").split(separator: "\n") {
        guard
          let tweet = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        else { continue }
        take(tweet, under: "")
      }
    }
    for line in try world.folder.text("roster.csv").split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      add(String(cells[0]))
      add(String(cells[2]))
    }
    values.formUnion(Canary.all)
  }

  private mutating func take(_ value: Any, under key: String) {
    switch value {
    case let object as [String: Any]: for (key, inner) in object { take(inner, under: key) }
    case let list as [Any]: for inner in list { take(inner, under: key) }
    case let text as String where key == "text":
      for word in text.split(whereSeparator: { $0 == " " })
      where word.contains("/") || word.contains("@") {
        add(String(word))
      }
    case let text as String where key == "created_at":
      // The moment, however it is written: with and without zone and milliseconds.
      add(String(text.prefix(19)))
      add(String(text.prefix(19)).replacing("T", with: " "))
    case let text as String where !["lang", "type"].contains(key): add(text)
    default: break
    }
  }

  /// Values of fewer than four characters would be found anywhere.
  private mutating func add(_ value: String) { if value.count >= 4 { values.insert(value) } }
}

/// All text of the files below a folder, and their names.
private func content(_ folder: Workdir, _ name: String) throws -> String {
  try folder.files(below: name).map { "\($0)\n" + (try folder.text("\(name)/\($0)")) }
    .joined(separator: "\n")
}

@Suite struct `Every release` {
  @Test(arguments: [true, false])
  func `joins the raw exports on no value`(isLarge: Bool) throws {
    let world = try isLarge ? World.large() : World.small()
    #expect(try world.run("-q").status == 0)
    let values = try RawValues(world).values
    #expect(values.count > (isLarge ? 1000 : 60))
    let released = try content(world.folder, "out/release").lowercased()
    #expect(released.contains("interethnic"))
    let found = values.filter { released.contains($0.lowercased()) }
    #expect(found.isEmpty)
  }

  @Test func `joins the records of restricted on no value either`() throws {
    let world = try World.large()
    #expect(try world.run("-q").status == 0)
    let released = try content(world.folder, "out/release")
    var pseudonyms: Set<String> = []
    for record in try world.folder.records("out/restricted/posts.ndjson") {
      for key in ["post_id", "thread_id", "author_id", "account", "handle", "created_at"] {
        if let value = record[key] as? String { pseudonyms.insert(value) }
      }
    }
    #expect(pseudonyms.count > 1000)
    #expect(pseudonyms.filter { released.contains($0) }.isEmpty)
  }

  @Test func `names inputs by number and keyed digest alone`() throws {
    let world = try World.small()
    #expect(try world.run("-q").status == 0)
    let sum = try Program.script(
      "sha256sum data/* roster.csv venues.csv lexicons/nl/*", in: world.folder)
    let released = try content(world.folder, "out/release")
    for line in sum.lines where !line.isEmpty { #expect(!released.contains(line.prefix(64))) }
    let record = try #require(
      try JSONSerialization.jsonObject(with: Data(world.folder.read("out/release/run.json")))
        as? [String: Any])
    let inputs = try #require(record["inputs"] as? [[String: Any]])
    #expect(inputs.map { $0.keys.sorted() } == [["digest", "input"], ["digest", "input"]])
    #expect(record["pipeline"] == nil)
    #expect(record["seconds"] == nil)
    #expect(!released.contains(world.folder.url.path))
    #expect(!released.contains("k.key"))
  }

  @Test func `lists its files with their digests`() throws {
    let world = try World.small()
    #expect(try world.run("-q").status == 0)
    let record = try #require(
      try JSONSerialization.jsonObject(with: Data(world.folder.read("out/release/run.json")))
        as? [String: Any])
    let outputs = try #require(record["outputs"] as? [[String: Any]])
    #expect(outputs.count == 15)
    let list = outputs.map { "\($0["sha256"] ?? "")  out/\($0["file"] ?? "")" }
    try world.folder.write("sums", list.joined(separator: "\n") + "\n")
    #expect(try Program.script("sha256sum --check --strict sums", in: world.folder).status == 0)
  }
}

@Suite struct `Every run` {
  @Test func `lets no canary out`() throws {
    let world = try World.small()
    let ran = try world.run()
    #expect(ran.status == 0)
    let aside = try world.folder.text("out/restricted/set-aside.csv")
    let released = try content(world.folder, "out/release")
    #expect(Canary.found(in: ran.text + ran.errors + aside + released) == [])
    // The canaries are there to be let out: the text of post 1 stays in restricted.
    #expect(
      Canary.found(in: try world.folder.text("out/restricted/posts.ndjson")) == ["canarytext7q"])
  }

  @Test func `of the demo lets no canary and no file name out`() throws {
    let folder = try Workdir()
    try DemoExports.put(into: folder)
    let ran = try Program.run(["run", "pipelines/demo/demo.yaml", "--out", "out"], in: folder)
    #expect(ran.status == 0)
    let aside = try folder.text("out/restricted/set-aside.csv")
    let released = try content(folder, "out/release")
    let said = ran.text + ran.errors + aside + released
    #expect(Canary.found(in: said) == [])
    let names = folder.files(below: "pipelines/demo/data/x").map { String($0.dropLast(4)) }
    #expect(names.count == 24)
    #expect(names.filter { said.contains($0) } == [])
  }

  @Test func `makes restricted for its owner alone`() throws {
    let world = try World.small()
    // Even where new files are open to everybody.
    #expect(
      try Program.script("umask 000; $schakel run -q study.yaml", in: world.folder).status == 0)
    #expect(world.folder.mode("out/restricted") == 0o700)
    let files = world.folder.files(below: "out/restricted")
    #expect(files.count == 8)
    for file in files { #expect(world.folder.mode("out/restricted/\(file)") == 0o600, "\(file)") }
  }

  @Test func `masks handles, addresses, numbers and links in texts when there is a key`() throws {
    let world = try World.small()
    #expect(try world.run("-q").status == 0)
    let records = try world.folder.records("out/restricted/posts.ndjson")
    let texts = records.compactMap { $0["text"] as? String }
    #expect(texts.contains("succes!! bel me [phone] of mail [email]"))
    #expect(texts.contains { $0.hasPrefix("Wie gaat er mee naar de film? zie [url] of vraag @h") })
    // Post 5 names @Ayse_K; post 1 is hers, and an alias record holds her handle.
    let ayse = try #require(
      records.first {
        $0["text"] as? String == "Morgen toets op school, ik kan niet slapen canarytext7q"
      })
    let alias = try #require(
      records.first {
        $0["record"] as? String == "alias"
          && $0["account"] as? String == ayse["author_id"] as? String
      })
    let handle = try #require(alias["handle"] as? String)
    #expect(texts.contains("zet hem op @\(handle)"))
    #expect(texts.contains("hoi @\(handle)"))
    let all = try world.folder.text("out/restricted/posts.ndjson")
    for word in [
      "ayse_k", "Ayse_K", "onbekende_naam", "voorbeeld.test", "12345678", "chaima@",
      "41000000000000", "88000000000",
    ] {
      #expect(!all.contains(word), "\(word)")
    }
  }

  @Test func `leaves texts as they are when there is no key, with its reason on record`() throws {
    let world = try World.small(key: false)
    #expect(try world.run("-q").status == 0)
    let texts = try world.folder.records("out/restricted/posts.ndjson")
      .compactMap { $0["text"] as? String }
    #expect(texts.contains("succes!! bel me 06-12345678 of mail chaima@voorbeeld.test"))
    #expect(
      try world.folder.text("out/release/run.json").contains(
        "\"privacy.reason\": \"invented data\""))
  }
}

@Suite struct `Every way back` {
  @Test func `pairs each id and handle with its pseudonym, in restricted alone`() throws {
    let world = try World.small()
    #expect(try world.run("-q").status == 0)
    let lines = try world.folder.text("out/restricted/way-back.csv").split(separator: "\n")
    #expect(lines[0] == "platform,kind,native,pseudonym")
    // Nine accounts write or are answered, each with its handle; W, who withdrew, is not among them.
    #expect(lines.count == 1 + 18)
    let pairs = Dictionary(
      uniqueKeysWithValues: lines.dropFirst().map { line -> (String, String) in
        let cells = line.split(separator: ",").map(String.init)
        return ("\(cells[1]) \(cells[2])", cells[3])
      })
    let aliases = try world.folder.records("out/restricted/posts.ndjson")
      .filter { $0["record"] as? String == "alias" }
    #expect(
      aliases.contains {
        $0["account"] as? String == pairs["account 8800000000009004"]
          && $0["handle"] as? String == pairs["handle deniz_t"]
      })
    #expect(pairs["account 8800000000009007"] == nil)
    #expect(pairs["handle canaryhandle7q"] == nil)
    #expect(!world.folder.files(below: "out/release").contains { $0.contains("way-back") })
  }

  @Test func `is not written when the pipeline leaves it out, or when there is no key`() throws {
    let without = try World.small(outputs: ", records: [posts, ties, profiles]")
    #expect(try without.run("-q").status == 0)
    #expect(!without.folder.exists("out/restricted/way-back.csv"))
    let open = try World.small(key: false)
    #expect(try open.run("-q").status == 0)
    #expect(!open.folder.exists("out/restricted/way-back.csv"))
  }
}

@Suite struct `Everybody who withdrew` {
  @Test(arguments: [true, false])
  func `is in no output, and replies to them lose their addressee`(hasKey: Bool) throws {
    let world = try World.small(key: hasKey)
    // The same world with nobody withdrawn tells what W's pseudonyms are.
    let open = try World.small(key: hasKey)
    try open.folder.write("withdrawn.txt", "platform,account\n")
    #expect(try open.run("-q").status == 0)
    let theirs = try #require(
      try open.folder.records("out/restricted/posts.ndjson")
        .first { $0["text"] as? String == "canarytext7q weg hiermee" })
    let account = try #require(theirs["author_id"] as? String)
    let post = try #require(theirs["post_id"] as? String)
    let alias = try #require(
      try open.folder.records("out/restricted/posts.ndjson")
        .first { $0["account"] as? String == account })
    let handle = try #require(alias["handle"] as? String)

    #expect(try world.run("-q").status == 0)
    let all = try content(world.folder, "out")
    #expect(!all.contains("\"post_id\":\"\(post)\""))
    for value in [account, handle, "canaryhandle7q", "Wil Weg", "weg hiermee"] {
      #expect(!all.contains(value), "\(value)")
    }
    let reply = try #require(
      try world.folder.records("out/restricted/posts.ndjson")
        .first { ($0["text"] as? String)?.hasPrefix("waarom") == true })
    #expect(reply["text"] as? String == "waarom @[withdrawn]")
    // The edge is counted, and names nobody.
    let edge = try #require((reply["replies"] as? [[String: Any]])?.first)
    #expect(Set(edge.keys) == ["how", "confidence"])
  }

  @Test func `is known by id where the list has the handle, in whichever file that is told`() throws
  {
    let world = try World.small()
    // The reply to W now stands in a file before W's own post, and names the id alone.
    let second = "data/canarypath7q-2.ndjson"
    let lines = try world.folder.text(second).split(separator: "\n").map(String.init)
    let reply = try #require(lines.first { $0.contains("waarom @canaryhandle7q") })
    try world.folder.write(
      second, lines.filter { $0 != reply }.joined(separator: "\n") + "\n")
    let bare = reply.replacing(
      #","in_reply_to_user":{"id":"8800000000009007","username":"canaryhandle7q"}"#, with: "")
    #expect(bare != reply)
    try world.folder.write("data/a.ndjson", bare + "\n")
    let open = try World.small()
    try open.folder.write("withdrawn.txt", "platform,account\n")
    #expect(try open.run("-q").status == 0)
    let account = try #require(
      try open.folder.text("out/restricted/way-back.csv").split(separator: "\n")
        .first { $0.hasPrefix("x,account,8800000000009007,") }?.split(separator: ",").last)
    #expect(try world.run("-q").status == 0)
    #expect(!(try content(world.folder, "out")).contains(account))
    let piped = try Program.run(
      ["ingest", "-q", "--pipeline", "study.yaml", "--stage", "posts"], in: world.folder)
    #expect(!piped.text.contains(account))
  }

  @Test func `may be listed by id as well as by handle`() throws {
    let world = try World.small()
    try world.folder.write("withdrawn.txt", "# one line\nx,8800000000009007\n")
    let ran = try world.run()
    #expect(ran.errors.contains("withdrawn 1)"))
  }

  @Test func `needs a platform beside the account`() throws {
    let world = try World.small()
    try world.folder.write("withdrawn.txt", "platform,account\nx\n")
    let ran = try world.run()
    #expect(ran.status == 78)
    #expect(
      ran.errors.hasSuffix(
        "withdrawn.txt:2: needs a platform and an account, with a comma between\n"))
    #expect(!world.folder.exists("out"))
  }
}
