/// True values in the superpopulation: what a study of endlessly many persons, drawn by the same
/// settings, would find. Closed forms; no draw is made.
///
/// Groups are drawn apart from activity, popularity and taste, so a reply that does not seek the own
/// group crosses with the chance D = 1 − Σ π², whoever is popular, and one that seeks it never does
/// (but for a writer whose group has nobody else: a chance of (1 − π)^(persons − 1)).
package struct SimulationEstimands: Sendable, Equatable {
  /// D: share interethnic without homophily, which is also what relabelling expects.
  package let chance: Double
  /// (1 − h̄) D, with h̄ the mean of homophily over venues and topics. The mean over egos of their own
  /// share has the same value, because taste does not go with activity.
  package let share: Double
  /// 2 · share − 1.
  package let externalInternal: Double
  /// Share interethnic of replies truly about each topic (last: about none), and in each venue type.
  package let byTopic: [Double]
  package let byVenueType: [Double]
  /// Shares of posts truly about each topic, and of posts in which a coder with the set errors finds
  /// it: m (1 − missed) + falseAlarm · Σ over true topics t ≠ k of m(t) m(k) / Σ over j ≠ t of m(j).
  package let prevalence: [Double]
  package let codedPrevalence: [Double]

  package init(_ settings: SimulationSettings) {
    let crossing = 1 - settings.groups.reduce(0) { $0 + $1.value * $1.value }
    let m = settings.topics.map(\.value)
    let ofTopic = settings.topics.map { settings.added(topic: $0.name) }
    let ofVenue = settings.venues.map { settings.added(venueType: $0.name) }
    let topics = zip(m, ofTopic).reduce(0) { $0 + $1.0 * $1.1 }
    let venues =
      zip(settings.venues, ofVenue).reduce(0) { $0 + $1.0.value * $1.1 }
      / Double(settings.venueCount)
    // Every second user has the contrast; users are as active either way.
    let contrast =
      settings.contrast * Double(settings.users / 2) / Double(settings.users)
    let base = settings.homophily + contrast
    chance = crossing
    share = (1 - base - topics - venues) * crossing
    externalInternal = 2 * share - 1
    byTopic = (ofTopic + [0]).map { (1 - base - $0 - venues) * crossing }
    byVenueType = ofVenue.map { (1 - base - topics - $0) * crossing }
    prevalence = m
    let truths = m + [1 - m.reduce(0, +)]
    codedPrevalence = m.indices.map { k in
      var found = m[k] * (1 - settings.missed)
      for (t, share) in truths.enumerated() where t != k {
        let rest = m.indices.reduce(0) { $0 + ($1 == t ? 0 : m[$1]) }
        if rest > 0 { found += settings.falseAlarm * share * m[k] / rest }
      }
      return found
    }
  }
}
