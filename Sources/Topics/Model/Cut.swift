/// Where to cut probabilities so that F1 is highest.
enum Cut {
  /// How many posts with and without the label lie above each place where a cut may be.
  private struct Steps {
    var thresholds = [1.5]
    var right = [0]
    var wrong = [0]

    init(_ posts: [(probability: Double, truth: Bool)]) {
      let sorted = posts.sorted { $0.probability > $1.probability }
      var (yes, no) = (0, 0)
      for (index, post) in sorted.enumerated() {
        if post.truth { yes += 1 } else { no += 1 }
        let next = index + 1 < sorted.count ? sorted[index + 1].probability : 0
        if next == post.probability { continue }
        // Half-way to the next post, so that rounding moves nobody over it.
        thresholds.append((post.probability + next) / 2)
        right.append(yes)
        wrong.append(no)
      }
    }
  }

  /// One threshold; of equals the highest.
  static func best(_ posts: [(probability: Double, truth: Bool)]) -> Double {
    best(posts, []).first
  }

  /// Two thresholds, one for each of two kinds of posts, for the F1 of both together.
  static func best(
    _ first: [(probability: Double, truth: Bool)], _ second: [(probability: Double, truth: Bool)]
  ) -> (first: Double, second: Double) {
    let (a, b) = (Steps(first), Steps(second))
    let truths = first.count { $0.truth } + second.count { $0.truth }
    var best = (score: -1.0, first: 1.5, second: 1.5)
    for i in a.thresholds.indices {
      for j in b.thresholds.indices {
        let right = a.right[i] + b.right[j]
        let said = right + a.wrong[i] + b.wrong[j]
        let score = said + truths == 0 ? 0 : Double(2 * right) / Double(said + truths)
        if score > best.score { best = (score, a.thresholds[i], b.thresholds[j]) }
      }
    }
    return (best.first, best.second)
  }
}
