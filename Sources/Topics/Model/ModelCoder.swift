package import Corpus

/// A model beside the lexicons whose hits it looks at; ``worker()`` gives each thread its own.
package struct ModelCoder: Sendable {
  /// How a post's topics come about.
  package enum Rule: String, Sendable, CaseIterable {
    /// The model's probability reaches the label's threshold.
    case model
    /// The same with two thresholds: one where the lexicons find the topic, one where they do not.
    case hybrid
  }

  package let coder: Coder
  package let model: TopicModel
  package let rule: Rule
  /// By label of the model: bit of the topic.
  let topicBits: [Int]
  /// By hit of the model: bit of the topic or of the subtopic; nil: the lexicons do not have it.
  let hits: [Hit?]

  enum Hit {
    case topic(UInt32)
    case subtopic(UInt64)
    case none
  }

  /// Topics of the model stand first; what the lexicons have besides stays as they find it.
  /// - Throws: `Complaint` (78) when a topic of the model has no lexicon here.
  package init(_ coder: Coder, _ model: TopicModel, _ rule: Rule) throws {
    self.coder = coder
    self.model = model
    self.rule = rule
    topicBits = try model.header.labels.map { label in
      guard let bit = coder.topicNames.firstIndex(of: label.name) else {
        throw Complaint(
          "the model codes the topic '\(label.name)', for which there is no lexicon here; name it "
            + "in 'lexicons', or take 'coder: lexicon'", status: .configuration)
      }
      return bit
    }
    hits = Self.hits(model.header.hits, coder)
  }

  static func hits(_ names: [String], _ coder: Coder) -> [Hit?] {
    names.map { name in
      if name == TopicModel.none { return Hit.none }
      if let bit = coder.topicNames.firstIndex(of: name) { return .topic(1 << UInt32(bit)) }
      return coder.subtopicNames.firstIndex(of: name).map { .subtopic(1 << UInt64($0)) }
    }
  }

  package func worker() -> ModelWorker { ModelWorker(self) }
}

/// Codes posts for one thread. Results do not depend on what a worker has seen before.
package final class ModelWorker {
  private let made: ModelCoder
  private let lexicons: CoderWorker
  private var scorer: TextScorer
  private let ownTopics: UInt32
  /// By topic bit: its subtopics.
  private let subtopics: [UInt64]
  private var scores: [Double]

  init(_ made: ModelCoder) {
    self.made = made
    lexicons = made.coder.worker()
    scorer = TextScorer(made.model)
    ownTopics = made.topicBits.reduce(0) { $0 | 1 << UInt32($1) }
    scores = made.model.header.labels.map { _ in 0 }
    subtopics = made.coder.topicNames.map { topic in
      made.coder.subtopicNames.enumerated().reduce(0) {
        $1.element.hasPrefix(topic + "/") ? $0 | 1 << UInt64($1.offset) : $0
      }
    }
  }

  /// As ``CoderWorker/code(_:)``, with the model's topics. Subtopics are those that the lexicons
  /// find of the topics that stand. A post without a word has no topic.
  package func code(_ batch: PostBatch) {
    lexicons.code(batch)
    let slab = UnsafePointer(batch.base)
    for index in batch.rows.indices {
      let row = batch.rows[index]
      if row.tokens == 0 { continue }
      let title = row.title.isBlank ? nil : Self.bytes(row.title, slab)
      let found = decide(title, Self.bytes(row.text, slab), row.topics, row.subtopics)
      batch.rows[index].topics = found.topics
      batch.rows[index].subtopics = found.subtopics
    }
  }

  /// Codes one text behind which ``PostBatch/padding`` bytes may be read.
  package func code(_ bytes: UnsafeBufferPointer<UInt8>) -> (
    topics: UInt32, subtopics: UInt64, tokens: Int32
  ) {
    let found = lexicons.code(bytes)
    if found.tokens == 0 { return found }
    let (topics, subtopics) = decide(nil, bytes, found.topics, found.subtopics)
    return (topics, subtopics, found.tokens)
  }

  private static func bytes(_ field: Field, _ slab: UnsafePointer<UInt8>)
    -> UnsafeBufferPointer<UInt8>
  {
    UnsafeBufferPointer(start: slab + Int(field.offset), count: max(0, Int(field.count)))
  }

  private func decide(
    _ title: UnsafeBufferPointer<UInt8>?, _ text: UnsafeBufferPointer<UInt8>, _ topics: UInt32,
    _ subtopics: UInt64
  ) -> (topics: UInt32, subtopics: UInt64) {
    probabilities(title, text, topics, subtopics)
    var result = topics & ~ownTopics
    for (number, label) in made.model.header.labels.enumerated() {
      let bit: UInt32 = 1 << UInt32(made.topicBits[number])
      let threshold =
        switch made.rule {
        case .model: label.threshold
        case .hybrid: topics & bit != 0 ? label.thresholdWithHit : label.thresholdWithoutHit
        }
      if scores[number] >= threshold { result |= bit }
    }
    var kept = subtopics
    for (bit, its) in self.subtopics.enumerated() where result >> UInt32(bit) & 1 == 0 {
      kept &= ~its
    }
    return (result, kept)
  }

  /// The probability of each label, into ``scores``.
  private func probabilities(
    _ title: UnsafeBufferPointer<UInt8>?, _ text: UnsafeBufferPointer<UInt8>, _ topics: UInt32,
    _ subtopics: UInt64
  ) {
    scores.withUnsafeMutableBufferPointer {
      if let start = $0.baseAddress { scorer.score(title, text, into: start) }
    }
    for (number, label) in made.model.header.labels.enumerated() {
      var sum = scores[number] * label.scale + label.intercept
      for (hit, weight) in zip(made.hits, label.hitWeights) {
        switch hit {
        case .topic(let bit): if topics & bit != 0 { sum += weight }
        case .subtopic(let bit): if subtopics & bit != 0 { sum += weight }
        case .some(.none): if topics & ownTopics == 0 { sum += weight }
        case nil: break
        }
      }
      scores[number] = Platt(a: label.plattA, b: label.plattB).probability(sum)
    }
  }

  /// The probabilities of one text by label, and its topics; for inspection and tests.
  package func explain(_ text: String) -> (probabilities: [Double], topics: [String]) {
    let bytes = Array(text.utf8) + [UInt8](repeating: 0, count: PostBatch.padding)
    return bytes.withUnsafeBufferPointer { padded in
      let body = UnsafeBufferPointer(rebasing: padded[..<text.utf8.count])
      let found = lexicons.code(body)
      if found.tokens == 0 { return (scores.map { _ in 0 }, []) }
      let topics = decide(nil, body, found.topics, found.subtopics).topics
      let names = made.coder.topicNames
      return (scores, names.indices.filter { topics >> UInt32($0) & 1 == 1 }.map { names[$0] })
    }
  }
}
