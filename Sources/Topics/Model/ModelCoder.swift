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
  private var found: [Int] = []
  private let rules: [Rule]
  /// By label, by hit.
  private let hitWeights: [Double]

  /// A label's numbers without its names and lists.
  private struct Rule {
    let bit: UInt32
    let scale: Double
    let intercept: Double
    let platt: Platt
    let withHit: Double
    let withoutHit: Double
  }

  init(_ made: ModelCoder) {
    rules = zip(made.model.header.labels, made.topicBits).map { label, bit in
      let isHybrid = made.rule == .hybrid
      return Rule(
        bit: 1 << UInt32(bit), scale: label.scale, intercept: label.intercept,
        platt: Platt(a: label.plattA, b: label.plattB),
        withHit: isHybrid ? label.thresholdWithHit : label.threshold,
        withoutHit: isHybrid ? label.thresholdWithoutHit : label.threshold)
    }
    hitWeights = made.model.header.labels.flatMap(\.hitWeights)
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
      let made = decide(title, Self.bytes(row.text, slab), row.topics, row.subtopics)
      batch.rows[index].topics = made.topics
      batch.rows[index].subtopics = made.subtopics
    }
  }

  /// Codes one text behind which ``PostBatch/padding`` bytes may be read.
  package func code(_ bytes: UnsafeBufferPointer<UInt8>) -> (
    topics: UInt32, subtopics: UInt64, tokens: Int32
  ) {
    let hits = lexicons.code(bytes)
    if hits.tokens == 0 { return hits }
    let (topics, subtopics) = decide(nil, bytes, hits.topics, hits.subtopics)
    return (topics, subtopics, hits.tokens)
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
    for number in rules.indices {
      let rule = rules[number]
      let threshold = topics & rule.bit != 0 ? rule.withHit : rule.withoutHit
      if scores[number] >= threshold { result |= rule.bit }
    }
    var kept = subtopics
    if kept == 0 { return (result, 0) }
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
    // The hits that are there, so that most of them cost one look.
    found.removeAll(keepingCapacity: true)
    for index in made.hits.indices {
      let isThere =
        switch made.hits[index] {
        case .topic(let bit): topics & bit != 0
        case .subtopic(let bit): subtopics & bit != 0
        case .some(.none): topics & ownTopics == 0
        case nil: false
        }
      if isThere { found.append(index) }
    }
    for number in rules.indices {
      let rule = rules[number]
      var sum = scores[number] * rule.scale + rule.intercept
      for hit in found { sum += hitWeights[number * made.hits.count + hit] }
      scores[number] = rule.platt.probability(sum)
    }
  }

  /// The probabilities of one text by label, and its topics; for inspection and tests.
  package func explain(_ text: String) -> (probabilities: [Double], topics: [String]) {
    let bytes = Array(text.utf8) + [UInt8](repeating: 0, count: PostBatch.padding)
    return bytes.withUnsafeBufferPointer { padded in
      let body = UnsafeBufferPointer(rebasing: padded[..<text.utf8.count])
      let hits = lexicons.code(body)
      if hits.tokens == 0 { return (scores.map { _ in 0 }, []) }
      let topics = decide(nil, body, hits.topics, hits.subtopics).topics
      let names = made.coder.topicNames
      return (scores, names.indices.filter { topics >> UInt32($0) & 1 == 1 }.map { names[$0] })
    }
  }
}
