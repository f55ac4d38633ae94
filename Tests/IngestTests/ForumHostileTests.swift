import Corpus
import Foundation
import Ingest
import SchakelTesting
import Testing

private func block(_ id: Int, _ body: String, name: String = "Samira", date: String = "20-05-2012")
  -> String
{
  """
  <li class="postbitlegacy postcontainer" id="post_\(id)"><span class="date">\(date), 14:32</span>
  <a class="postcounter">#\(id)</a><a class="username" href="member.php?u=7"><b>\(name)</b></a>
  <div id="post_message_\(id)"><blockquote class="postcontent">\(body)</blockquote></div></li>
  """
}

private func thread(_ blocks: String, host: String = "x.example") -> String {
  """
  <html id="vbulletin_html"><head><link rel="canonical" href="http://\(host)/showthread.php?t=1"/></head>
  <body><ol id="posts">\(blocks)</ol></body></html>
  """
}

private func format(_ change: (inout SourceSettings) -> Void = { _ in }) throws -> VBulletin4HTML {
  var settings = SourceSettings()
  settings.timezone = "Europe/Amsterdam"
  change(&settings)
  return try VBulletin4HTML(settings)
}

private func read(_ html: String) throws -> ReadPosts {
  try ReadPosts(try format(), [MemoryExport("t.html", html)])
}

@Suite struct `Every forum source` {
  @Test func `is one export, however many inputs it has`() throws {
    let a = MemoryExport("canarypath7q.html", thread(block(1, "een") + block(2, "twee")), input: 1)
    let b = MemoryExport("b.html", thread(block(2, "twee") + block(3, "drie")), input: 2)
    let found = try ReadPosts(try format(), [a, b])
    #expect(found.records.compactMap { $0["post_id"] as? String } == ["1", "2", "3"])
    #expect(found.reasons == ["duplicate": 1])
    #expect(found.setAside.map(\.input) == [1])
    #expect(VBulletin4HTML.together([]).isEmpty)
  }

  @Test func `gives the same posts whatever the order of its pages`() throws {
    let one = thread(block(1, "een") + block(2, "twee"))
    let two = thread(block(3, "drie"))
    let texts = { (files: [(String, String)]) in
      try ReadPosts(
        try format(), [MemoryExport(files.map { ($0.0, Array($0.1.utf8)) })]
      ).records.compactMap { $0["text"] as? String }
    }
    #expect(try texts([("a", one), ("b", two)]) == texts([("a", two), ("b", one)]))
  }

  @Test func `gives the same posts on any number of threads`() throws {
    let files = (0..<150).map { number in
      ("p\(number)", Array(thread(block(number + 1, "tekst \(number)", date: "20-05-2012")).utf8))
    }
    let texts = { (jobs: Int) in
      try ReadPosts(try format { $0.jobs = jobs }, [MemoryExport(files)])
        .records.map {
          "\($0["post_id"] ?? "") \(($0["place"] as? [String: Any])?["member"] ?? "")"
        }
    }
    #expect(try texts(1).count == 150)
    #expect(try texts(2) == texts(1))
    #expect(try texts(7) == texts(1))
  }

  @Test func `names each account's id and name once`() throws {
    let found = try read(
      thread(block(1, "een") + block(2, "twee") + block(3, "x", name: "Samira2")))
    #expect(found.aliases == [["7", "Samira"], ["7", "Samira2"]])
  }

  @Test func `keeps deleted posts apart when the source asks for them`() throws {
    let html = thread(
      block(1, "een").replacingOccurrences(of: "postbitlegacy", with: "postbitdeleted"))
    let found = try ReadPosts(
      try format { $0.includeDeleted = true }, [MemoryExport("t.html", html)])
    #expect(found.records.first?["text_status"] as? String == "deleted")
    #expect(try read(html).reasons == ["deleted-post": 1])
  }

  @Test(arguments: [
    ("<html id='XF'><body><article class='message' data-content='post-1'>x</article>", "XenForo 2"),
    ("<html><body id='phpbb'><div class='post' id='p1'>x</div>", "phpBB 3"),
    ("<html><head><meta name='generator' content='vBulletin 5.4'/></head><body>x", "vBulletin 5"),
    ("<html><body><div id='posts'><table id='post12'><tr><td>x</table></div>", "vBulletin 3"),
  ])
  func `is a complaint when its page is of other software`(html: String, name: String) {
    #expect { try read(html) } throws: { error in
      let text = "\(error)"
      return text.hasPrefix("is not a vBulletin 4 thread page: it looks like a page of \(name)")
        && (error as? Complaint)?.status == .data
    }
  }

  @Test(arguments: [
    ("", "it is empty"), (" \n", "it is no HTML"), ("canarytext7q", "it is no HTML"),
    ("<p>canarytext7q", "it holds no posts"),
    ("<html id='vbulletin_html'><body>x", "it is another page of a board"),
  ])
  func `is a complaint when its page holds nothing`(html: String, reason: String) {
    #expect { try read(html) } throws: { error in
      "\(error)".contains(reason) && Canary.found(in: "\(error)").isEmpty
    }
  }

  @Test func `is a complaint when none of many pages is a thread, with what they are`() {
    let export = MemoryExport([
      ("a", []), ("b", Array("<html><body id=phpbb>x".utf8)), ("c", Array("<p>x".utf8)),
      ("d", Array("<p>y".utf8)),
    ])
    #expect {
      try ReadPosts(try format(), [export])
    } throws: {
      "\($0)"
        == "none of these 4 files is a vBulletin 4 thread page: 2 × holds no posts, 1 × is empty, "
        + "1 × looks like a page of phpBB 3"
    }
  }

  @Test func `is a complaint when its pages are of two boards`() {
    let pages = MemoryExport([
      ("a", Array(thread(block(1, "x"), host: "forums.marokko.example").utf8)),
      ("b", Array(thread(block(1, "y"), host: "www.maroc.example2").utf8)),
    ])
    #expect { try ReadPosts(try format(), [pages]) } throws: {
      "\($0)".contains("come from 2 boards")
    }
    let same = MemoryExport([
      ("a", Array(thread(block(1, "x"), host: "forums.marokko.example").utf8)),
      ("b", Array(thread(block(2, "y"), host: "www.marokko.example").utf8)),
    ])
    #expect(throws: Never.self) { try ReadPosts(try format(), [same]) }
  }

  @Test func `needs a time zone where no page states one`() {
    #expect {
      try ReadPosts(
        try format { $0.timezone = nil }, [MemoryExport("t.html", thread(block(1, "x")))])
    } throws: {
      "\($0)".contains("say timezone: Europe/Amsterdam")
        && ($0 as? Complaint)?.status == .configuration
    }
  }

  @Test func `needs to be told the order of day and month where no date shows it`() throws {
    let html = thread(block(1, "x", date: "05-06-2012"))
    #expect(throws: Complaint.self) { try read(html) }
    let found = try ReadPosts(try format { $0.dates = "mdy" }, [MemoryExport("t.html", html)])
    #expect(found.records.first?["created_at"] as? String == "2012-05-06T12:32:00Z")
  }

  @Test func `refuses settings that mean nothing`() {
    for change in [
      { $0.timezone = "Amsterdam" }, { $0.dates = "nl" }, { $0.captured = "gisteren" },
      { $0.captured = "2013-06-17T10:00:00" },
    ] as [(inout SourceSettings) -> Void] {
      #expect { try format(change) } throws: { ($0 as? Complaint)?.status == .configuration }
    }
  }
}

@Suite struct `Every hostile page` {
  @Test func `keeps its posts when a tag has 30,000 attributes`() throws {
    let many = (0..<30_000).map { "a\($0)=1" }.joined(separator: " ")
    let found = try read(thread(block(1, "een <b \(many)>vet</b>") + block(2, "twee")))
    #expect(found.records.compactMap { $0["text"] as? String } == ["een vet", "twee"])
  }

  @Test func `keeps the posts behind one that nests 200,000 levels deep`() throws {
    let deep = String(repeating: "<b>", count: 200_000) + "diep"
    let found = try read(thread(block(1, deep) + block(2, "twee")))
    #expect(found.records.compactMap { $0["text"] as? String } == ["diep", "twee"])
  }

  @Test func `keeps the posts that an unclosed element swallows`() throws {
    let found = try read(thread(block(1, "een<div><div>") + block(2, "twee")))
    #expect(found.records.compactMap { $0["text"] as? String } == ["een", "twee"])
  }

  @Test func `keeps the message that a stray end tag moves out of its block`() throws {
    let html =
      "<div>"
      + thread(
        block(1, "een").replacingOccurrences(of: "<div id=", with: "</div></div><div id=")
          + block(2, "twee")) + "</div>"
    let found = try read(html)
    #expect(found.records.compactMap { $0["text"] as? String } == ["een", "twee"])
  }

  @Test func `keeps a message of 20 MB`() throws {
    let long = String(repeating: "woord ", count: 3_333_333) + "."
    let found = try read(thread(block(1, long)))
    #expect((found.records.first?["text"] as? String)?.utf8.count == long.utf8.count)
  }

  @Test func `loses its NULs and nothing else`() throws {
    let found = try read(thread(block(1, "voor\0na")))
    #expect(found.records.first?["text"] as? String == "voorna")
  }

  @Test func `never shows a file that it names as an entity`() throws {
    let work = try Workdir()
    let secret = try work.write("s.txt", "canarytext7q")
    let html =
      "<!DOCTYPE html [<!ENTITY x SYSTEM \"file://\(secret)\">]>\n" + thread(block(1, "&x; ok"))
    let text = try #require(try read(html).records.first?["text"] as? String)
    #expect(text == "&x; ok")
  }

  @Test func `is read although it says UTF-8 and is windows-1252`() throws {
    var bytes = Array("<meta charset=utf-8>".utf8)
    bytes += Array(thread(block(1, "caf%")).utf8).map { $0 == 37 ? 0xE9 : $0 }
    let found = try ReadPosts(try format(), [MemoryExport([("t.html", bytes)])])
    #expect(found.records.first?["text"] as? String == "café")
  }

  @Test func `is read wherever it is cut, without a post that was not there`() throws {
    let whole = Array(thread(block(1, "een") + block(2, "twee")).utf8)
    for count in stride(from: 1, to: whole.count, by: 7) {
      let export = MemoryExport([("a", Array(whole.prefix(count)))])
      do {
        let found = try ReadPosts(try format(), [export])
        #expect(found.records.count <= 2)
        #expect(found.read == found.records.count + found.setAside.count)
      } catch is Complaint {
        // Cut before the first post: the page holds none.
        #expect(count < 400)
      }
    }
  }

  @Test func `of more than 64 MiB is set aside`() throws {
    let large = [UInt8](repeating: 65, count: (64 << 20) + 1)
    let export = MemoryExport([("a", large), ("b", Array(thread(block(1, "x")).utf8))])
    let found = try ReadPosts(try format(), [export])
    #expect(found.reasons == ["too-large": 1])
  }
}

@Suite struct `Every recogniser of forum pages` {
  @Test func `is sure of a thread page, and not of other HTML`() throws {
    let ours = try VBulletin4HTML.recognise(MemoryExport("t.html", thread(block(1, "x"))))
    #expect((ours?.score ?? 0) >= 90)
    #expect(try VBulletin4HTML.recognise(MemoryExport("t.html", "<html><body>x")) == nil)
    #expect(try VBulletin4HTML.recognise(MemoryExport("t.csv", "a,b\n1,2\n")) == nil)
  }
}
