import Corpus
import Foundation
import Ingest
import SchakelTesting
import Testing

/// A mapping file in a folder of its own, and the format made from it.
private func format(
  _ yaml: String, _ change: (inout SourceSettings) -> Void = { _ in }
) throws -> Mapped {
  let work = try Workdir()
  var settings = SourceSettings()
  settings.mapping = try work.write("canarypath7q.yaml", yaml)
  settings.mappingShown = "my.yaml"
  change(&settings)
  return try Mapped(settings)
}

private func complaint(_ body: () throws -> Any) -> Complaint? {
  do {
    _ = try body()
    return nil
  } catch {
    return error as? Complaint
  }
}

private let table = "mapping: 1\nformat: csv\nfields: {post_id: id, author_id: who, text: body}\n"

private func read(_ yaml: String, _ text: String, _ name: String = "x.csv") throws -> ReadPosts {
  try ReadPosts(try format(yaml), [MemoryExport(name, text)])
}

@Suite struct `Every mapping file` {
  static let shipped =
    (try? FileManager.default.contentsOfDirectory(
      atPath: Repository.folder("data-schema/exports").path)) ?? []

  @Test(arguments: shipped.filter { $0.hasSuffix(".yaml") }.sorted())
  func `that comes with schakel can be read`(file: String) throws {
    var settings = SourceSettings()
    settings.mapping = Repository.folder("data-schema/exports/\(file)").path
    settings.timezone = "UTC"
    #expect(throws: Never.self) { try Mapped(settings) }
    #expect(Self.shipped.count >= 3)
  }

  @Test func `tells all its mistakes at once, each with its place`() throws {
    let found = complaint {
      try format(
        """
        mapping: 2
        format: excel
        feilds: {}
        delimiter: abc
        text_mode: markdown
        fields:
          post_id: {at: id, defualt: auto}
          athor_id: who
          kind: {at: k, map: {a: tweet}}
          created_at: {at: t, format: "dd-QQ-yyyy", zone: Amsterdam}
          title: {at: t, extract: "(("}
          venue_id: {prefix: x}
        const: {title: a}
        skip_if: [{at: x}, {equals: y}]
        """)
    }
    let lines = try #require(found).description.split(separator: "\n").map(String.init)
    #expect(
      lines == [
        "my.yaml:1:10: mapping is the version of this language, 1",
        "my.yaml:2:9: format is one of csv, tsv, json, ndjson",
        "my.yaml:3:1: no key of a mapping file is called 'feilds'; 'fields' is",
        "my.yaml:4:12: delimiter is one sign, or tab, comma, semicolon",
        "my.yaml:5:12: text_mode is one of plain, html",
        "my.yaml:7:3: no field gives text",
        "my.yaml:7:3: no field gives author_id or author_handle",
        "my.yaml:7:21: no key of a field is called 'defualt'; 'default' is",
        "my.yaml:8:3: no field of a post is called 'athor_id'; 'author_id' is",
        "my.yaml:9:26: kind is one of post, reply, comment, quote, repost, service",
        "my.yaml:10:31: format is auto, epoch, epoch_ms, iso, or a pattern such as dd-MM-yyyy HH:mm",
        "my.yaml:10:51: zone is an IANA name such as Europe/Amsterdam, or UTC",
        "my.yaml:11:27: extract is no regular expression",
        "my.yaml:12:3: venue_id needs at: where its value stands",
        "my.yaml:13:9: title stands in fields and in const",
        "my.yaml:14:11: a test of skip_if has at, and equals, matches or empty",
        "my.yaml:14:20: a test of skip_if has at, and equals, matches or empty",
      ])
    #expect(found?.status == .configuration)
  }

  @Test(arguments: [
    ("a: [", "my.yaml:2:"), ("", "my.yaml: is empty"), ("a: 1\na: 2\n", "a key twice"),
    ("- 1\n", "a block of keys"), ("mapping: &a 1\nformat: *a\n", "anchors and aliases"),
    ("\t- x: 1\n", "my.yaml:1:"),
  ])
  func `is refused when it is no such YAML`(yaml: String, message: String) throws {
    let found = try #require(complaint { try format(yaml) })
    #expect(found.description.contains(message))
    #expect(found.status == .configuration)
    #expect(Canary.found(in: found.description).isEmpty)
  }

  @Test func `reads words as they are written`() throws {
    // `no` is a language and `0` a text, whatever YAML takes them for.
    let found = try read(
      table + "const: {lang: no, venue_id: 010}\n", "id,who,body\n1,2,hei\n")
    #expect(found.records.first?["lang"] as? String == "no")
    #expect(found.records.first?["venue_id"] as? String == "010")
  }

  @Test func `must be named, and exist`() throws {
    #expect(complaint { try Mapped(SourceSettings()) }?.status == .configuration)
    var settings = SourceSettings()
    settings.mapping = "/nonexistent/m.yaml"
    settings.mappingShown = "m.yaml"
    #expect(complaint { try Mapped(settings) }?.description == "m.yaml: no such file")
  }
}

@Suite struct `Every mapped table` {
  @Test func `must have the columns that the mapping names`() throws {
    let found = try #require(complaint { try read(table, "id,who,Bdoy\n1,2,canarytext7q\n") })
    #expect(
      found.description
        == "my.yaml:3:45: the table has no column 'body' for text (it has 3); did you mean 'Bdoy'?")
    #expect(found.status == .data)
    // Without a header, the first line is somebody's post: it is not shown.
    let headless = try #require(complaint { try read(table, "1,2,canarytext7q zoveel\n") })
    #expect(Canary.found(in: headless.description).isEmpty)
    let one = try #require(complaint { try read(table, "id|who|body\n") })
    #expect(one.description.contains("is the delimiter right?"))
  }

  @Test func `must not have two columns of one name`() throws {
    let found = try #require(complaint { try read(table, "id,who,body,id\n1,2,x,3\n") })
    #expect(
      found.description == "columns 1 and 4 of the table have the same name; rename one")
    #expect(throws: Never.self) { try read(table, "id,who,body,,\n1,2,x,,\n") }
  }

  @Test(arguments: ["", "\u{FEFF}", "\n\n"])
  func `is a complaint when it is empty`(text: String) throws {
    #expect(complaint { try read(table, text) }?.description.contains("is empty") == true)
  }

  @Test(arguments: ["1.38024E+18", "1,38024E+18", "1.38e18", "7E+17", "1380245678901234567.0"])
  func `is a complaint when its ids were rounded`(id: String) throws {
    let text = "id;who;body\n1;2;x\n\(id);2;y\n"
    let found = try #require(complaint { try read(table, text) })
    #expect(found.description.hasPrefix("record 2: post_id is written as a rounded number"))
    #expect(!found.description.contains("38024"))
  }

  @Test func `keeps ids that only look like numbers`() throws {
    let found = try read(table, "id;who;body\n12e34;7.0;x\n007;8;y\nE+5;9;z\n")
    #expect(found.records.compactMap { $0["post_id"] as? String } == ["12e34", "007", "E+5"])
    #expect(found.records.first?["author_id"] as? String == "7")
  }

  @Test func `is windows-1252 when it is not UTF-8`() throws {
    let bytes = Array("id,who,body\n1,2,caf".utf8) + [0xE9, 0x80, 10]
    let found = try ReadPosts(try format(table), [MemoryExport([("x.csv", bytes)])])
    #expect(found.records.first?["text"] as? String == "café€")
    #expect(found.repaired == 0)
  }

  @Test func `has its broken UTF-8 and NULs repaired and counted`() throws {
    let bytes = Array("id,who,body\n1,2,éé".utf8) + [0xFF] + Array("x\0y\n2,2,ok\n".utf8)
    let found = try ReadPosts(try format(table), [MemoryExport([("x.csv", bytes)])])
    #expect(found.records.first?["text"] as? String == "éé\u{FFFD}xy")
    #expect(found.repaired == 1)
  }

  @Test func `can be larger than a piece`() throws {
    // 40,000 records of about 80 bytes: more than three pieces of 1 MiB.
    var text = "id,who,body\n"
    for i in 0..<40_000 { text += "\(i),\(i % 7),\"é\(String(repeating: "x", count: 70))\n\"\n" }
    let found = try read(table, text)
    #expect(found.records.count == 40_000)
    #expect(found.records.last?["post_id"] as? String == "39999")
    #expect(found.read == 40_000)
  }

  @Test func `may begin with lines that are no table`() throws {
    let found = try read(table + "skip_lines: 2\n", "Export van\n12 mei\nid,who,body\n1,2,x\n")
    #expect(found.records.count == 1)
  }

  @Test func `must tell the order of day and month`() throws {
    let yaml = table.replacingOccurrences(of: "text: body", with: "text: body, created_at: t")
    let text = "id,who,body,t\n1,2,x,05-06-2012 10:00\n"
    let unclear = try #require(complaint { try read(yaml, text) })
    #expect(unclear.description.contains("say dates: dmy, mdy or ymd"))
    let set = try ReadPosts(
      try format(yaml) {
        $0.dates = "mdy"
        $0.timezone = "UTC"
      }, [MemoryExport("x.csv", text)])
    #expect(set.records.first?["created_at"] as? String == "2012-05-06T10:00:00Z")
    let zoneless = try #require(
      complaint {
        try ReadPosts(try format(yaml) { $0.dates = "mdy" }, [MemoryExport("x.csv", text)])
      })
    #expect(zoneless.description.contains("say zone:"))
    #expect(zoneless.status == .configuration)
  }

  @Test func `is a complaint when not one time can be read`() throws {
    let yaml = table.replacingOccurrences(
      of: "text: body", with: "text: body, created_at: {at: t, format: epoch}")
    let found = try #require(complaint { try read(yaml, "id,who,body,t\n1,2,x,gisteren\n") })
    #expect(found.description.contains("none of the 1 values of created_at can be read"))
  }

  @Test func `drops an edge to the post itself`() throws {
    let yaml = table.replacingOccurrences(of: "text: body", with: "text: body, parent_id: p")
    let found = try read(yaml, "id,who,body,p\n1,2,x,1\n")
    #expect((found.records.first?["replies"] as? [Any])?.isEmpty == true)
  }

  @Test func `gives the same made-up ids on every reading`() throws {
    let yaml = "mapping: 1\nformat: csv\nfields: {author_id: who, text: body}\n"
    let text = "who,body\n1,a\n1,a\n2,a\n"
    let ids = try read(yaml, text).records.compactMap { $0["post_id"] as? String }
    #expect(try read(yaml, text).records.compactMap { $0["post_id"] as? String } == ids)
    #expect(Set(ids).count == 3)
    #expect(ids[1] == ids[0] + "-2")
  }
}

@Suite struct `Every time in a mapped record` {
  private func time(_ form: String, _ value: String) throws -> String? {
    let yaml = """
      mapping: 1
      format: tsv
      fields: {post_id: id, author_id: who, text: body, created_at: {at: t, format: "\(form)"}}
      """
    let found = try ReadPosts(
      try format(yaml) { $0.timezone = "Europe/Amsterdam" },
      [
        MemoryExport(
          "x.tsv", "id\twho\tbody\tt\n1\t2\tx\t\(value)\n1\t2\tx\t1\n2\t2\tx\t2012-01-01\n")
      ])
    return found.records.first?["created_at"] as? String
  }

  @Test(
    arguments: [
      ("1337000000", "2012-05-14T12:53:20Z"), ("1337000000.5", "2012-05-14T12:53:20Z"),
      ("1337000000123", "2012-05-14T12:53:20.123Z"),
      ("1337000000123456", "2012-05-14T12:53:20.123Z"),
      ("2012-05-14T12:53:20+02:00", "2012-05-14T10:53:20Z"),
      ("2012-05-14 12:53:20", "2012-05-14T10:53:20Z"),
      ("2012-05-14 12:53:20 UTC", "2012-05-14T12:53:20Z"),
      ("2021-03-01 12:00:00 CET", "2021-03-01T11:00:00Z"),
      ("Wed Oct 10 20:19:24 +0000 2018", "2018-10-10T20:19:24Z"),
      ("Mon, 17 Jun 2013 12:34:56 +0200", "2013-06-17T10:34:56Z"),
      ("20120301", "2012-03-01T00:00:00Z"), ("12 mei 2012 14:00", "2012-05-12T12:00:00Z"),
      ("2012-05-14", "2012-05-14T00:00:00Z"), ("vandaag 10:00", nil), ("x", nil),
      ("99999999999999999999", nil),
    ] as [(String, String?)])
  func `is found out when the form is auto`(value: String, moment: String?) throws {
    #expect(try time("auto", value) == moment)
  }

  @Test(arguments: [
    ("epoch", "1337000000", "2012-05-14T12:53:20Z"),
    ("epoch_ms", "1337000000123", "2012-05-14T12:53:20.123Z"),
    ("iso", "2012-05-14T12:53:20Z", "2012-05-14T12:53:20Z"),
    ("dd-MM-yyyy HH:mm", "05-06-2012 14:32", "2012-06-05T12:32:00Z"),
    ("M/d/yy h:mm a", "6/5/12 2:32 PM", "2012-06-05T12:32:00Z"),
    ("yyyy-MM-dd'T'HH:mm:ss.SSSZ", "2012-06-05T14:32:10.5+0000", "2012-06-05T14:32:10.500Z"),
    ("EEEE d MMMM yyyy HH:mm z", "dinsdag 5 juni 2012 14:32 CEST", "2012-06-05T12:32:00Z"),
    ("dd-MM-yyyy", "05-06-2012", "2012-06-05T00:00:00Z"),
  ])
  func `is read by a form that is given`(form: String, value: String, moment: String) throws {
    #expect(try time(form, value) == moment)
  }

  @Test(arguments: [
    ("dd-MM-yyyy HH:mm", "5-06-2012 14:32"), ("dd-MM-yyyy", "31-02-2012"),
    ("dd-MM-yyyy", "01-02-2012x"), ("dd-MM-yyyy HH:mm", "01-02-2012 24:00"),
    ("d MMM yyyy", "5 foo 2012"),
  ])
  func `is missing when it does not fit its form`(form: String, value: String) throws {
    let pattern = try #require(DatePattern(form))
    #expect(pattern.read(value) == nil)
  }

  @Test(arguments: ["dd-MM", "dd-QQ-yyyy", "yyyy-MM-dd hh:mm", "yyyy-MM-dd 'x", ""])
  func `has no form that lacks a part`(form: String) {
    #expect(DatePattern(form) == nil)
  }
}

@Suite struct `Every mapped JSON text` {
  private let lines =
    "mapping: 1\nformat: ndjson\nfields: {post_id: id, author_id: u.id, text: t}\n"

  @Test func `is found by its path`() throws {
    let yaml = """
      mapping: 1
      format: ndjson
      fields:
        post_id: "ids[1]"
        author_id: "['a.b'].c"
        text: {at: "parts[*].t", join: " "}
        title: "parts[k=x].t"
        lang: [missing, "deep.er[0][0]"]
      """
    let line =
      #"{"ids":[1,22],"a.b":{"c":true},"parts":[{"t":"een"},{"k":"x","t":"tw\u00e9\u00e9"},3],"deep":{"er":[["nl"]]}}"#
    let record = try #require(try read(yaml, line, "x.ndjson").records.first)
    #expect(record["post_id"] as? String == "22")
    #expect(record["author_id"] as? String == "true")
    #expect(record["text"] as? String == "een twéé")
    #expect(record["title"] as? String == "twéé")
    #expect(record["lang"] as? String == "nl")
  }

  @Test func `keeps numbers as they are written`() throws {
    let found = try read(
      lines, "{\"id\":1380245678901234567,\"u\":{\"id\":-0.5},\"t\":\"x\"}\n", "x.ndjson")
    #expect(found.records.first?["post_id"] as? String == "1380245678901234567")
    #expect(found.records.first?["author_id"] as? String == "-0.5")
  }

  @Test(arguments: [
    "{", "{\"id\":1}}", "{\"id\":1,}", "nul", "[1,2", "{\"a\":\"\u{1}\"}", "canarytext7q",
    String(repeating: "[", count: 600) + String(repeating: "]", count: 600),
  ])
  func `sets a line that is no JSON aside`(line: String) throws {
    let good = "{\"id\":1,\"u\":{\"id\":2},\"t\":\"x\"}"
    let found = try read(lines, "\(good)\n\(line)\n\(good)", "x.ndjson")
    #expect(found.records.count == 2)
    #expect(found.reasons == ["not-json": 1])
    #expect(found.setAside.first?.ordinal == 2)
  }

  @Test func `is a complaint when a document is no JSON, or breaks off`() throws {
    let yaml = lines.replacingOccurrences(of: "ndjson", with: "json")
    for text in ["", "  ", "canarytext7q", "[{\"id\":1}", "[{\"id\":1},]", "{\"a\":1} x"] {
      let found = try #require(complaint { try read(yaml, text, "x.json") })
      #expect(found.status == .data)
      #expect(Canary.found(in: found.description).isEmpty)
    }
  }

  @Test func `may be a script that assigns it, or one object, or a list`() throws {
    let yaml = lines.replacingOccurrences(of: "ndjson", with: "json")
    let post = "{\"id\":1,\"u\":{\"id\":2},\"t\":\"x\"}"
    for text in ["window.YTD.tweets.part0 = [ \(post) ]", post, "\u{FEFF}[\(post)]"] {
      #expect(try read(yaml, text, "x.json").records.count == 1)
    }
  }

  @Test func `has its lone surrogates repaired and counted`() throws {
    let found = try read(
      lines, #"{"id":1,"u":{"id":2},"t":"a\ud800b \ud83d\ude00"}"#, "x.ndjson")
    #expect(found.records.first?["text"] as? String == "a\u{FFFD}b 😀")
    #expect(found.repaired == 1)
  }

  @Test func `of several files gives every record, and complains when it has none`() throws {
    let post = "{\"id\":1,\"u\":{\"id\":2},\"t\":\"x\"}"
    let export = MemoryExport([
      ("a.jsonl", Array(post.utf8)), ("b.ndjson", Array(post.utf8)), ("c.csv", Array("x".utf8)),
    ])
    let found = try ReadPosts(try format(lines), [export])
    #expect(found.records.count == 2)
    #expect(found.reasons == ["not-a-post": 1])
    let none = MemoryExport([("a.csv", [65]), ("b.csv", [65])])
    #expect(
      complaint { try ReadPosts(try format(lines), [none]) }?.description
        == "holds no .ndjson file")
  }
}
