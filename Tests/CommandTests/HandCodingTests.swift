import Foundation
import SchakelTesting
import Testing

@Suite struct `Hand-coding, as commands` {
  /// Two hundred posts of thirty people in two groups, by a fixed rule; every third is an answer.
  private func world() throws -> Workdir {
    let folder = try Workdir()
    var posts = ""
    for number in 0..<200 {
      let topics = number % 4 == 0 ? "\"school\"" : number % 10 == 1 ? "\"work\",\"school\"" : ""
      let replies =
        number % 3 == 0 && number > 9
        ? ",\"replies\":[{\"post_id\":\"post-\(number - 7)\",\"how\":\"native_parent\"}]" : ""
      let kind = number % 20 == 19 ? "repost" : "post"
      posts +=
        "{\"post_id\":\"post-\(number)\",\"platform\":\"x\",\"kind\":\"\(kind)\","
        + "\"author_id\":\"canaryauthor7q\(number % 30)\",\"author_handle\":\"canaryname7q\(number % 30)\","
        + "\"lang\":\"nl\",\"text\":\"tekst, \\\"nummer\\\" \(number)\"\(replies),"
        + "\"topics\":[\(topics)],\"tokens\":3}\n"
    }
    try folder.write("coded.ndjson", posts)
    var roster = "person,platform,account,self_described\n"
    for person in 0..<30 {
      roster += "q\(person),x,canaryauthor7q\(person),\(person < 10 ? "canarygroup7q" : "Other")\n"
    }
    try folder.write("roster.csv", roster)
    return folder
  }

  private let flags = [
    "--size", "60", "--by", "label,group", "--roster", "roster.csv", "--per-user", "4", "--floor",
    "label=12", "--seed", "5",
  ]

  @Test func `draw the same posts from a file, a pipe and a stream in another order`() throws {
    let folder = try world()
    let drawn = try Program.run(["sample", "coded.ndjson", "-o", "a.csv"] + flags, in: folder)
    #expect(drawn.status == 0, "\(drawn.errors)")
    let piped = try Program.run(
      ["sample", "-", "-o", "b.csv", "--jobs", "3"] + flags, in: folder,
      input: try folder.read("coded.ndjson").split(separator: 10).reversed()
        .flatMap { Array($0) + [10] })
    #expect(piped.status == 0, "\(piped.errors)")
    for end in ["csv", "design.csv", "design.json"] {
      #expect(try folder.read("a.\(end)") == folder.read("b.\(end)"), "\(end)")
      let mode = try FileManager.default.attributesOfItem(atPath: folder.path("a.\(end)"))[
        .posixPermissions]
      #expect(mode as? Int == 0o600)
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(left.filter { $0.contains("reading") || $0.contains("partial") }.isEmpty)
    // The rule is told, and stored.
    #expect(drawn.errors.contains("a level with fewer than 10 posts goes to (other)"))
    #expect(try folder.text("a.design.json").contains("a level with fewer than 10 posts goes to"))
  }

  @Test func `tell coders no author, group, label or stratum`() throws {
    let folder = try world()
    _ = try Program.run(["sample", "coded.ndjson", "-o", "a.csv"] + flags, in: folder)
    let coder = try folder.text("a.csv")
    #expect(coder.hasPrefix("post_id,text,parent_text,sample_hash\n"))
    for word in ["canary", "school", "work", "Other"] { #expect(!coder.contains(word), "\(word)") }
    let design = try folder.text("a.design.csv")
    #expect(design.contains("canarygroup7q"))
    #expect(!design.contains("canaryauthor7q") && !design.contains("canaryname7q"))
    let page = try Program.run(["page", "a.csv", "--coder", "A", "-o", "a.html"], in: folder)
    #expect(page.status == 0, "\(page.errors)")
    #expect(page.errors.contains("60 posts, 6 of them twice"))
    #expect(!(try folder.text("a.html")).contains("canary"))
  }

  @Test func `give what a recount in Python finds`() throws {
    let folder = try world()
    _ = try Program.run(["sample", "coded.ndjson", "-o", "a.csv"] + flags, in: folder)
    let check = try Program.script(
      """
      python3 -B - <<'END'
      import collections, csv, json
      posts = {p["post_id"]: p for p in map(json.loads, open("coded.ndjson"))}
      frame = {i: p for i, p in posts.items() if p["kind"] != "repost"}
      wrote = collections.Counter(p["author_id"] for p in frame.values())
      design = list(csv.DictReader(open("a.design.csv")))
      coder = list(csv.DictReader(open("a.csv", newline="")))
      strata = {r["stratum"]: (int(r["N_h"]), int(r["N_drawable"]), int(r["n_h"])) for r in design}
      assert len(design) == len(coder) == 60
      assert sum(n for n, _, _ in strata.values()) == len(frame) == 190
      assert sum(n for _, n, _ in strata.values()) == sum(min(4, n) for n in wrote.values())
      assert collections.Counter(r["stratum"] for r in design) == {s: n for s, (_, _, n) in strata.items()}
      clusters = {}
      for row, seen in zip(design, coder):
          post = frame[row["post_id"]]
          m = wrote[post["author_id"]]
          N, drawable, n = strata[row["stratum"]]
          assert int(row["user_posts"]) == m and int(row["user_drawable"]) == min(4, m)
          assert abs(float(row["pi"]) - n / drawable * min(4, m) / m) < 1e-12
          assert clusters.setdefault(post["author_id"], row["cluster"]) == row["cluster"]
          assert seen["post_id"] == row["post_id"] and seen["sample_hash"] == row["sample_hash"]
          assert seen["text"] == post["text"]
          parent = post.get("replies")
          assert seen["parent_text"] == (posts[parent[0]["post_id"]]["text"] if parent else "")
          topics = set(row["stratum"].split(" | ")[0].split("+")) - {"none", "(other)"}
          assert topics <= set(post["topics"])
      assert len(set(clusters.values())) == len(clusters)
      assert sum("work" in frame[r["post_id"]]["topics"] for r in design) >= 12
      print("fine")
      END
      """, in: folder)
    #expect(check.text == "fine\n", "\(check.errors)")
  }

  @Test(arguments: [
    (["--size", "10", "--by", "group"], Int32(64), "group needs --roster"),
    (["--size", "10", "--by", "colour"], 64, "knows no 'colour'"),
    (["--size", "10", "--floor", "label=3"], 64, "add label to --by"),
    (["--size", "0"], 64, "a number from 1"),
    (["--size", "9", "--design", "a.csv"], 64, "must not hold it"),
    (["--size", "9", "--design", "a.csv.gz"], 64, "ends in .csv"),
  ])
  func `say what is wrong with their flags`(flags: [String], status: Int32, said: String) throws {
    let folder = try world()
    let ended = try Program.run(["sample", "coded.ndjson", "-o", "a.csv"] + flags, in: folder)
    #expect(ended.status == status)
    #expect(ended.errors.contains(said), "\(ended.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.path("a.csv")))
  }

  @Test func `refuse a stream without topics where strata are made of them`() throws {
    let folder = try world()
    try folder.write("raw.ndjson", "{\"post_id\":\"1\",\"author_id\":\"a\",\"text\":\"x\"}\n")
    let ended = try Program.run(
      ["sample", "raw.ndjson", "--size", "1", "--by", "label", "-o", "a.csv"], in: folder)
    #expect(ended.status == 65)
    #expect(ended.errors.contains("put `schakel classify` before it"))
  }

  @Test func `are reproducible: another size or seed is another sample`() throws {
    let folder = try world()
    var hashes: Set<Substring> = []
    for (size, seed) in [("20", "1"), ("20", "2"), ("21", "1")] {
      let ended = try Program.run(
        ["sample", "coded.ndjson", "--size", size, "--seed", seed, "-o", "a.csv"], in: folder)
      #expect(ended.status == 0)
      hashes.insert(try folder.text("a.csv").dropLast().suffix(32))
    }
    #expect(hashes.count == 3)
  }
}
