package import Corpus

/// Accounts of posts become persons with groups, by a roster.
///
/// A person is what the roster joins; an account that no roster row names is a person of its own,
/// together with the handle that an alias record ties to it. Matching is by the keyed form of what
/// the roster says, so that no name reaches the origin scheme. Cost: one pass over posts; 30 bytes
/// an account.
package enum PeopleBuilder {
  /// - Throws: `Complaint` (65) when the roster lacks the scheme's columns, or not one of its rows
  ///   meets a post.
  package static func build(
    posts: PostTable, roster: Roster?, scheme: any OriginScheme.Type,
    pseudonymiser: any Pseudonymiser
  ) throws -> (People, RosterMatch) {
    try roster?.require(scheme)
    var join = AccountJoin(posts)
    join.joinAliases()
    if let roster { try join.join(roster, pseudonymiser, posts: posts) }
    return (join.people(roster: roster, scheme: scheme, pseudonymiser, posts: posts), join.match)
  }
}
