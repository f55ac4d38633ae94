import Corpus

/// What people coded on coding pages of one sample: the files `codes-*.csv`, put together.
///
/// A post is coded where any of its rows has a value; a post without a topic has the label `none`.
/// A subtopic brings its topic. What a coder coded a second time stays apart: rows with `repeat` 1,
/// or, in files without that column, rows that come back to a post after another.
package struct HandCodes: Sendable {
  /// One coder's codes of one post.
  package struct Coding: Sendable, Equatable {
    /// Number into ``HandCodes/posts``.
    package let post: Int
    /// Number into ``HandCodes/coders``.
    package let coder: Int
    package let isRepeat: Bool
    /// Bits of ``HandCodes/labels``; 0: none of them.
    package var labels: UInt64
    package var isUnsure: Bool
  }

  /// The label of a post without a topic.
  package static let none = "none"

  /// Ids, bytewise.
  package let posts: [String]
  /// Bytewise.
  package let coders: [String]
  /// Topics, then subtopics, each bytewise; `none` is not among them.
  package let labels: [String]
  /// By post, coder and round.
  package let codings: [Coding]
  /// Of the sample; empty where the files have none.
  package let sampleHash: String

  package var topics: Int { labels.count { !$0.contains("/") } }

  /// - Parameter files: what to call each and its bytes.
  /// - Throws: `Complaint` (65): a file that is none of these, or of another sample.
  package init(_ files: [(shown: String, bytes: [UInt8])]) throws {
    var reader = HandCodeReader()
    for file in files { try at(file.shown) { try reader.read(file.bytes) } }
    func ordered(_ names: some Sequence<String>) -> [String] {
      names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
    var names = reader.labels
    for name in names {
      if let slash = name.firstIndex(of: "/") { names.insert(String(name[..<slash])) }
    }
    let labels =
      ordered(names.filter { !$0.contains("/") }) + ordered(names.filter { $0.contains("/") })
    guard labels.count <= 64 else {
      throw Complaint("the files have \(labels.count) labels; at most 64 can be compared")
    }
    let bit = Dictionary(
      uniqueKeysWithValues: labels.enumerated().map { ($1, UInt64(1) << UInt64($0)) })
    posts = ordered(Set(reader.rounds.keys.map(\.post)))
    coders = ordered(Set(reader.rounds.keys.map(\.coder)))
    let post = Dictionary(uniqueKeysWithValues: posts.enumerated().map { ($1, $0) })
    let coder = Dictionary(uniqueKeysWithValues: coders.enumerated().map { ($1, $0) })
    var codings: [Coding] = []
    for (key, round) in reader.rounds where round.hasValue {
      var own: UInt64 = 0
      for label in round.given {
        own |= bit[label] ?? 0
        if let slash = label.firstIndex(of: "/") { own |= bit[String(label[..<slash])] ?? 0 }
      }
      codings.append(
        Coding(
          post: post[key.post] ?? 0, coder: coder[key.coder] ?? 0, isRepeat: key.isRepeat,
          labels: own, isUnsure: round.isUnsure))
    }
    self.codings = codings.sorted {
      ($0.post, $0.coder, $0.isRepeat ? 1 : 0) < ($1.post, $1.coder, $1.isRepeat ? 1 : 0)
    }
    self.labels = labels
    sampleHash = reader.sampleHash ?? ""
    if self.codings.isEmpty { throw Complaint("nothing was coded in these files") }
  }

  /// Reads files by path.
  /// - Throws: `Complaint` (65, 66).
  package init(paths: [String]) throws {
    try self.init(
      paths.map { path in
        (path, try at(path) { try FileSource(path: path).readAll(limit: 1 << 28) })
      })
  }
}

/// Reads files of coding pages into rounds: a coder, a post, the first time or again.
private struct HandCodeReader {
  struct Key: Hashable {
    let coder: String
    let post: String
    let isRepeat: Bool
  }
  struct Round {
    var seen: Set<String> = []
    var given: Set<String> = []
    var hasValue = false
    var isUnsure = false
  }

  var rounds: [Key: Round] = [:]
  var labels: Set<String> = []
  var sampleHash: String?

  mutating func read(_ bytes: [UInt8]) throws {
    var csv = CSVReader(bytes: bytes)
    guard csv.advance() else { throw Complaint("is empty; a coding page saves such files") }
    let header = (0..<csv.fieldCount).map { String(decoding: csv.field($0), as: UTF8.self) }
    func place(_ name: String) throws -> Int {
      guard let place = header.firstIndex(of: name) else {
        throw Complaint(
          "lacks the column \(name); a coding page saves"
            + " post_id,coder,label,value,unsure,seconds,comment,sample_hash", at: "line 1")
      }
      return place
    }
    let post = try place("post_id")
    let coder = try place("coder")
    let label = try place("label")
    let value = try place("value")
    let hash = header.firstIndex(of: "sample_hash")
    let unsure = header.firstIndex(of: "unsure")
    let again = header.firstIndex(of: "repeat")
    var last: Key?
    // Posts that the file went past, for files that do not mark what is coded again.
    var left: Set<Key> = []
    while csv.advance() {
      let line = "line \(csv.line)"
      guard csv.fieldCount == header.count, csv.fault == nil else {
        throw Complaint(
          "has \(csv.fieldCount) fields or an open quote; \(header.count) fields are needed",
          at: line)
      }
      func field(_ place: Int?) -> String {
        place.map { String(decoding: csv.field($0), as: UTF8.self) } ?? ""
      }
      guard !field(post).isEmpty, !field(coder).isEmpty, !field(label).isEmpty else {
        throw Complaint("lacks a post_id, coder or label", at: line)
      }
      if let hash {
        guard sampleHash == nil || sampleHash == field(hash) else {
          throw Complaint(
            "is of another sample than what was read before (sample_hash); codes of two samples"
              + " cannot be compared", at: line)
        }
        sampleHash = field(hash)
      }
      var key = Key(coder: field(coder), post: field(post), isRepeat: false)
      switch field(again) {
      case "1": key = Key(coder: key.coder, post: key.post, isRepeat: true)
      case "0", "": break
      default: throw Complaint("is 0 or 1", at: "\(line): repeat")
      }
      if again == nil {
        if let last, last.post != key.post || last.coder != key.coder {
          left.insert(Key(coder: last.coder, post: last.post, isRepeat: false))
        }
        if left.contains(key) { key = Key(coder: key.coder, post: key.post, isRepeat: true) }
      }
      last = key
      try add(field(label), field(value), isUnsure: field(unsure) == "1", to: key, line)
    }
  }

  private mutating func add(
    _ label: String, _ value: String, isUnsure: Bool, to key: Key, _ line: String
  ) throws {
    var round = rounds[key] ?? Round()
    guard round.seen.insert(label).inserted else {
      throw Complaint("has a label that this coder gave this post before; keep one", at: line)
    }
    if label != HandCodes.none { labels.insert(label) }
    if isUnsure { round.isUnsure = true }
    switch value {
    case "1":
      round.hasValue = true
      round.given.insert(label)
      if round.given.count > 1, round.given.contains(HandCodes.none) {
        throw Complaint(
          "has \(HandCodes.none) and a topic for one post; it is one of the two", at: line)
      }
    case "0": round.hasValue = true
    case "": break
    default: throw Complaint("is 0, 1 or empty", at: "\(line): value")
    }
    rounds[key] = round
  }
}
