internal import Corpus

/// Measures lexicons entry by entry, on posts and on what people coded.
///
/// Memory: the entries, and for each of them the users and families that have it.
package final class LexiconBench {
  /// What was counted of one entry or exclusion.
  package struct EntryCount: Sendable {
    /// Places where it stands; of an entry, those that no exclusion blocks.
    package var hits = 0
    /// Of an entry: places that an exclusion blocks. Of an exclusion: hits that it blocks.
    package var blocked = 0
    /// Posts with a hit that counts; of an exclusion, posts in which it blocks one.
    package var posts = 0
    /// Coded posts among them.
    package var coded = 0
    /// Of these, posts that people gave the topic, and those that they gave the subtopic.
    package var rightTopic = 0
    package var rightSubtopic = 0
    /// Posts that would lose the topic without the entry, or gain it without the exclusion.
    package var decisive = 0
    var users: Set<Int> = []
    var families: Set<Int> = []
    package var userCount: Int { users.count }
    package var familyCount: Int { families.count }
  }

  /// Agreement of one code with people, in posts.
  package struct Agreement: Sendable, Equatable {
    /// Given by people, by the lexicons, by both.
    package var coded = 0
    package var found = 0
    package var both = 0
    package var precision: Double? { found == 0 ? nil : Double(both) / Double(found) }
    package var recall: Double? { coded == 0 ? nil : Double(both) / Double(coded) }
    package var f1: Double? {
      coded + found == 0 ? nil : 2 * Double(both) / Double(coded + found)
    }

    mutating func add(_ isCoded: Bool, _ isFound: Bool) {
      if isCoded { coded += 1 }
      if isFound { found += 1 }
      if isCoded, isFound { both += 1 }
    }
  }

  package let finder: HitFinder
  /// By number of entry.
  package private(set) var entries: [EntryCount]
  package private(set) var posts = 0
  package private(set) var coded = 0
  package private(set) var hasUsers = false
  package private(set) var hasFamilies = false
  /// Posts with a topic or an aspect's subtopic, and with two topics (by both names, in the order of
  /// ``topics``).
  package private(set) var topicPosts: [String: Int] = [:]
  package private(set) var pairPosts: [[String]: Int] = [:]
  /// By language (`all` for all together), then by topic, subtopic or `none`.
  package private(set) var agreement: [String: [String: Agreement]] = [:]
  package private(set) var codedByLanguage: [String: Int] = [:]
  /// Names of codes that people used.
  private var used: Set<String> = []
  private var people: [[UInt8]: Int] = [:]

  /// - Parameter home: as of ``HitFinder``.
  package init(_ coder: Coder, home: [String] = []) {
    finder = HitFinder(coder, home: home)
    entries = Array(repeating: EntryCount(), count: finder.entries.count)
  }

  /// Topics and aspects, in the order of the coder.
  package var topics: [String] {
    finder.lexicons.map(\.topic).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// Whether people coded a topic or aspect at all.
  package func isCoded(_ topic: String) -> Bool {
    used.contains { $0 == topic || $0.hasPrefix(topic + "/") }
  }

  /// Counts one post.
  /// - Parameter codes: what people gave it; nil when it was not coded.
  package func add(
    title: [UInt8]? = nil, text: [UInt8], user: [UInt8]? = nil, family: String? = nil,
    language: String? = nil, codes: Set<String>? = nil
  ) {
    posts += 1
    let found = finder.find(title: title, text: text)
    let user = user.map { number($0, "u") }
    let family = family.map { number(Array($0.utf8), "f") }
    if user != nil { hasUsers = true }
    if family != nil { hasFamilies = true }
    /// Entries that are there, with the subtopics that they set.
    var present: [Int: Set<String>] = [:]
    for hit in found.hits {
      if hit.isBlocked {
        entries[hit.entry].blocked += 1
      } else {
        entries[hit.entry].hits += 1
        present[hit.entry, default: []].formUnion(
          finder.subtopic(of: hit).map { ["\(topic(of: hit.entry))/\($0)"] } ?? [])
      }
    }
    for hit in found.exclusions { entries[hit.entry].hits += 1 }
    var byTopic: [String: Set<Int>] = [:]
    var names: Set<String> = []
    for (number, subtopics) in present {
      let topic = topic(of: number)
      byTopic[topic, default: []].insert(number)
      if isTopic(number) { names.insert(topic) }
      names.formUnion(subtopics)
      entries[number].posts += 1
      if let user { entries[number].users.insert(user) }
      if let family { entries[number].families.insert(family) }
      guard let codes else { continue }
      entries[number].coded += 1
      if codes.contains(topic) { entries[number].rightTopic += 1 }
      if !codes.isDisjoint(with: subtopics) { entries[number].rightSubtopic += 1 }
    }
    for alone in byTopic.values where alone.count == 1 {
      if let number = alone.first { entries[number].decisive += 1 }
    }
    countExclusions(found, byTopic)
    countTopics(byTopic)
    if let codes { count(codes, names, language) }
  }

  private func topic(of entry: Int) -> String {
    finder.lexicons[finder.entries[entry].lexicon].topic
  }

  private func isTopic(_ entry: Int) -> Bool {
    finder.lexicons[finder.entries[entry].lexicon].kind == .topic
  }

  private func number(_ name: [UInt8], _ space: Unicode.Scalar) -> Int {
    let key = [UInt8(truncatingIfNeeded: space.value)] + name
    if let known = people[key] { return known }
    people[key] = people.count
    return people.count - 1
  }

  private func countExclusions(_ found: HitFinder.Found, _ byTopic: [String: Set<Int>]) {
    var blocking: Set<Int> = []
    var alone: Set<Int> = []
    for hit in found.hits {
      for exclusion in hit.blockedBy {
        entries[exclusion].blocked += 1
        blocking.insert(exclusion)
        // The topic would be there without this one exclusion.
        if hit.blockedBy.count == 1, byTopic[topic(of: hit.entry)] == nil {
          alone.insert(exclusion)
        }
      }
    }
    for exclusion in blocking { entries[exclusion].posts += 1 }
    for exclusion in alone { entries[exclusion].decisive += 1 }
  }

  private func countTopics(_ byTopic: [String: Set<Int>]) {
    let there = topics.filter { byTopic[$0] != nil }
    for (place, topic) in there.enumerated() {
      topicPosts[topic, default: 0] += 1
      for other in there[(place + 1)...] { pairPosts[[topic, other], default: 0] += 1 }
    }
  }

  private func count(_ codes: Set<String>, _ names: Set<String>, _ language: String?) {
    coded += 1
    used.formUnion(codes)
    for group in ["all", language ?? "unknown"] {
      codedByLanguage[group, default: 0] += 1
      for name in finder.coder.topicNames + finder.coder.subtopicNames {
        agreement[group, default: [:]][name, default: Agreement()].add(
          codes.contains(name), names.contains(name))
      }
      agreement[group, default: [:]]["none", default: Agreement()].add(
        codes.isEmpty, names.isDisjoint(with: finder.coder.topicNames))
    }
  }
}
