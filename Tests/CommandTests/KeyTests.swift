import Foundation
import SchakelTesting
import Testing

@Suite struct `Every key` {
  @Test func `is made with mode 0600, and is never overwritten`() throws {
    let folder = try Workdir()
    let made = try Program.script("umask 000; $schakel keygen my.key", in: folder)
    #expect(made.status == 0)
    #expect(folder.mode("my.key") == 0o600)
    let text = try folder.text("my.key")
    #expect(text.hasPrefix("schakel-key-1 "))
    #expect(text.utf8.count == 14 + 64 + 1)
    let again = try Program.run(["keygen", "my.key"], in: folder)
    #expect(again.status == 73)
    #expect(again.errors.contains("my.key: exists already"))
    #expect(try folder.text("my.key") == text)
    _ = try Program.run(["keygen", "other.key"], in: folder)
    #expect(try folder.text("other.key") != text)
  }

  @Test func `from a phrase is the SHA-256 that anybody can work out`() throws {
    let folder = try Workdir()
    _ = try Program.run(["keygen", "k", "--from-phrase", "een twee"], in: folder)
    let sum = try Program.script(
      "printf 'schakel demo key\\037een twee' | sha256sum | cut -c1-64", in: folder)
    #expect(try folder.text("k") == "schakel-key-1 " + sum.text)
  }

  @Test func `gives the pseudonyms of an outside HMAC`() throws {
    let world = try World.small()
    #expect(try world.run("-q").status == 0)
    // Python: a letter for the kind of id, then base 32 of the first 128 bits of HMAC-SHA256.
    let outside = try Program.start(
      [
        "python3", "-c",
        """
        import base64, hmac
        key = bytes.fromhex(open('k.key').read().split()[1])
        def name(letter, native):
            mac = hmac.new(key, (letter + 'x' + '\\x1f' + native).encode(), 'sha256').digest()
            return letter + base64.b32encode(mac[:16]).decode().lower().rstrip('=')
        print(name('a', '8800000000009001'), name('h', 'ayse_k'), name('q', '410000000000007001'))
        mac = hmac.new(key, b'schakel key id', 'sha256').digest()
        print('k' + base64.b32encode(mac[:5]).decode().lower())
        """,
      ], in: world.folder
    ).wait()
    #expect(outside.status == 0, "\(outside.errors)")
    let names = outside.lines[0].split(separator: " ").map(String.init)
    let records = try world.folder.records("out/restricted/posts.ndjson")
    #expect(records[0]["account"] as? String == names[0])
    #expect(records[0]["handle"] as? String == names[1])
    let first = try #require(records.first { $0["record"] as? String == "post" })
    #expect(first["author_id"] as? String == names[0])
    #expect(first["post_id"] as? String == names[2])
    #expect(first["key_id"] as? String == outside.lines[1])
  }

  @Test func `that is missing or that others may read stops a run before anything is written`()
    throws
  {
    let world = try World.small()
    for mode in [0o644, 0o640, 0o604] {
      try FileManager.default.setAttributes(
        [.posixPermissions: mode], ofItemAtPath: world.folder.path("k.key"))
      let ran = try world.run("-q")
      #expect(ran.status == 78)
      #expect(ran.errors.contains("study.yaml:3:16: privacy.key: "))
      #expect(ran.errors.contains("chmod 600 k.key"))
      let stage = try Program.run(
        ["ingest", "-q", "--pipeline", "study.yaml", "--stage", "posts"], in: world.folder)
      #expect(stage.status == 78)
      #expect(stage.errors.hasSuffix("chmod 600 k.key`\n"))
      #expect(stage.output.isEmpty)
    }
    try FileManager.default.removeItem(atPath: world.folder.path("k.key"))
    let ran = try world.run("-q")
    #expect(ran.status == 78)
    #expect(ran.errors.contains("schakel keygen k.key"))
    #expect(!world.folder.exists("out"))
  }

  @Test(arguments: [
    "", "schakel-key-1 \n", "hunter2\n",
    "schakel-key-1 " + String(repeating: "0", count: 62) + "\n",
    "schakel-key-1 " + String(repeating: "z", count: 64) + "\n",
    "schakel-key-2 " + String(repeating: "0", count: 64) + "\n",
  ])
  func `that is no key is refused, and not shown`(content: String) throws {
    let world = try World.small()
    try world.folder.write("k.key", content)
    let ran = try world.run("-q")
    #expect(ran.status == 78)
    #expect(ran.errors.contains("is no schakel key"))
    #expect(!ran.errors.contains("hunter2"))
    #expect(!world.folder.exists("out"))
  }

  @Test func `of another project cannot join a roster to a stream`() throws {
    let world = try World.small()
    let ended = try Program.script(
      """
      p="--pipeline study.yaml -q"
      $schakel keygen other.key 2> /dev/null
      $schakel ingest $p --stage posts > posts.ndjson
      g="--roster roster.csv --scheme cbs-2022"
      $schakel interact -q $g --key other.key posts.ndjson; echo $?
      $schakel interact -q $g posts.ndjson; echo $?
      $schakel ingest -q --format twitter-v2 --no-pseudonyms 'invented data' 'data/*.ndjson' > open.ndjson
      $schakel interact -q $g --key k.key open.ndjson; echo $?
      """, in: world.folder)
    #expect(ended.text == "78\n78\n78\n")
    let lines = ended.errors.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[0].contains("was made with key k6pnykkzs, but the key given is k"))
    #expect(lines[1].contains("holds pseudonyms of key k6pnykkzs, and a roster needs that key"))
    #expect(lines[2].contains("holds no pseudonyms"))
  }

  @Test func `may not be mixed with another in one stream`() throws {
    let world = try World.small()
    let ended = try Program.script(
      """
      p="--pipeline study.yaml -q"
      $schakel keygen other.key 2> /dev/null
      $schakel ingest $p --stage posts | grep -v '"record":"end"' | sed 's/{"record":"post",/{/' > mixed.ndjson
      $schakel ingest -q --format twitter-v2 --key other.key 'data/*.ndjson' |
        grep -v '"record":"end"' | sed 's/{"record":"post",/{/' >> mixed.ndjson
      sed -i '/"record":"alias"/d' mixed.ndjson
      for s in classify 'filter --kinds post' interact 'tabulate --table corpus'; do
        $schakel $s -q mixed.ndjson > out.ndjson; echo $?
      done
      """, in: world.folder)
    #expect(ended.text == "65\n65\n65\n65\n")
    for line in ended.errors.split(separator: "\n") {
      #expect(line.contains("mixed.ndjson: mixes records made with different keys (k"))
    }
  }
}

@Suite struct `Every purge` {
  @Test func `deletes restricted outputs and the key, and nothing else`() throws {
    let world = try World.small()
    #expect(try world.run("-q").status == 0)
    let before = world.folder.files().filter { !$0.hasPrefix("out/restricted/") && $0 != "k.key" }
    let asked = try Program.run(["purge", "study.yaml"], in: world.folder)
    #expect(asked.status == 0)
    #expect(asked.errors.contains("would delete"))
    #expect(asked.errors.contains("nothing was deleted; say --yes to do it"))
    #expect(world.folder.exists("out/restricted/posts.ndjson"))
    let done = try Program.run(["purge", "study.yaml", "--yes"], in: world.folder)
    #expect(done.status == 0)
    #expect(world.folder.files() == before)
    #expect(!world.folder.exists("out/restricted"))
    #expect(world.folder.exists("out/release/T5.csv"))
    let again = try Program.run(["purge", "study.yaml", "--yes"], in: world.folder)
    #expect(again.status == 0)
    #expect(again.errors == "nothing to delete\n")
  }

  @Test func `leaves the key when it is told to`() throws {
    let world = try World.small()
    #expect(try world.run("-q").status == 0)
    _ = try Program.run(["purge", "study.yaml", "--yes", "--keep-key"], in: world.folder)
    #expect(world.folder.exists("k.key"))
    #expect(!world.folder.exists("out/restricted"))
  }
}
