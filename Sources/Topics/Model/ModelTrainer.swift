internal import Corpus
private import Foundation

/// Trains a ``TopicModel`` from coded posts.
///
/// Folds keep a family together. The penalty is the one with the lowest log loss of calibrated
/// probabilities over folds; probabilities and thresholds come from the scores of folds that did not
/// see the post; what is printed comes from thresholds and calibration of the other folds besides.
/// No clock and no chance: the same posts, lexicons and settings give the same bytes.
package struct ModelTrainer: Sendable {
  package struct Settings: Sendable {
    package var penalties = [1.0, 3, 10, 30]
    package var folds = 5
    package var bits = 18
    package var jobs = 1
    package init() {}
  }

  /// What a hit of the lexicons weighs beside a text whose vector has length 1.
  static let hitValue = 0.5
  /// A gram that fewer posts have is not learned from.
  static let fewestPosts = 2

  let settings: Settings
  let labels: [String]
  let hits: [String]
  let posts: [CodedPost]
  /// By post, by token: buckets.
  private let grams: [[[Int]]]
  private let hitsOfPosts: [[Int]]
  /// By label, by post.
  let truth: [[Bool]]
  /// By label, by post: what the lexicons alone say.
  let lexicon: [[Bool]]
  let fold: [Int]

  /// - Throws: `Complaint` (65): a code that the lexicons do not know, an id twice, a label that is
  ///   seldom or that nearly every post has.
  package init(_ posts: [CodedPost], _ coder: Coder, _ settings: Settings) throws {
    self.settings = settings
    self.posts = posts
    var ids: Set<String> = []
    for post in posts where !ids.insert(post.id).inserted {
      throw Complaint("a post_id stands twice in the coded posts: each post counts once")
    }
    let topics = coder.topicNames
    labels = topics
    let codes = posts.map { post in Set(post.codes.map { String($0.prefix { $0 != "/" }) }) }
    if codes.contains(where: { !$0.isSubset(of: topics) }) {
      throw Complaint(
        "a post has a code that is no topic of the lexicons (have: "
          + "\(topics.joined(separator: ", ")))")
    }
    truth = topics.map { topic in codes.map { $0.contains(topic) } }
    for (topic, its) in zip(topics, truth) {
      let count = its.count { $0 }
      if count < 2 * settings.folds || its.count - count < 2 * settings.folds {
        throw Complaint(
          "of \(its.count) posts \(count) have the topic '\(topic)'; at least "
            + "\(2 * settings.folds) with it and without it are needed")
      }
    }
    let ownSubtopics = coder.subtopicNames.filter { name in
      topics.contains { name.hasPrefix($0 + "/") }
    }
    hits = topics + ownSubtopics + [TopicModel.none]
    let worker = coder.worker()
    var lexicon = topics.map { _ in [Bool]() }
    var hitsOfPosts: [[Int]] = []
    for post in posts {
      let bytes = Array(post.text.utf8) + [UInt8](repeating: 0, count: PostBatch.padding)
      let found = bytes.withUnsafeBufferPointer {
        worker.code(UnsafeBufferPointer(rebasing: $0[..<post.text.utf8.count]))
      }
      for bit in topics.indices { lexicon[bit].append(found.topics >> UInt32(bit) & 1 == 1) }
      var mine = topics.indices.filter { found.topics >> UInt32($0) & 1 == 1 }
      for (place, name) in ownSubtopics.enumerated() {
        if let bit = coder.subtopicNames.firstIndex(of: name),
          found.subtopics >> UInt64(bit) & 1 == 1
        {
          mine.append(topics.count + place)
        }
      }
      if found.topics == 0 { mine.append(topics.count + ownSubtopics.count) }
      hitsOfPosts.append(mine)
    }
    self.lexicon = lexicon
    self.hitsOfPosts = hitsOfPosts
    fold = posts.map { $0.fold(of: settings.folds) }
    grams = posts.map { TextGrams.tokens(of: $0.text, bits: settings.bits) }
  }

  /// Rows for learning: how telling each bucket is, in steps, is counted on `rows` alone.
  struct Material: Sendable {
    /// By bucket; 0: too seldom.
    var rarity: [Int16]
    /// Buckets in rising order; a bucket's column is its place here, and hits stand behind.
    var buckets: [Int]
    var matrix: SparseRows
  }

  func material(from rows: [Int]) -> Material {
    var posts = [Int](repeating: 0, count: 1 << settings.bits)
    for row in rows {
      for bucket in Set(grams[row].joined()) { posts[bucket] += 1 }
    }
    let rarity = posts.map { count in
      count < Self.fewestPosts ? 0 : Rarity.steps(of: count, among: rows.count)
    }
    let buckets = rarity.indices.filter { rarity[$0] != 0 }
    var columns = [Int32](repeating: -1, count: rarity.count)
    for (column, bucket) in buckets.enumerated() { columns[bucket] = Int32(column) }
    var matrix = SparseRows(width: buckets.count + hits.count)
    for post in grams.indices {
      var length = 0
      for bucket in grams[post].joined() { length += Int(rarity[bucket]) * Int(rarity[bucket]) }
      let root = Double(max(1, length)).squareRoot()
      var entries: [(column: Int32, value: Double)] = []
      for bucket in grams[post].joined() where rarity[bucket] != 0 {
        entries.append((columns[bucket], Double(rarity[bucket]) / root))
      }
      for hit in hitsOfPosts[post] { entries.append((Int32(buckets.count + hit), Self.hitValue)) }
      matrix.append(entries)
    }
    return Material(rarity: rarity, buckets: buckets, matrix: matrix)
  }

  /// By penalty, label, post: the score from the weights of the other folds.
  func scoresOfFolds() throws -> [[[Double]]] {
    let (folds, labels, penalties) = (settings.folds, labels.count, settings.penalties.count)
    let rows = (0..<folds).map { out in fold.indices.filter { fold[$0] != out } }
    let materials = try Crew.map(folds, jobs: settings.jobs) { material(from: rows[$0]) }
    let fits = try Crew.map(folds * labels * penalties, jobs: settings.jobs) { piece in
      let (out, label) = (piece % folds, piece / folds % labels)
      let matrix = materials[out].matrix
      let fit = LogisticRegression(
        matrix, rows: rows[out], targets: truth[label].map { $0 ? 1 : 0 },
        penalty: settings.penalties[piece / folds / labels], tolerance: 1e-4)
      return fold.indices.filter { fold[$0] == out }.map { ($0, fit.score(matrix, $0)) }
    }
    var scores = Array(
      repeating: Array(repeating: [Double](repeating: 0, count: posts.count), count: labels),
      count: penalties)
    for (piece, part) in fits.enumerated() {
      for (post, score) in part {
        scores[piece / folds / labels][piece / folds % labels][post] = score
      }
    }
    return scores
  }
}

/// How telling a gram is: 1 + log((1 + n) / (1 + df)), in whole steps.
enum Rarity {
  static func steps(of posts: Int, among all: Int) -> Int16 {
    let idf = 1 + log(Double(1 + all) / Double(1 + posts))
    return Int16(min(255, (idf * TopicModel.rarityStep).rounded()))
  }
}
