internal import Corpus

/// A post with its codes, to learn from.
package struct CodedPost: Sendable {
  package var id: String
  /// The author, or the family of texts that are variants of one another: kept in one fold.
  package var family: String
  package var language: String
  /// Topics and subtopics; empty: none.
  package var codes: [String]
  package var text: String

  package init(id: String, family: String, language: String, codes: [String], text: String) {
    self.id = id
    self.family = family
    self.language = language
    self.codes = codes
    self.text = text
  }

  /// The fold, from 0: a pure function of the family's bytes, so that a post stays in its fold when
  /// others are added.
  package func fold(of folds: Int) -> Int {
    let hash = family.utf8.reduce(TextGrams.seed, TextGrams.step)
    return Int((hash ^ hash >> 32) % UInt64(folds))
  }

  /// Reads a CSV with the columns post_id, text, codes and perhaps family (or author) and language.
  /// - Throws: `Complaint` (65) with the line of the first record that is wrong.
  package static func read(csv bytes: [UInt8], path: String) throws -> [CodedPost] {
    var reader = CSVReader(bytes: bytes)
    guard let first = reader.next() else { throw Complaint("the file is empty", at: path) }
    let names = first.map { String(decoding: $0, as: UTF8.self) }
    func column(_ name: String) -> Int? { names.firstIndex(of: name) }
    guard let id = column("post_id"), let text = column("text"), let codes = column("codes") else {
      throw Complaint("needs the columns post_id, codes and text", at: path)
    }
    let family = column("family") ?? column("author") ?? id
    let language = column("language")
    var posts: [CodedPost] = []
    while let fields = reader.next() {
      let place = "\(path):\(reader.line)"
      guard fields.count == names.count, reader.fault == nil else {
        throw Complaint("the line has not the columns of the first line", at: place)
      }
      func field(_ column: Int) throws -> String {
        guard let word = String(validating: fields[column], as: UTF8.self) else {
          throw Complaint("is not UTF-8", at: place)
        }
        return word
      }
      let list = try field(codes).split(separator: " ").map(String.init)
      if list.isEmpty || (list.contains(TopicModel.none) && list.count > 1) {
        throw Complaint("codes are topics with spaces between, or 'none' alone", at: place)
      }
      posts.append(
        CodedPost(
          id: try field(id), family: try field(family),
          language: try language.map(field) ?? "und",
          codes: list == [TopicModel.none] ? [] : list, text: try field(text)))
    }
    if posts.isEmpty { throw Complaint("has no coded post", at: path) }
    return posts
  }
}
