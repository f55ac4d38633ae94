/// What a stage hands on.
package enum RecordKind: String, Sendable, CaseIterable {
  case posts
  /// Posts whose topics were looked for.
  case codedPosts = "coded posts"
  /// Ties and the participants they could have joined.
  case ties
  case profiles
  case tables

  package var isPosts: Bool { self == .posts || self == .codedPosts }
}

/// What a stage does: the word behind `use:`.
package enum StageUse: String, Sendable, CaseIterable {
  case ingest, filter, classify, exec, interact, profile, tabulate

  /// The kinds of record it reads.
  package var reads: [RecordKind] {
    switch self {
    case .ingest: []
    case .filter, .interact: [.posts, .codedPosts]
    case .classify, .exec: [.posts]
    case .profile: [.posts, .codedPosts, .ties]
    case .tabulate: [.posts, .codedPosts, .ties, .profiles]
    }
  }

  /// One sentence for help and documentation.
  package var meaning: String {
    switch self {
    case .ingest: "reads exports into posts, under pseudonyms"
    case .filter: "keeps the posts that fit every condition given"
    case .classify: "looks for topics with lexicons; posts become coded posts"
    case .exec: "hands posts to a command of yours, NDJSON in and out; posts become coded posts"
    case .interact: "counts who answers whom; posts become ties and participants"
    case .profile: "measures each person; coded posts and ties become profiles"
    case .tabulate: "makes one table"
    }
  }
}
