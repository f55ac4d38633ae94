import Corpus

/// The coders' file of a sample, read back.
package struct SampleFile: Sendable {
  package struct Post: Sendable {
    package let id: String
    package let text: String
    /// Empty: none.
    package let context: String
  }

  package private(set) var posts: [Post] = []
  package private(set) var hash = ""

  /// - Throws: `Complaint` (65) with the line.
  package init(csv bytes: [UInt8]) throws {
    var csv = CSVReader(bytes: bytes)
    guard csv.advance() else { throw Complaint("is empty; it is made by `schakel sample`") }
    let header = (0..<csv.fieldCount).map { String(decoding: csv.field($0), as: UTF8.self) }
    func place(_ name: String) throws -> Int {
      guard let place = header.firstIndex(of: name) else {
        throw Complaint("lacks the column \(name); it is made by `schakel sample`", at: "line 1")
      }
      return place
    }
    let id = try place("post_id")
    let text = try place("text")
    let hash = try place("sample_hash")
    let context = header.firstIndex(of: "parent_text")
    if let extra = header.first(where: { ["stratum", "pi", "group", "author"].contains($0) }) {
      throw Complaint(
        "has the column \(extra): this is not the coders' file, and coders must not see it",
        at: "line 1")
    }
    var seen: Set<String> = []
    while csv.advance() {
      let line = "line \(csv.line)"
      guard csv.fieldCount == header.count, csv.fault == nil else {
        throw Complaint(
          "has \(csv.fieldCount) fields or an open quote; \(header.count) fields are needed",
          at: line)
      }
      func field(_ place: Int) -> String { String(decoding: csv.field(place), as: UTF8.self) }
      guard !field(id).isEmpty, !field(hash).isEmpty else {
        throw Complaint("lacks a post_id or sample_hash", at: line)
      }
      guard self.hash.isEmpty || self.hash == field(hash) else {
        throw Complaint("is of another sample than the lines before (sample_hash)", at: line)
      }
      guard seen.insert(field(id)).inserted else {
        throw Complaint("has the post_id of an earlier line", at: line)
      }
      self.hash = field(hash)
      posts.append(Post(id: field(id), text: field(text), context: context.map(field) ?? ""))
    }
    if posts.isEmpty { throw Complaint("holds no post") }
  }
}
