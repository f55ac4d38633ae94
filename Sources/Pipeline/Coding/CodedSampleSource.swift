import Corpus
import Tables

/// Codes and design of a tabulate stage, read before the posts are there.
package struct CodedSampleSource: Sendable {
  private let codes: HandCodes
  private let design: DesignFile?
  /// SHA-256 of the files read, for the run record.
  let digests: [(name: String, sha256: String)]

  /// Nil where the stage names no codes.
  /// - Throws: `Complaint` (65, 66).
  init?(_ settings: TabulatePlan) throws {
    guard !settings.codes.isEmpty else { return nil }
    var digests: [(name: String, sha256: String)] = []
    let files = try settings.codes.map { path in
      let bytes = try at(path) { try FileSource(path: path).readAll(limit: 1 << 28) }
      digests.append(("codes", InputDigest.of(bytes)))
      return (shown: path, bytes: bytes)
    }
    codes = try HandCodes(files)
    design = try settings.design.map { path in
      let bytes = try at(path) { try FileSource(path: path).readAll(limit: 1 << 28) }
      digests.append(("design", InputDigest.of(bytes)))
      return try at(path) { try DesignFile(csv: bytes) }
    }
    self.digests = digests
    if let design, let path = settings.design {
      guard
        design.sampleHash.isEmpty || codes.sampleHash.isEmpty
          || design.sampleHash == codes.sampleHash
      else {
        throw Complaint("is the design of another sample than that of the codes", at: path)
      }
      if let lost = codes.posts.firstIndex(where: { design.chances[$0] == nil }) {
        throw Complaint(
          "lacks a chance for a post that was coded (number \(lost + 1) by id); is it the design of"
            + " another sample?", at: path)
      }
    }
  }

  /// The coded posts among those of a table that kept their ids.
  func sample(of posts: PostTable) throws -> CodedSample {
    guard let ids = posts.postIDs else {
      throw Complaint("codes need the ids of posts, and were handed none", status: .software)
    }
    let wanted = Set(codes.posts.map { Array($0.utf8)[...] })
    var rows: [String: Int] = [:]
    for row in 0..<posts.rows.count where posts.rows[row].droppedBy == 255 {
      let id = ids.bytes(row)
      guard wanted.contains(id) else { continue }
      if rows.updateValue(row, forKey: String(decoding: id, as: UTF8.self)) != nil {
        throw Complaint(
          "codes: two platforms use the id of a coded post; ingest with a key, which tells them apart"
        )
      }
    }
    var sample = CodedSample(
      labels: codes.labels, posts: [], isDesigned: design != nil, coders: codes.coders.count)
    let byPost = Dictionary(grouping: codes.codings.filter { !$0.isRepeat }, by: \.post)
    for (post, id) in codes.posts.enumerated() {
      guard let codings = byPost[post], !codings.isEmpty else { continue }
      guard let row = rows[id] else {
        sample.missing += 1
        continue
      }
      var truth: UInt64 = 0
      var isDivided = false
      for label in codes.labels.indices {
        let yes = codings.count { $0.labels >> UInt64(label) & 1 == 1 }
        if yes * 2 > codings.count { truth |= 1 << UInt64(label) }
        if yes * 2 == codings.count { isDivided = true }
      }
      if isDivided { sample.undecided += 1 }
      sample.posts.append(
        CodedSample.Post(
          row: row, truth: truth, weight: design.map { 1 / $0.chances[id, default: 1] } ?? 1))
    }
    return sample
  }
}
