/// Posts of a table that people coded by hand, for what the coder made of them (T12).
package struct CodedSample: Sendable, Equatable {
  /// One coded post.
  package struct Post: Sendable, Equatable {
    /// Row of the post table.
    package let row: Int
    /// Labels that people gave, as bits of ``CodedSample/labels``; 0: none of the topics.
    package let truth: UInt64
    /// How many posts it stands for: 1/π, or 1 where no design is known.
    package let weight: Double

    package init(row: Int, truth: UInt64, weight: Double = 1) {
      self.row = row
      self.truth = truth
      self.weight = weight
    }
  }

  /// Codes of topics ("school") and subtopics ("school/exams").
  package var labels: [String]
  /// In the order of their ids, which is not that of a run.
  package var posts: [Post]
  /// Whether chances of being drawn are known.
  package var isDesigned: Bool
  /// Coded posts that are not among those of the table.
  package var missing: Int
  /// Posts of which coders were evenly divided on a label, which then does not hold.
  package var undecided: Int
  /// People who coded.
  package var coders: Int

  package init(
    labels: [String], posts: [Post], isDesigned: Bool = false, missing: Int = 0,
    undecided: Int = 0, coders: Int = 1
  ) {
    precondition(labels.count <= 64, "labels are bits")
    self.labels = labels
    self.posts = posts
    self.isDesigned = isDesigned
    self.missing = missing
    self.undecided = undecided
    self.coders = coders
  }
}
