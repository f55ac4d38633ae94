private import Corpus
private import Foundation

extension ModelTrainer {
  /// Where the material comes from, for the model's header.
  package struct Origin: Sendable {
    package var version: String
    package var licence: String
    package var note: String
    package var training: [TopicModel.Source]
    package var lexicons: [TopicModel.Source]

    package init(
      version: String, licence: String, note: String, training: [TopicModel.Source],
      lexicons: [TopicModel.Source]
    ) {
      self.version = version
      self.licence = licence
      self.note = note
      self.training = training
      self.lexicons = lexicons
    }
  }

  private struct Decision {
    let platt: Platt
    let threshold: Double
    let withHit: Double
    let withoutHit: Double
  }

  /// Trains. Cost: some seconds for thousands of posts.
  package func model(_ origin: Origin) throws -> TopicModel {
    let scores = try scoresOfFolds()
    let losses = scores.map(logLoss)
    let best = losses.indices.min { losses[$0] < losses[$1] } ?? 0
    let held = scores[best]
    let decisions = labels.indices.map { decide($0, held[$0], posts.indices.map { $0 }) }
    let all = posts.indices.map { $0 }
    let material = material(from: all)
    let fits = try Crew.map(labels.count, jobs: settings.jobs) { label in
      LogisticRegression(
        material.matrix, rows: all, targets: truth[label].map { $0 ? 1 : 0 },
        penalty: settings.penalties[best], tolerance: 1e-4)
    }
    let figures = figures(held)
    let width = labels.count + 1
    var table = [Int16](repeating: 0, count: width << settings.bits)
    for bucket in material.buckets { table[bucket * width] = material.rarity[bucket] }
    var made: [TopicModel.Label] = []
    for (label, fit) in fits.enumerated() {
      let largest = fit.weights.prefix(material.buckets.count).reduce(1e-9) { max($0, abs($1)) }
      let scale = largest / 32767
      for (column, bucket) in material.buckets.enumerated() {
        table[bucket * width + label + 1] = Int16((fit.weights[column] / scale).rounded())
      }
      let decision = decisions[label]
      made.append(
        TopicModel.Label(
          name: labels[label], scale: scale, intercept: fit.intercept,
          hitWeights: hits.indices.map {
            fit.weights[material.buckets.count + $0] * Self.hitValue
          },
          plattA: decision.platt.a, plattB: decision.platt.b, threshold: decision.threshold,
          thresholdWithHit: decision.withHit, thresholdWithoutHit: decision.withoutHit,
          model: figures.model[label], hybrid: figures.hybrid[label],
          lexicon: figures.lexicon[label]))
    }
    let header = TopicModel.Header(
      version: origin.version, licence: origin.licence, note: origin.note,
      training: origin.training, lexicons: origin.lexicons, posts: posts.count,
      postsByLanguage: posts.reduce(into: [:]) { $0[$1.language, default: 0] += 1 },
      postsByLabel: Dictionary(
        uniqueKeysWithValues: zip(labels, truth).map { ($0, $1.count { $0 }) }
          + [(TopicModel.none, posts.count { $0.codes.isEmpty })]),
      folds: settings.folds, penalty: settings.penalties[best],
      penaltiesTried: settings.penalties, logLoss: losses, bits: settings.bits, hits: hits,
      labels: made, noneModel: figures.model[labels.count],
      noneHybrid: figures.hybrid[labels.count], noneLexicon: figures.lexicon[labels.count])
    return TopicModel(header: header, table: table)
  }

  private func decide(_ label: Int, _ scores: [Double], _ rows: [Int]) -> Decision {
    let platt = Platt(rows.map { scores[$0] }, rows.map { truth[label][$0] })
    let posts = rows.map {
      (probability: platt.probability(scores[$0]), truth: truth[label][$0])
    }
    let isHit = rows.map { lexicon[label][$0] }
    let one = Cut.best(posts)
    let two = Cut.best(
      zip(posts, isHit).filter(\.1).map(\.0), zip(posts, isHit).filter { !$0.1 }.map(\.0))
    return Decision(platt: platt, threshold: one, withHit: two.first, withoutHit: two.second)
  }

  /// The mean over labels and posts, with the calibration of the other folds.
  private func logLoss(_ scores: [[Double]]) -> Double {
    var sum = 0.0
    for label in labels.indices {
      for out in 0..<settings.folds {
        let rows = fold.indices.filter { fold[$0] != out }
        let platt = Platt(rows.map { scores[label][$0] }, rows.map { truth[label][$0] })
        for row in fold.indices where fold[row] == out {
          let p = platt.probability(scores[label][row])
          sum -= log(max(1e-15, truth[label][row] ? p : 1 - p))
        }
      }
    }
    return sum / Double(labels.count * posts.count)
  }

  /// By label and last for none: agreement of decisions that the post had no part in.
  private func figures(_ scores: [[Double]]) -> (
    model: [Agreement], hybrid: [Agreement], lexicon: [Agreement]
  ) {
    var said = Array(
      repeating: Array(
        repeating: [Bool](repeating: false, count: posts.count), count: labels.count),
      count: 3)
    said[2] = lexicon
    for out in 0..<settings.folds {
      let rows = fold.indices.filter { fold[$0] != out }
      for label in labels.indices {
        let decision = decide(label, scores[label], rows)
        for row in fold.indices where fold[row] == out {
          let p = decision.platt.probability(scores[label][row])
          said[0][label][row] = p >= decision.threshold
          said[1][label][row] =
            p >= (lexicon[label][row] ? decision.withHit : decision.withoutHit)
        }
      }
    }
    let tables = said.map { said in
      var result = labels.map { _ in Agreement() } + [Agreement()]
      for row in posts.indices {
        for label in labels.indices {
          result[label].note(coder: said[label][row], codes: truth[label][row])
        }
        result[labels.count].note(
          coder: labels.indices.allSatisfy { !said[$0][row] },
          codes: labels.indices.allSatisfy { !truth[$0][row] })
      }
      return result
    }
    return (tables[0], tables[1], tables[2])
  }
}
