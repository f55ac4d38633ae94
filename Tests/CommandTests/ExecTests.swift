import Foundation
import SchakelTesting
import Testing

/// A coder outside schakel: says `work` of each post with the word it is given, and counts its calls.
private let coder = """
  import json, sys
  open('calls', 'a').write('x')
  for line in sys.stdin:
      post = json.loads(line)
      if post.get('record', 'post') != 'post': continue
      topics = ['work'] if 'school' in post.get('text', '') else []
      print(json.dumps({'post_id': post['post_id'], 'topics': topics}))

  """

@Suite struct `Every exec stage` {
  /// A small world whose posts are coded by `command`.
  private func world(_ command: String = "python3 coder.py", _ program: String = coder) throws
    -> World
  {
    let world = try World.small()
    try world.folder.write("coder.py", program)
    let study = try world.folder.text("study.yaml").split(separator: "\n").map { line in
      line.hasPrefix("  coded:")
        ? "  coded: {use: exec, command: [\(command.split(separator: " ").joined(separator: ", "))], reason: a model that we tried}"
        : line
    }
    try world.folder.write("study.yaml", study.joined(separator: "\n") + "\n")
    return world
  }

  @Test func `puts the answers of its command behind the posts`() throws {
    let world = try world()
    let ran = try world.run()
    #expect(ran.status == 0, "\(ran.errors)")
    #expect(ran.errors.contains("coded: read 26 = kept 26 + set aside 0\n"))
    let posts = try world.folder.records("out/restricted/posts.ndjson")
      .filter { $0["record"] as? String == "post" }
    #expect(posts.count == 26)
    // Posts 1 and 30 hold the word.
    #expect(posts.count { $0["topics"] as? [String] == ["work"] } == 2)
    #expect(posts.count { ($0["topics"] as? [String])?.isEmpty == true } == 24)
    #expect(world.folder.files(below: "out/restricted").filter { $0.contains("scratch") } == [])
  }

  @Test func `stores its answers and does not ask again for the same posts`() throws {
    let world = try world()
    #expect(try world.run("-q").status == 0)
    #expect(try world.folder.text("calls") == "x")
    let table = try world.folder.text("out/release/T3.csv")
    #expect(try world.run("-q").status == 0)
    #expect(try world.folder.text("calls") == "x")
    #expect(try world.folder.text("out/release/T3.csv") == table)
    #expect(world.folder.mode(".schakel") == 0o700)
    let stored = world.folder.files(below: ".schakel")
    #expect(stored.count == 1)
    #expect(world.folder.mode(".schakel/\(stored[0])") == 0o600)
    // Other posts are asked about.
    try world.folder.write(
      "study.yaml",
      try world.folder.text("study.yaml").replacing("since: 2013-04-01", with: "since: 2013-04-02"))
    #expect(try world.run("-q").status == 0)
    #expect(try world.folder.text("calls") == "xx")
  }

  @Test func `marks every table that rests on it, with its reason`() throws {
    let world = try world()
    #expect(try world.run("-q").status == 0)
    for table in ["T1", "T3", "T5", "T6", "T10"] {
      for form in ["md", "tex"] {
        #expect(
          try world.folder.text("out/release/\(table).\(form)").contains(
            "Topics come from a program outside schakel (reason: a model that we tried)"))
      }
    }
    #expect(try world.folder.text("out/release/run.json").contains("a model that we tried"))
    #expect(try !world.folder.text("out/release/run.json").contains("coder.py"))
  }

  @Test func `needs a written reason`() throws {
    let world = try world()
    try world.folder.write(
      "study.yaml",
      try world.folder.text("study.yaml").replacing(", reason: a model that we tried", with: ""))
    let ran = try world.run("-q")
    #expect(ran.status == 78)
    #expect(ran.errors.contains("stages.coded"))
    #expect(ran.errors.contains("reason"))
    #expect(!world.folder.exists("calls"))
  }

  @Test func `is purged with the answers it stored`() throws {
    let world = try world()
    #expect(try world.run("-q").status == 0)
    #expect(try Program.run(["purge", "study.yaml", "--yes"], in: world.folder).status == 0)
    #expect(world.folder.files(below: ".schakel") == [])
    #expect(!world.folder.exists(".schakel"))
  }

  /// What a command may do wrong, the sentence it gets, and the program that does it.
  static let wrongs: [(String, String)] = [
    ("the command ended with status 3", "import sys; sys.stdin.read(); sys.exit(3)"),
    (
      "the command was killed by signal 9",
      "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    ),
    (
      "the command left posts without an answer",
      coder.replacing("if post.get", with: "if 'school' in post.get('text', '') or post.get")
    ),
    (
      "answers a post for the second time",
      coder.replacing("print(", with: "print('\\n'.join([")
        .replacing("topics}))", with: "topics})] * 2))")
    ),
    (
      "some ids are not those it was given",
      coder + "print(json.dumps({'post_id': 'p-canarytext7q', 'topics': []}))\n"
    ),
    ("line 1 of the answers: is no JSON object", "print('canarytext7q')"),
    ("line 1 of the answers: has no post_id", "print('{\"topics\":[]}')"),
    ("line 1 of the answers: has no list of topics", "print('{\"post_id\":\"canarytext7q\"}')"),
  ]

  @Test(arguments: wrongs.indices)
  func `says what its command did wrong, and writes nothing`(number: Int) throws {
    let (sentence, program) = Self.wrongs[number]
    let world = try world("python3 coder.py", program)
    let ran = try world.run("-q")
    #expect(ran.status == 65)
    #expect(ran.errors.hasPrefix("schakel: coded: "), "\(ran.errors)")
    #expect(ran.errors.contains(sentence), "\(ran.errors)")
    #expect(isOneSentence(ran.errors))
    #expect(!world.folder.exists("out"))
    // What went wrong is not stored as an answer.
    #expect(world.folder.files(below: ".schakel") == [])
  }

  @Test func `says that there is no such command`() throws {
    let world = try world("no-such-coder-here")
    let ran = try world.run("-q")
    #expect(ran.status == 65)
    #expect(ran.errors.contains("there is no such command"))
    #expect(!world.folder.exists("out"))
  }
}
