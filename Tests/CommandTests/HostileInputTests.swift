import Foundation
import SchakelTesting
import Testing

/// Broken and hostile inputs, made with the tools that make such files; each gives one clear
/// sentence, the right status and no output file.
@Suite struct `Every hostile input` {
  /// Ingests what a script made; nothing of the content may be said.
  private func ingest(
    _ make: String, _ flags: String, _ input: String
  ) throws -> (ended: Ended, wrote: Bool) {
    let world = World(folder: try Workdir())
    try world.putKey()
    let made = try Program.script(make, in: world.folder)
    try #require(made.status == 0, "\(made.errors)")
    let ended = try Program.script(
      "$schakel ingest --key k.key -o posts.ndjson \(flags) \(input)", in: world.folder)
    #expect(Canary.found(in: ended.errors) == [])
    return (ended, world.folder.exists("posts.ndjson"))
  }

  private func refuses(
    _ make: String, _ flags: String, _ input: String, says: String..., status: Int32 = 65
  ) throws {
    let (ended, wrote) = try ingest(make, flags, input)
    #expect(ended.status == status)
    #expect(ended.errors.split(separator: "\n").count == 1, "\(ended.errors)")
    #expect(ended.errors.utf8.count < 300)
    for text in says { #expect(ended.errors.contains(text), "\(ended.errors)") }
    #expect(!wrote)
  }

  private static let archive = """
    import zipfile
    account = 'window.YTD.account.part0 = [ {"account": {"accountId": "71", "username": "iemand"}} ]'
    tweet = ('window.YTD.tweets.part0 = [ {"tweet": {"id_str": "5", "full_text": "canarytext7q", '
             '"created_at": "Tue Mar 03 18:22:10 +0000 2020"}} ]')
    """

  private static func zip(_ rest: String) -> String {
    "python3 - <<'END'\n\(archive)\n\(rest)\nEND"
  }

  @Test func `that is not the format it is said to be is refused`() throws {
    try refuses(
      "seq 1000 > numbers.txt", "--format twitter-v2", "numbers.txt",
      says: "numbers.txt: is not twitter-v2: 1000 records")
    try refuses(
      "seq 1000 > numbers.txt", "--format reddit-dump", "numbers.txt", says: "numbers.txt: ")
    try refuses(
      "seq 1000 > numbers.txt", "--format x-archive", "numbers.txt",
      says: "numbers.txt: is not an x-archive")
    try refuses(
      "seq 1000 > numbers.txt", "--format vbulletin4-html", "numbers.txt",
      says: "numbers.txt: is not a vBulletin 4 thread page")
  }

  @Test func `as a zip that was cut short is refused`() throws {
    try refuses(
      Self.zip(
        """
        with zipfile.ZipFile('whole.zip', 'w') as z:
            z.writestr('data/account.js', account)
            z.writestr('data/tweets.js', tweet)
        open('cut.zip', 'wb').write(open('whole.zip', 'rb').read()[:300])
        """), "--format x-archive", "cut.zip", says: "cut.zip: is cut short or damaged",
      "copy or download it again")
  }

  @Test func `as a zip with paths that climb out writes none of them and counts them`() throws {
    let (ended, wrote) = try ingest(
      Self.zip(
        """
        with zipfile.ZipFile('climb.zip', 'w') as z:
            z.writestr('data/account.js', account)
            z.writestr('data/tweets.js', tweet)
            z.writestr('../../canarypath7q.txt', 'out')
            z.writestr('/tmp/canarypath7q.txt', 'out')
        """), "--format x-archive", "climb.zip")
    #expect(ended.status == 0)
    #expect(ended.errors == "ingest: read 3 = kept 1 + set aside 2 (unsafe-path 2)\n")
    #expect(wrote)
    #expect(!FileManager.default.fileExists(atPath: "/tmp/canarypath7q.txt"))
  }

  @Test func `as a bomb is refused before it is unpacked`() throws {
    try refuses(
      Self.zip(
        """
        with zipfile.ZipFile('bomb.zip', 'w', zipfile.ZIP_DEFLATED) as z:
            z.writestr('data/account.js', account)
            with z.open('data/tweets.js', 'w') as f:
                f.write(b'window.YTD.tweets.part0 = [ ')
                for i in range(300): f.write(b' ' * (1 << 20))
        """), "--format x-archive", "bomb.zip", says: "bomb.zip: unpacks to more than 250 times",
      "archive bomb")
  }

  @Test func `as a packed stream that is a bomb is refused`() throws {
    try refuses(
      "head -c 300000000 /dev/zero | gzip -1 > bomb.ndjson.gz", "--format reddit-dump",
      "bomb.ndjson.gz", says: "bomb.ndjson.gz: ")
  }

  @Test func `with entities in its HTML reads no file and opens no address`() throws {
    let (ended, _) = try ingest(
      """
      echo canarytext7q-secret > secret.txt
      cat > t.html <<END
      <!DOCTYPE html [<!ENTITY x SYSTEM "file://$PWD/secret.txt"><!ENTITY y SYSTEM "http://127.0.0.1:9/">]>
      <html><head><meta name="generator" content="vBulletin 4.2.0"><title>&x;&y;</title></head>
      <body><ol id="posts"><li class="postbitlegacy" id="post_1">&x; &y;</li></ol></body></html>
      END
      """, "--format vbulletin4-html --timezone Europe/Amsterdam", "t.html")
    #expect([1, 65].contains(ended.status))
    #expect(!ended.errors.contains("secret"))
    #expect(isOneSentence(ended.errors))
  }

  @Test func `with NUL bytes and bytes that are no UTF-8 is read or set aside, and counted`() throws
  {
    let (ended, wrote) = try ingest(
      #"""
      printf '{"id":"1","author_id":"7","text":"canarytext7q \000 nul"}\n' > odd.ndjson
      printf '{"id":"2","author_id":"7","text":"canarytext7q \377\376 bytes"}\n' >> odd.ndjson
      printf '\000\000\000\n' >> odd.ndjson
      printf '{"id":"3","author_id":"7","text":"heel"}\n' >> odd.ndjson
      """#, "--format twitter-v2", "odd.ndjson")
    #expect(ended.status == 0)
    // A NUL is no JSON, in a text or in a line of its own; broken bytes are replaced.
    #expect(ended.errors == "ingest: read 4 = kept 2 + set aside 2 (not-json 2)\n")
    #expect(wrote)
  }

  @Test func `with a line of 100 MB is read`() throws {
    let (ended, _) = try ingest(
      """
      { printf '{"id":"1","author_id":"7","text":"'; head -c 104857600 /dev/zero | tr '\\0' a
        printf '"}\\n{"id":"2","author_id":"7","text":"kort"}\\n'; } > long.ndjson
      """, "--format twitter-v2", "long.ndjson")
    #expect(ended.status == 0)
    #expect(ended.errors == "ingest: read 2 = kept 2 + set aside 0\n")
  }

  @Test func `that is empty gives no post and says so`() throws {
    let (ended, _) = try ingest(": > empty.ndjson", "--format twitter-v2", "empty.ndjson")
    #expect(ended.status == 1)
    #expect(ended.errors.contains("no post came out of 0 records"))
    for format in ["x-archive", "vbulletin4-html", "reddit-dump"] {
      try refuses(": > empty", "--format \(format)", "empty", says: "empty: ")
    }
  }

  @Test func `that is a folder, a missing file or a pattern without files ends with 66`() throws {
    try refuses("mkdir d", "--format twitter-v2", "d", says: "d: is a folder", status: 66)
    try refuses(
      ":", "--format twitter-v2", "gone.ndjson", says: "gone.ndjson: no such file", status: 66)
    try refuses(
      ":", "--format twitter-v2", "'no*.ndjson'", says: "no*.ndjson: no file fits", status: 66)
  }

  @Test func `that may not be read ends with 66`() throws {
    let world = World(folder: try Workdir())
    try world.putKey()
    // Root may read everything: the program runs as somebody else.
    let ended = try Program.script(
      """
      as=; [ $(id -u) = 0 ] && as="setpriv --reuid=65534 --regid=65534 --clear-groups"
      mkdir -p data/closed ro; echo '{"id":"1","author_id":"7","text":"a"}' | tee data/a.ndjson > data/closed/b.ndjson
      chmod 755 . data; chmod 644 data/*.ndjson
      [ -n "$as" ] && chown 65534 k.key
      chmod 000 data/closed data/a.ndjson; chmod 555 ro
      i="$as $schakel ingest -q --format twitter-v2 --key k.key"
      $i data/a.ndjson; echo $?
      $i data/closed/b.ndjson; echo $?
      $i 'data/closed/*.ndjson'; echo $?
      chmod 644 data/a.ndjson
      $i 'data/**/*.ndjson'; echo $?
      $as $schakel ingest -q --format x-archive --key k.key data/closed; echo $?
      $i -o ro/posts.ndjson data/a.ndjson; echo $?
      chmod 755 data/closed ro
      """, in: world.folder)
    #expect(ended.lines.filter { $0.count == 2 } == ["66", "66", "66", "66", "66", "73"])
    #expect(
      ended.errors == """
        schakel: data/a.ndjson: may not be read; check its permissions (ls -l)
        schakel: ingest: source 1 (twitter-v2): data/closed/b.ndjson: leads to a folder that may not be read; check its permissions (ls -lR)
        schakel: ingest: source 1 (twitter-v2): data/closed/*.ndjson: leads to a folder that may not be read; check its permissions (ls -lR)
        schakel: ingest: source 1 (twitter-v2): data/**/*.ndjson: leads to a folder that may not be read; check its permissions (ls -lR)
        schakel: data/closed: is or holds a folder that may not be read; check its permissions (ls -lR)
        schakel: ro/posts.ndjson: cannot be written: Permission denied

        """)
  }
}
