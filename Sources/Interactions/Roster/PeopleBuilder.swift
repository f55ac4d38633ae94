package import Corpus

/// Accounts of posts become persons with groups, by a roster.
///
/// A person is what the roster joins; an account that no roster row names is a person of its own,
/// together with the handle that an alias record ties to it. Matching is by the keyed form of what
/// the roster says, so that no name reaches the origin scheme. Cost: one pass over posts; 30 bytes
/// an account.
package enum PeopleBuilder {
  package struct Built: Sendable {
    package var people: People
    package var match: RosterMatch
    /// Number into `people.all` of each person of the roster; -1: a repetition of another one.
    package var personOfRoster: [Int32]
  }

  /// - Throws: `Complaint` (65) when the roster lacks the setting's columns, or not one of its rows
  ///   meets a post.
  package static func build(
    posts: PostTable, roster: Roster?, setting: OriginSetting, pseudonymiser: any Pseudonymiser
  ) throws -> Built {
    try roster?.require(setting)
    var join = AccountJoin(posts)
    join.joinAliases()
    if let roster { try join.join(roster, pseudonymiser, posts: posts) }
    let (people, personOfRoster) = join.people(
      roster: roster, setting: setting, pseudonymiser, posts: posts)
    return Built(people: people, match: join.match, personOfRoster: personOfRoster)
  }

  /// As usual for the scheme.
  package static func build(
    posts: PostTable, roster: Roster?, scheme: any OriginScheme.Type,
    pseudonymiser: any Pseudonymiser
  ) throws -> (People, RosterMatch) {
    let built = try build(
      posts: posts, roster: roster, setting: OriginSetting(scheme), pseudonymiser: pseudonymiser)
    return (built.people, built.match)
  }
}
