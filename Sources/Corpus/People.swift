/// Persons, their accounts and their groups.
///
/// Made by Interactions from the accounts of a post table and a roster, or from participant
/// records. People are numbered in the order of their names (pseudonyms), bytewise, so that
/// walking them by number is walking them in key order.
package struct People: Sendable {
  /// A person: one or several accounts, joined by the roster only.
  package struct Person: Sendable {
    package var name: String
    /// Number into ``memberships``; 0 is the empty vector: unknown.
    package var membership: Int32
    package var role: Role
    package var weight: Double
    package var stratum: String
    /// Kept posts in the sample.
    package var posts: Int32
    /// Whether the person counts as a participant of the population of ties.
    package var isParticipant: Bool
    package var onRoster: Bool

    package init(
      name: String, membership: Int32 = 0, role: Role = .public, weight: Double = 1,
      stratum: String = "", posts: Int32 = 0, isParticipant: Bool = true, onRoster: Bool = false
    ) {
      self.name = name
      self.membership = membership
      self.role = role
      self.weight = weight
      self.stratum = stratum
      self.posts = posts
      self.isParticipant = isParticipant
      self.onRoster = onRoster
    }
  }

  package enum Role: String, Sendable, CaseIterable { case donor, alter, `public` }

  /// A distinct membership vector: groups in name order with weights that sum to 1; empty: unknown.
  package struct Membership: Sendable, Hashable {
    package struct Part: Sendable, Hashable {
      package let group: String
      package let weight: Double
      package init(group: String, weight: Double) {
        self.group = group
        self.weight = weight
      }
    }
    package let parts: [Part]
    package init(_ parts: [Part]) { self.parts = parts.sorted { $0.group < $1.group } }
    package var isUnknown: Bool { parts.isEmpty }
    package static let unknown = Membership([])
  }

  /// Sorted by name.
  package var all: [Person] = []
  /// Person of each account of the post table; -1 for accounts that are nobody (deleted).
  package var personOfAccount: [Int32] = []
  /// Distinct vectors; number 0 is ``Membership/unknown``.
  package var memberships: [Membership] = [.unknown]
  /// Name of the origin scheme that made the memberships.
  package var scheme = "self"

  package init() {}

  /// Every group that occurs, by name.
  package var groups: [String] {
    Set(memberships.flatMap { $0.parts.map(\.group) })
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
