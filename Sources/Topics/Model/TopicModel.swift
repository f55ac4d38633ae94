/// A trained coder: per label the weights of grams and of lexicon hits, how a score becomes a
/// probability, and from which probability a post has the label. Its file: ``bytes``.
package struct TopicModel: Sendable {
  /// What a label is decided by.
  package struct Label: Sendable, Codable, Equatable {
    package var name: String
    /// What a whole-numbered weight of a gram is worth.
    var scale: Double
    var intercept: Double
    /// By ``Header/hits``.
    var hitWeights: [Double]
    var plattA: Double
    var plattB: Double
    /// `coder: model`: yes from this probability on.
    package var threshold: Double
    /// `coder: hybrid`: when the lexicons find the topic, and when they do not.
    package var thresholdWithHit: Double
    package var thresholdWithoutHit: Double
    /// Of posts in folds that had no part in weights, calibration and thresholds.
    package var model: Agreement
    package var hybrid: Agreement
    package var lexicon: Agreement
  }

  /// A file that the model rests on.
  package struct Source: Sendable, Codable, Equatable {
    package var name: String
    package var sha256: String

    package init(name: String, sha256: String) {
      self.name = name
      self.sha256 = sha256
    }
  }

  /// Everything but the table of gram weights: the part of the file that people can read.
  package struct Header: Sendable, Codable, Equatable {
    /// The schakel that trained it.
    package var version: String
    package var licence: String
    package var note: String
    package var training: [Source]
    package var lexicons: [Source]
    package var posts: Int
    package var postsByLanguage: [String: Int]
    package var postsByLabel: [String: Int]
    package var folds: Int
    package var penalty: Double
    package var penaltiesTried: [Double]
    /// Mean log loss of the labels over folds, by penalty tried.
    package var logLoss: [Double]
    package var bits: Int
    /// Topics and subtopics whose lexicon hits are looked at, and last "none": no topic found.
    package var hits: [String]
    package var labels: [Label]
    /// Posts without any topic.
    package var noneModel: Agreement
    package var noneHybrid: Agreement
    package var noneLexicon: Agreement
  }

  package var header: Header
  /// By bucket: how telling the gram is (0: unknown), then a weight for each label.
  var table: [Int16]

  var stride: Int { header.labels.count + 1 }

  static let none = "none"
  static let mostBits = 22
  /// Steps of 1/20 of ``idf``.
  static let rarityStep = 20.0
}
