import Corpus

/// How likely each post of a sample was to be drawn: the design file of `schakel sample`.
///
/// Columns `post_id` and `pi` (or `probability`) are needed; `sample_hash` is compared with that of the
/// codes where both have one. Other columns are passed over.
package struct DesignFile: Sendable {
  /// π by post id, above 0 and at most 1.
  package private(set) var chances: [String: Double] = [:]
  /// Empty where the file has none.
  package private(set) var sampleHash = ""

  /// - Throws: `Complaint` (65) with the line.
  package init(csv bytes: [UInt8]) throws {
    var csv = CSVReader(bytes: bytes)
    guard csv.advance() else { throw Complaint("is empty; `schakel sample` writes it") }
    let header = (0..<csv.fieldCount).map { String(decoding: csv.field($0), as: UTF8.self) }
    guard let post = header.firstIndex(of: "post_id"),
      let chance = header.firstIndex(of: "pi") ?? header.firstIndex(of: "probability")
    else {
      throw Complaint(
        "lacks the column post_id or pi (or probability); it is the design file that"
          + " `schakel sample` writes", at: "line 1")
    }
    let hash = header.firstIndex(of: "sample_hash")
    while csv.advance() {
      let line = "line \(csv.line)"
      guard csv.fieldCount == header.count, csv.fault == nil else {
        throw Complaint(
          "has \(csv.fieldCount) fields or an open quote; \(header.count) fields are needed",
          at: line)
      }
      func field(_ place: Int) -> String { String(decoding: csv.field(place), as: UTF8.self) }
      guard let pi = Double(field(chance)), pi > 0, pi <= 1 else {
        throw Complaint("is no chance above 0 and at most 1", at: "\(line): \(header[chance])")
      }
      guard chances.updateValue(pi, forKey: field(post)) == nil else {
        throw Complaint("has the post_id of an earlier line", at: line)
      }
      if let hash {
        guard sampleHash.isEmpty || sampleHash == field(hash) else {
          throw Complaint("is of another sample than the lines before (sample_hash)", at: line)
        }
        sampleHash = field(hash)
      }
    }
    if chances.isEmpty { throw Complaint("holds no post") }
  }
}
