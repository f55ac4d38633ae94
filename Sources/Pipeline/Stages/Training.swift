import Corpus
import Foundation
package import Topics

/// `schakel train`: coded posts in, a model out.
package struct Training {
  package let model: TopicModel
  package let bytes: [UInt8]

  /// - Parameter folder: of the lexicons whose hits the model looks at; nil: those that come with
  ///   schakel.
  /// - Throws: `Complaint` for a file that is missing or wrong.
  package init(
    _ paths: [String], lexicons folder: String?, licence: String, note: String,
    jobs: Int
  ) throws {
    let step = try ClassifyStep(ClassifyPlan(lexiconFolder: folder))
    var posts: [CodedPost] = []
    var sources: [TopicModel.Source] = []
    for path in paths {
      let bytes = try at(path) { try FileSource(path: path).readAll(limit: 1 << 30) }
      posts += try CodedPost.read(csv: bytes, path: path)
      let name = path.split(separator: "/").last.map { String($0) } ?? path
      sources.append(TopicModel.Source(name: name, sha256: InputDigest.of(bytes)))
    }
    var settings = ModelTrainer.Settings()
    settings.jobs = jobs
    model = try ModelTrainer(posts, step.coder, settings).model(
      ModelTrainer.Origin(
        version: Version.number, licence: licence, note: note, training: sources,
        lexicons: step.lexicons.map { TopicModel.Source(name: $0.name, sha256: $0.sha256) }))
    bytes = try model.bytes()
  }

  package var sha256: String { InputDigest.of(bytes) }

  /// How well lexicons, model and hybrid agree with the codes, label by label.
  package var report: String {
    let header = model.header
    var text = "\(header.posts) posts, \(header.folds) folds, C \(header.penalty)\n"
    text +=
      "coder    topic        precision            recall               F1\n"
    for (coder, pick, none) in [
      ("lexicon", \TopicModel.Label.lexicon, header.noneLexicon),
      ("model", \.model, header.noneModel), ("hybrid", \.hybrid, header.noneHybrid),
    ] {
      for label in header.labels {
        text += Self.line(coder, label.name, label[keyPath: pick])
      }
      let all = header.labels.map { $0[keyPath: pick].f1 }
      text += Self.line(coder, "none", none)
      text += Self.padded(coder, 9) + Self.padded("macro (topics)", 55)
      text += Self.decimal(all.reduce(0, +) / Double(all.count)) + "\n"
    }
    return text
  }

  private static func line(_ coder: String, _ topic: String, _ figure: Agreement) -> String {
    func interval(_ range: ClosedRange<Double>) -> String {
      " [\(decimal(range.lowerBound)) \(decimal(range.upperBound))]"
    }
    return padded(coder, 9) + padded(topic, 13)
      + padded(decimal(figure.precision) + interval(figure.precisionInterval), 21)
      + padded(decimal(figure.recall) + interval(figure.recallInterval), 21)
      + decimal(figure.f1) + "\n"
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }

  private static func decimal(_ share: Double) -> String {
    let thousandths = Int((share * 1000).rounded())
    if thousandths >= 1000 { return "1.000" }
    let digits = "\(thousandths)"
    return "0." + String(repeating: "0", count: 3 - digits.count) + digits
  }
}
