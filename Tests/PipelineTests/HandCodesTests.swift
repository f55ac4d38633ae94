import Corpus
import Foundation
import Pipeline
import SchakelTesting
import Testing

/// A file of a coding page.
private func file(_ rows: [String], header: String? = nil) -> (shown: String, bytes: [UInt8]) {
  let columns = header ?? "post_id,coder,label,value,unsure,seconds,comment,sample_hash,repeat"
  return ("codes.csv", Array(([columns] + rows).joined(separator: "\n").utf8))
}

/// A row of such a file.
private func row(_ post: String, _ coder: String, _ label: String, _ value: String, again: Int = 0)
  -> String
{ "\(post),\(coder),\(label),\(value),0,1.5,,s1,\(again)" }

@Suite struct `Codes of coding pages` {
  @Test func `a subtopic brings its topic, none is no label, and what has no value is not coded`()
    throws
  {
    let codes = try HandCodes([
      file([
        row("p2", "A", "school/exams", "1"), row("p2", "A", "none", "0"),
        row("p1", "A", "none", "1"), row("p1", "A", "work", "0"),
        row("p3", "A", "work", ""), row("p3", "A", "none", ""),
      ])
    ])
    #expect(codes.posts == ["p1", "p2", "p3"])
    #expect(codes.labels == ["school", "work", "school/exams"])
    #expect(codes.codings.map(\.post) == [0, 1])
    #expect(codes.codings.map(\.labels) == [0, 0b101])
    #expect(codes.sampleHash == "s1")
  }

  @Test func `what is coded again stands apart, by column or by order`() throws {
    let marked = try HandCodes([
      file([
        row("p1", "A", "work", "1"), row("p2", "A", "work", "0"),
        row("p1", "A", "work", "0", again: 1),
      ])
    ])
    let plain = try HandCodes([
      file(
        ["p1,A,work,1", "p2,A,work,0", "p1,A,work,0"], header: "post_id,coder,label,value")
    ])
    for codes in [marked, plain] {
      #expect(codes.codings.map(\.isRepeat) == [false, true, false])
      #expect(codes.codings.map(\.labels) == [1, 0, 0])
    }
  }

  @Test func `refuses what cannot be right`() {
    let wrong: [([(shown: String, bytes: [UInt8])], String)] = [
      ([file([row("p1", "A", "work", "1"), row("p1", "A", "work", "0")])], "before; keep one"),
      ([file([row("p1", "A", "work", "1"), row("p1", "A", "none", "1")])], "one of the two"),
      ([file([row("p1", "A", "work", "ja")])], "0, 1 or empty"),
      ([file([row("p1", "A", "work", "")])], "nothing was coded"),
      ([file(["a,b"], header: "post_id,coder")], "lacks the column label"),
      ([file([row("p1", "A", "work", "1")]), file(["p1,B,work,1,0,1,,s2,0"])], "another sample"),
    ]
    for (files, words) in wrong {
      do {
        _ = try HandCodes(files)
        Issue.record("took what is wrong: \(words)")
      } catch let complaint as Complaint {
        #expect(complaint.description.contains(words), "\(complaint.description)")
        #expect(complaint.status == .data)
      } catch { Issue.record("\(error)") }
    }
  }

  /// Every two-coder table of two categories of `agreement.json`, as files of two coders.
  @Test func `agreement of two files is that of the oracle's tables`() throws {
    let oracle = try #require(Repository.json("Tests/oracles/agreement.json") as? [String: Any])
    var tables = 0
    for study in try #require(oracle["two_rater"] as? [[String: Any]]) {
      let table = try #require(study["table_rows_rater1"] as? [[Int]])
      guard table.count == 2 else { continue }
      tables += 1
      let expected = try #require(study["expected"] as? [String: Double])
      var (a, b, post) = ([String](), [String](), 0)
      for (first, counts) in table.enumerated() {
        for (second, count) in counts.enumerated() {
          for _ in 0..<count {
            post += 1
            a.append(row("p\(post)", "A", "work", "\(first)"))
            b.append(row("p\(post)", "B", "work", "\(second)"))
          }
        }
      }
      // A post of one coder changes nothing.
      a.append(row("alone", "A", "work", "1"))
      let report = try AgreementReport(
        HandCodes([file(b), file(a)]), subtopics: false, replicates: 50, seed: 1)
      let json = try #require(
        JSONSerialization.jsonObject(with: Data(report.json.utf8)) as? [String: Any])
      let line = try #require((json["between_coders"] as? [[String: Any]])?.first)
      #expect(line["label"] as? String == "work")
      #expect(line["posts"] as? Int == post)
      let pair = try #require((json["pairs"] as? [[String: Any]])?.first)
      let values: [(Any?, String)] = [
        (line["agreement"], "po"), (line["kappa"], "kappa"), (pair["kappa"], "kappa"),
        (pair["kappa_se"], "kappa_se_fce1969"), (line["fleiss"], "scott_pi"),
        (line["ac1"], "gwet_ac1"), (line["alpha"], "krippendorff_alpha"),
        (line["brennan_prediger"], "brennan_prediger"),
      ]
      for (value, key) in values {
        let (value, wanted) = (try #require(value as? Double), try #require(expected[key]))
        #expect(abs(value - wanted) <= 1e-9 * abs(wanted), "\(key): \(value) is not \(wanted)")
      }
    }
    #expect(tables == 2)
  }

  /// Sets {work}|{work}, {work}|{school, work}, {school}|{school}: alpha of MASI 18/28, of Jaccard
  /// 12/17 (worked out in the tests of the statistics).
  @Test func `sets, repeats and disagreements`() throws {
    let report = try AgreementReport(
      HandCodes([
        file([
          row("p1", "A", "work", "1"), row("p2", "A", "work", "1"), row("p3", "A", "school", "1"),
          row("p1", "A", "school", "1", again: 1), row("p2", "A", "work", "1", again: 1),
        ]),
        file([
          row("p1", "B", "work", "1"), row("p2", "B", "school", "1"), row("p2", "B", "work", "1"),
          row("p3", "B", "school", "1"),
        ]),
      ]), subtopics: false, replicates: 0, seed: 1)
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(report.json.utf8)) as? [String: Any])
    let between = try #require(json["between_coders"] as? [[String: Any]])
    func alpha(_ label: String) -> Double {
      let line = between.first { $0["label"] as? String == label }
      return line?["alpha"] as? Double ?? .nan
    }
    let (masi, jaccard) = (18.0 / 28, 12.0 / 17)
    #expect(abs(alpha("(set masi)") - masi) < 1e-12)
    #expect(abs(alpha("(set jaccard)") - jaccard) < 1e-12)
    let again = try #require(json["same_coder_again"] as? [[String: Any]])
    #expect(again.first?["posts"] as? Int == 2)
    #expect(again.first?["agreement"] as? Double == 0.5)
    #expect(
      report.disagreements == """
        compared,post_id,label,yes,no,unsure
        again,p1,school,A (again),A,
        again,p1,work,A,A (again),
        coders,p2,school,B,A,

        """)
    #expect(try report.text(form: "md", language: "nl").contains("Zelfde codeur, opnieuw"))
    #expect(throws: Complaint.self) { try report.text(form: "docx", language: "nl") }
  }

  @Test func `a design has a chance for every post, above 0 and at most 1`() throws {
    func design(_ text: String) throws -> DesignFile { try DesignFile(csv: Array(text.utf8)) }
    let fine = try design("post_id,stratum,pi,sample_hash\np1,a,0.25,s1\np2,a,1,s1\n")
    #expect(fine.chances == ["p1": 0.25, "p2": 1])
    #expect(fine.sampleHash == "s1")
    #expect(try design("post_id,probability\np1,0.5\n").chances == ["p1": 0.5])
    for wrong in [
      "post_id,pi\np1,0\n", "post_id,pi\np1,1.5\n", "post_id,pi\np1,\n", "post_id,n\np1,1\n",
      "post_id,pi\np1,1\np1,1\n", "post_id,pi\n",
    ] {
      #expect(throws: Complaint.self) { try design(wrong) }
    }
  }
}
