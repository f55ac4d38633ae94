import Corpus
import Foundation
import Ingest
import SchakelTesting
import Testing

@Suite struct `Names of input files` {
  private func tree() throws -> Workdir {
    let work = try Workdir()
    for name in [
      "a.zip", "b.zip", "B.zip", ".hidden.zip", "x.html", "x/1.html", "x/y/2.html",
      "x/y/z/3.html", "x/y/.h/4.html", "é.zip",
    ] {
      try work.write(name, "")
    }
    return work
  }

  private func expand(_ patterns: [String], _ work: Workdir) throws -> [String] {
    let root = work.url.path + "/"
    return try InputFiles.expand(patterns, relativeTo: work.url.path).map {
      $0.hasPrefix(root) ? String($0.dropFirst(root.count)) : $0
    }
  }

  @Test func `fit a pattern within one folder, sorted bytewise`() throws {
    let work = try tree()
    #expect(try expand(["*.zip"], work) == ["B.zip", "a.zip", "b.zip", "é.zip"])
    #expect(try expand(["?.zip"], work) == ["B.zip", "a.zip", "b.zip", "é.zip"])
    #expect(try expand([".*.zip"], work) == [".hidden.zip"])
    #expect(try expand(["x/*"], work) == ["x/1.html", "x/y"])
    #expect(try expand(["*/*.html"], work) == ["x/1.html"])
  }

  @Test func `fit ** in every folder below, and in none`() throws {
    let work = try tree()
    #expect(
      try expand(["**/*.html"], work) == ["x.html", "x/1.html", "x/y/2.html", "x/y/z/3.html"])
    #expect(try expand(["x/**"], work) == ["x/1.html", "x/y/2.html", "x/y/z/3.html"])
    #expect(try expand(["x/**/3.html"], work) == ["x/y/z/3.html"])
  }

  @Test func `are each given once, and standard input stays`() throws {
    let work = try tree()
    #expect(try expand(["b.zip", "*.zip", "./a.zip", "-"], work).count == 6)
    #expect(try expand(["b.zip", "a.zip", "b.zip"], work) == ["a.zip", "b.zip"])
    #expect(try expand(["-"], work) == ["-"])
    #expect(try expand([work.path("a.zip")], work) == ["a.zip"])
  }

  @Test func `that are not there are told as they were written`() throws {
    let work = try tree()
    let pattern = complaint { _ = try InputFiles.expand(["data/*.zip"], relativeTo: work.url.path) }
    #expect(pattern?.description == "no file fits 'data/*.zip'")
    #expect(pattern?.status == .noInput)
    let name = complaint { _ = try InputFiles.expand(["q.zip"], relativeTo: work.url.path) }
    #expect(name?.description == "'q.zip': no such file")
    #expect(name?.status == .noInput)
  }
}
