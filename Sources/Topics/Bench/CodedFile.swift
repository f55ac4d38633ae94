internal import Corpus

/// Posts that people coded, as a CSV file: `post_id` and `codes`, and where there are any also
/// `language`, `family` (posts that are variants of one text) and `text`.
///
/// Codes are topics (`school`) and subtopics (`school/exams`, which bring their topic) with blanks,
/// commas or semicolons between them; `none` stands alone; no code at all means: not coded.
package struct CodedFile: Sendable {
  package struct Post: Sendable {
    package let postID: String
    /// Topics and subtopics; empty for `none`.
    package let codes: Set<String>
    package let language: String?
    package let family: String?
    package let text: [UInt8]?
  }

  /// In the order of the file; a line without codes is not among them.
  package private(set) var posts: [Post] = []
  package private(set) var uncoded = 0

  /// - Throws: `Complaint` (65) with the line of the first thing wrong.
  package init(_ bytes: [UInt8]) throws {
    guard bytes.withUnsafeBufferPointer({ UTF8Check.isValid($0) }) else {
      throw Complaint("is not UTF-8; save it as UTF-8")
    }
    var reader = CSVReader(bytes: bytes)
    guard let head = reader.next()?.map({ String(decoding: $0, as: UTF8.self) }) else {
      throw Complaint("is empty; its first line is post_id,codes")
    }
    guard let id = head.firstIndex(of: "post_id"), let codes = head.firstIndex(of: "codes") else {
      throw Complaint("has no columns post_id and codes in its first line", at: "line 1")
    }
    let others = ["language", "family", "text"].map { head.firstIndex(of: $0) }
    while let fields = reader.next() {
      let line = "line \(reader.line)"
      guard reader.fault == nil else {
        throw Complaint("a field's quotes are not closed, or text follows them", at: line)
      }
      guard fields.count == head.count else {
        throw Complaint("has \(fields.count) fields, the first line has \(head.count)", at: line)
      }
      func text(_ column: Int?) -> String? {
        column.flatMap { fields[$0].isEmpty ? nil : String(decoding: fields[$0], as: UTF8.self) }
      }
      guard let postID = text(id) else { throw Complaint("has no post_id", at: line) }
      let words = (text(codes) ?? "").split { " ,;|\t".contains($0) }.map { $0.lowercased() }
      if words.isEmpty {
        uncoded += 1
        continue
      }
      if words.contains("none"), words.count > 1 {
        throw Complaint("has none beside another code", at: line)
      }
      var set: Set<String> = []
      for word in words where word != "none" {
        let parts = word.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty }) else {
          throw Complaint("has a code that is neither topic nor topic/subtopic", at: line)
        }
        set.insert(String(parts[0]))
        set.insert(word)
      }
      posts.append(
        Post(
          postID: postID, codes: set, language: text(others[0]), family: text(others[1]),
          text: others[2].map { fields[$0] }))
    }
  }
}
