import Foundation
import SchakelTesting
import Testing

@Suite struct `Coded posts against people` {
  private static let header =
    "post_id,coder,label,value,unsure,seconds,comment,sample_hash,repeat\n"

  /// Cells of the released CSV by "split,level,label,measure".
  private func cells(_ csv: String) -> [String: String] {
    Dictionary(
      csv.split(separator: "\n").dropFirst().map { line in
        let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        return (fields[..<4].joined(separator: ","), fields[4])
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The sample by predicted label of `stratified_validation.json`, a post a person.
  @Test func `recall is weighted back by the design`() throws {
    let oracle = try #require(
      Repository.json("Tests/oracles/stratified_validation.json") as? [String: Any])
    let expected = try #require(oracle["expected"] as? [String: Any])
    let folder = try Workdir()
    var (posts, codes, design) = ("", Self.header, "post_id,stratum,pi,sample_hash\n")
    for number in 0..<500 {
      let isPredicted = number < 200
      let truth = isPredicted ? number < 150 : number < 206
      posts +=
        "{\"record\":\"post\",\"post_id\":\"p\(number)\",\"platform\":\"x\",\"kind\":\"post\","
        + "\"author_id\":\"u\(number)\",\"created_at\":\"2014-01-01T00:00:00Z\",\"lang\":\"nl\","
        + "\"text\":\"x\",\"topics\":[\(isPredicted ? "\"school\"" : "")],\"tokens\":1}\n"
      codes += "p\(number),A,school,\(truth ? 1 : 0),0,1,,s1,0\n"
      design += "p\(number),\(isPredicted ? "yes,0.1" : "no,\(300.0 / 18000)"),s1\n"
    }
    try folder.write("coded.ndjson", posts)
    try folder.write("codes.csv", codes)
    try folder.write("design.csv", design)
    let ended = try Program.script(
      "$schakel evaluate --codes codes.csv --coded coded.ndjson --design design.csv --partial -q; "
        + "$schakel evaluate --codes codes.csv --coded coded.ndjson --partial -q > plain.csv",
      in: folder)
    #expect(ended.status == 0, "\(ended.errors)")
    let found = cells(ended.text)
    for (measure, key) in [
      ("precision", "precision"), ("recall", "recall_reweighted"), ("f1", "f1_reweighted"),
      ("specificity", "specificity"), ("prevalence", "true_prevalence_stratified"),
      ("predicted", "apparent_prevalence"),
    ] {
      let value = Double(found["all,(all),school,\(measure)"] ?? "") ?? .nan
      let wanted = try #require(expected[key] as? Double)
      #expect(abs(value - wanted) < 1e-9, "\(measure): \(value)")
    }
    let plain = Double(cells(try folder.text("plain.csv"))["all,(all),school,recall"] ?? "") ?? .nan
    #expect(abs(plain - (try #require(expected["recall_naive_unweighted"] as? Double))) < 1e-9)
    // The design of another sample.
    try folder.write("other.csv", design.replacing("s1", with: "s2"))
    let wrong = try Program.run(
      ["evaluate", "--codes", "codes.csv", "--coded", "coded.ndjson", "--design", "other.csv"],
      in: folder)
    #expect(wrong.status == 65)
    #expect(wrong.errors.contains("another sample"))
  }

  @Test func `a run, any threads and the command make the same table, as counted by hand`() throws {
    let world = try World.large()
    let folder = world.folder
    #expect(
      try Program.script(
        """
        p="--pipeline study.yaml -q"
        $schakel ingest $p --stage posts | $schakel filter $p --stage own - |
        $schakel classify $p --stage coded - > coded.ndjson
        """, in: folder
      ).status == 0)
    // Every second post is coded: as the coder has it, but for every fifth and every seventh.
    var codes = Self.header
    var counts = [0.0, 0, 0, 0]
    let posts = try folder.records("coded.ndjson").filter { $0["record"] as? String == "post" }
    for (number, post) in posts.enumerated() where number % 2 == 0 {
      let id = try #require(post["post_id"] as? String)
      var topics = Set(try #require(post["topics"] as? [String]))
      let predicted = topics.contains("school")
      if number % 5 == 0 { topics.formSymmetricDifference(["school"]) }
      if number % 7 == 0 { topics.formSymmetricDifference(["leisure"]) }
      for label in ["school", "leisure"] {
        codes += "\(id),A,\(label),\(topics.contains(label) ? 1 : 0),0,1,,s1,0\n"
      }
      let truth = topics.contains("school")
      counts[truth ? (predicted ? 0 : 2) : (predicted ? 1 : 3)] += 1
    }
    try folder.write("codes.csv", codes)
    let study = try folder.text("study.yaml").replacing(
      "disclosure:",
      with:
        "  T12: {use: tabulate, from: coded, table: coder-quality, by: [language, group], "
        + "codes: [codes.csv], replicates: 50}\ndisclosure:")
    try folder.write("study.yaml", study)
    for jobs in ["1", "3"] {
      let ended = try world.run("-q", "--jobs", jobs, "--out", "out\(jobs)")
      #expect(ended.status == 0, "\(ended.errors)")
    }
    let csv = try folder.text("out1/release/T12.csv")
    #expect(try folder.text("out3/release/T12.csv") == csv)
    let command = try Program.script(
      "$schakel evaluate --pipeline study.yaml --stage T12 -q --codes codes.csv --coded coded.ndjson",
      in: folder)
    #expect(command.text == csv, "\(command.errors)")
    let found = cells(csv)
    func value(_ measure: String) -> Double {
      Double(found["all,(all),school,\(measure)"] ?? "") ?? .nan
    }
    #expect(abs(value("precision") - counts[0] / (counts[0] + counts[1])) < 1e-12)
    #expect(abs(value("recall") - counts[0] / (counts[0] + counts[2])) < 1e-12)
    #expect(abs(value("specificity") - counts[3] / (counts[3] + counts[1])) < 1e-12)
    #expect(
      found.keys.contains { $0.hasPrefix("group,morocco,") }
        || found.keys.contains { $0.hasPrefix("group,Morocco,") })
  }

  @Test func `the list of disagreements is for the researcher alone`() throws {
    let folder = try Workdir()
    try folder.write("codes-A.csv", Self.header + "p1,A,work,1,0,1,,s1,0\n")
    try folder.write("codes-B.csv", Self.header + "p1,B,work,0,1,1,,s1,0\n")
    try folder.write("codes-C.csv", Self.header + "p1,C,work,0,1,1,,s2,0\n")
    let ended = try Program.run(
      ["agree", "codes-A.csv", "codes-B.csv", "--disagreements", "talk.csv"], in: folder)
    #expect(ended.status == 0)
    #expect(folder.mode("talk.csv") == 0o600)
    #expect(
      try folder.text("talk.csv")
        == "compared,post_id,label,yes,no,unsure\ncoders,p1,work,A,B,B\ncoders,p1,none,B,A,B\n")
    let other = try Program.run(["agree", "codes-A.csv", "codes-C.csv"], in: folder)
    #expect(other.status == 65)
    #expect(other.errors.contains("codes-C.csv: line 2: is of another sample"))
  }
}
