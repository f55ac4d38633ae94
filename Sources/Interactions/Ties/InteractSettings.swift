package import Corpus

/// Which edges count as ties, between whom, and what chance is compared with. The words are those of
/// the pipeline file.
package struct InteractSettings: Sendable, Equatable {
  package enum Parent: String, Sendable, CaseIterable {
    /// An edge counts when its alter is known, with or without the answered post.
    case optional
    /// An edge counts only when the answered post is in the data; its author is the alter.
    case needed
  }
  package enum Bots: String, Sendable, CaseIterable {
    case excluded = "exclude"
    case included = "include"
  }
  package enum Population: String, Sendable, CaseIterable {
    /// Authors of a kept post and people at the end of a tie, in the stratum.
    case participants
    /// Every person of the roster, whether or not they took part.
    case roster
  }
  /// Within what persons are relabelled: `none` is everybody.
  package enum Null: String, Sendable, CaseIterable {
    case none = "relabel"
    case venue = "relabel-within-venue"
    case platform = "relabel-within-platform"
    case thread = "relabel-within-thread"
  }

  package var edges: [ReplyHow] = [.nativeParent, .quoteLink, .addressed]
  /// Hundredths; an edge below it does not count.
  package var minConfidence: UInt8 = 0
  package var parent = Parent.optional
  package var bots = Bots.excluded
  package var population = Population.participants
  package var isDirected = true
  package var null = Null.none
  package var same = Sameness.overlap

  package init() {}

  /// Whether an edge is of a chosen kind.
  package func chooses(_ how: ReplyHow) -> Bool { edges.contains(how) }
}

extension ReplyHow {
  /// By the name used in files and records: "native_parent".
  package static func named(_ name: String) -> ReplyHow? { allCases.first { $0.name == name } }
}
