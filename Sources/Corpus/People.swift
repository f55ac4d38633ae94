/// Persons, their accounts and their groups.
///
/// Made by Interactions from the accounts of a post table and a roster, or from participant
/// records. People are numbered in the order of their names (pseudonyms), bytewise, so that
/// walking them by number is walking them in key order.
public struct People: Sendable {
  /// A person: one or several accounts, joined by the roster only.
  public struct Person: Sendable {
    public var name: String
    /// Number into ``memberships``; 0 is the empty vector: unknown.
    public var membership: Int32
    public var role: Role
    public var weight: Double
    public var stratum: String
    /// Kept posts in the sample.
    public var posts: Int32
    /// Whether the person counts as a participant of the population of ties.
    public var isParticipant: Bool
    public var onRoster: Bool

    public init(
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

  public enum Role: String, Sendable, CaseIterable { case donor, alter, `public` }

  /// A distinct membership vector: groups in name order with weights that sum to 1; empty: unknown.
  public struct Membership: Sendable, Hashable {
    public struct Part: Sendable, Hashable {
      public let group: String
      public let weight: Double
      public init(group: String, weight: Double) {
        self.group = group
        self.weight = weight
      }
    }
    public let parts: [Part]
    public init(_ parts: [Part]) { self.parts = parts.sorted { $0.group < $1.group } }
    public var isUnknown: Bool { parts.isEmpty }
    public static let unknown = Membership([])
  }

  /// Sorted by name.
  public var all: [Person] = []
  /// Person of each account of the post table; -1 for accounts that are nobody (deleted).
  public var personOfAccount: [Int32] = []
  /// Distinct vectors; number 0 is ``Membership/unknown``.
  public var memberships: [Membership] = [.unknown]
  /// Name of the origin scheme that made the memberships.
  public var scheme = "self"

  public init() {}

  /// Every group that occurs, by name.
  public var groups: [String] {
    Set(memberships.flatMap { $0.parts.map(\.group) })
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
