/// What a bench counted, as CSV and as a summary for people.
package struct BenchReport {
  private let bench: LexiconBench
  /// Fewest coded posts for a verdict on an entry, and the precision below which it is weak.
  private let least: Int
  package static let usualLeast = 20
  package static let weak = 0.6

  package init(_ bench: LexiconBench, least: Int = usualLeast) {
    self.bench = bench
    self.least = least
  }

  private var finder: HitFinder { bench.finder }

  private func place(_ number: Int) -> String { finder.place(of: number) }

  private func precision(_ number: Int) -> Double? {
    let count = bench.entries[number]
    let topic = finder.lexicons[finder.entries[number].lexicon].topic
    guard !finder.entries[number].isExclusion, count.coded > 0, bench.isCoded(topic) else {
      return nil
    }
    let isAspect = finder.lexicons[finder.entries[number].lexicon].kind == .aspect
    return Double(isAspect ? count.rightSubtopic : count.rightTopic) / Double(count.coded)
  }

  /// Numbers of entries of a topic that are no exclusions, most hits first.
  private func entries(of topic: String) -> [Int] {
    finder.entries.indices.filter {
      !finder.entries[$0].isExclusion && finder.lexicons[finder.entries[$0].lexicon].topic == topic
    }.sorted { (bench.entries[$1].hits, $0) < (bench.entries[$0].hits, $1) }
  }

  /// Share of a topic's hits that its ten top entries bring; nil without a hit.
  package func topTen(_ topic: String) -> Double? {
    let hits = entries(of: topic).map { bench.entries[$0].hits }
    let all = hits.reduce(0, +)
    return all == 0 ? nil : Double(hits.prefix(10).reduce(0, +)) / Double(all)
  }

  /// Mean F1 over the topics (no subtopics, no aspects) that people or lexicons found.
  package func macroF1(_ language: String = "all") -> Double? {
    let scores = finder.coder.topicNames.compactMap { bench.agreement[language]?[$0]?.f1 }
    return scores.isEmpty ? nil : scores.reduce(0, +) / Double(scores.count)
  }

  /// All topics' decisions together.
  package func micro(_ language: String = "all") -> LexiconBench.Agreement {
    finder.coder.topicNames.reduce(into: LexiconBench.Agreement()) { sum, name in
      guard let one = bench.agreement[language]?[name] else { return }
      sum.coded += one.coded
      sum.found += one.found
      sum.both += one.both
    }
  }

  private var languages: [String] {
    bench.coded == 0
      ? []
      : ["all"]
        + bench.codedByLanguage.keys.filter { $0 != "all" }
        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

// CSV.
extension BenchReport {
  /// One line an entry and exclusion, in the order of the lexicons.
  package var entriesCSV: String {
    var text =
      "topic,subtopic,language,role,entry,place,hits,blocked,posts,users,families,coded_posts,"
      + "right,precision,subtopic_precision,decisive_posts,prevalence_change\n"
    for (number, entry) in finder.entries.enumerated() {
      let count = bench.entries[number]
      let lexicon = finder.lexicons[entry.lexicon]
      let isJudged = precision(number) != nil
      let subtopic =
        isJudged && entry.entry.subtopic != nil
        ? Double(count.rightSubtopic) / Double(count.coded) : nil
      let change = bench.posts == 0 ? nil : Double(count.decisive) / Double(bench.posts)
      let fields: [String] = [
        lexicon.topic, entry.entry.subtopic ?? "", lexicon.language,
        entry.isExclusion ? "exclusion" : "entry", entry.entry.text, place(number),
        "\(count.hits)", "\(count.blocked)", "\(count.posts)",
        bench.hasUsers && !entry.isExclusion ? "\(count.userCount)" : "",
        bench.hasFamilies && !entry.isExclusion ? "\(count.familyCount)" : "",
        entry.isExclusion ? "" : "\(count.coded)",
        isJudged ? "\(lexicon.kind == .aspect ? count.rightSubtopic : count.rightTopic)" : "",
        Self.number(precision(number)), Self.number(subtopic), "\(count.decisive)",
        Self.number(change.map { entry.isExclusion || $0 == 0 ? $0 : -$0 }),
      ]
      text += Self.line(fields)
    }
    return text
  }

  /// Precision, recall and F1 of each topic, subtopic and `none`, by language; then macro and micro.
  package var agreementCSV: String {
    var text = "code,language,posts,coded,found,both,precision,recall,f1\n"
    for language in languages {
      let posts = "\(bench.codedByLanguage[language] ?? 0)"
      let names = finder.coder.topicNames + ["none"] + finder.coder.subtopicNames
      for name in names {
        guard name == "none" || bench.isCoded(String(name.prefix { $0 != "/" })) else { continue }
        let one = bench.agreement[language]?[name] ?? .init()
        text += Self.line([name, language, posts] + Self.fields(one))
      }
      text += Self.line(["micro", language, posts] + Self.fields(micro(language)))
      text += Self.line(
        ["macro", language, posts, "", "", "", "", "", Self.number(macroF1(language))])
    }
    return text
  }

  /// Posts that have both of two topics.
  package var overlapsCSV: String {
    var text = "topic,other,posts,other_posts,both,share_of_topic,share_of_other\n"
    let topics = bench.topics
    for (place, topic) in topics.enumerated() {
      for other in topics[(place + 1)...] {
        let (one, two) = (bench.topicPosts[topic] ?? 0, bench.topicPosts[other] ?? 0)
        let both = bench.pairPosts[[topic, other]] ?? 0
        text += Self.line([
          topic, other, "\(one)", "\(two)", "\(both)",
          Self.number(one == 0 ? nil : Double(both) / Double(one)),
          Self.number(two == 0 ? nil : Double(both) / Double(two)),
        ])
      }
    }
    return text
  }

  private static func fields(_ one: LexiconBench.Agreement) -> [String] {
    ["\(one.coded)", "\(one.found)", "\(one.both)"]
      + [number(one.precision), number(one.recall), number(one.f1)]
  }

  private static func number(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }

  private static func line(_ fields: [String]) -> String {
    fields.map { field in
      field.contains(where: { ",\"\n\r".contains($0) })
        ? "\"\(field.replacing("\"", with: "\"\""))\"" : field
    }.joined(separator: ",") + "\n"
  }
}

// For people.
extension BenchReport {
  /// A page of text.
  package var summary: String {
    var text = "\(bench.posts) posts, \(bench.coded) of them coded by people\n\n"
    text += Self.row(["topic", "posts", "share", "hits", "top 10", "dead", "P", "R", "F1"])
    for topic in bench.topics {
      let numbers = entries(of: topic)
      let one = bench.agreement["all"]?[topic]
      let isJudged = bench.isCoded(topic) && one != nil
      let posts = bench.topicPosts[topic] ?? 0
      let dead = numbers.count { isDead($0) }
      text += Self.row([
        topic, "\(posts)", Self.percent(posts, bench.posts),
        "\(numbers.reduce(0) { $0 + bench.entries[$1].hits })",
        topTen(topic).map { Self.percent($0) } ?? "–", "\(dead) of \(numbers.count)",
        isJudged ? Self.two(one?.precision) : "–", isJudged ? Self.two(one?.recall) : "–",
        isJudged ? Self.two(one?.f1) : "–",
      ])
    }
    if bench.coded > 0 { text += agreementText }
    text += overlapText + shared
    text += list(
      "Entries that decide most posts (share of all posts that would lose the topic)",
      judged { !finder.entries[$0].isExclusion && bench.entries[$0].decisive > 0 }
        .sorted { (bench.entries[$1].decisive, $0) < (bench.entries[$0].decisive, $1) }
    ) { Self.percent(bench.entries[$0].decisive, bench.posts) }
    if bench.coded > 0 {
      text += list(
        "Weak entries (precision below \(Self.weak) in \(least) coded posts or more)",
        judged { bench.entries[$0].coded >= least && precision($0) ?? 1 < Self.weak }
          .sorted { (precision($0) ?? 1, $0) < (precision($1) ?? 1, $1) }
      ) { "\(Self.two(precision($0))) of \(bench.entries[$0].coded)" }
    }
    text += list(
      "Exclusions that keep most posts out of a topic",
      judged { finder.entries[$0].isExclusion && bench.entries[$0].decisive > 0 }
        .sorted { (bench.entries[$1].decisive, $0) < (bench.entries[$0].decisive, $1) }
    ) {
      let posts = bench.entries[$0].decisive
      return "\(posts) post\(posts == 1 ? "" : "s")"
    }
    return text
  }

  private func isDead(_ number: Int) -> Bool {
    bench.entries[number].hits + bench.entries[number].blocked == 0
  }

  private func judged(_ fits: (Int) -> Bool) -> [Int] { finder.entries.indices.filter(fits) }

  private var agreementText: String {
    let none = bench.agreement["all"]?["none"]
    let all = micro()
    var text =
      "\nmacro-F1 \(Self.two(macroF1())); all topics together P \(Self.two(all.precision)) "
      + "R \(Self.two(all.recall)) F1 \(Self.two(all.f1)); none F1 \(Self.two(none?.f1))\n\n"
    text += Self.row(["F1", "posts"] + finder.coder.topicNames + ["none", "macro"])
    for language in languages.dropFirst() {
      let one = bench.agreement[language] ?? [:]
      text += Self.row(
        [language, "\(bench.codedByLanguage[language] ?? 0)"]
          + finder.coder.topicNames.map { Self.two(one[$0]?.f1) }
          + [Self.two(one["none"]?.f1), Self.two(macroF1(language))])
    }
    return text
  }

  private var overlapText: String {
    let pairs = bench.pairPosts.sorted {
      if $0.value != $1.value { return $0.value > $1.value }
      return $0.key.joined(separator: " ").utf8.lexicographicallyPrecedes(
        $1.key.joined(separator: " ").utf8)
    }
    if pairs.isEmpty { return "" }
    var text = "\nTopics found together\n"
    for (pair, both) in pairs.prefix(10) {
      text +=
        "  \(pair[0]) and \(pair[1]): \(both) posts ("
        + "\(Self.percent(both, bench.topicPosts[pair[0]] ?? 0)) and "
        + "\(Self.percent(both, bench.topicPosts[pair[1]] ?? 0)) of theirs)\n"
    }
    return text
  }

  /// Entries that stand in two topics or more, written alike.
  private var shared: String {
    var topics: [String: [String]] = [:]
    for entry in finder.entries where !entry.isExclusion {
      let lexicon = finder.lexicons[entry.lexicon]
      guard lexicon.kind == .topic else { continue }
      let key = finder.coder.tokenisation.entryKey(entry.entry.text)
      if topics[key]?.contains(lexicon.topic) != true {
        topics[key, default: []].append(lexicon.topic)
      }
    }
    let several = topics.filter { $0.value.count > 1 }
      .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    if several.isEmpty { return "" }
    var text = "\nEntries in several topics: \(several.count)\n"
    for (key, names) in several.prefix(10) {
      text += "  \"\(key)\": \(names.joined(separator: ", "))\n"
    }
    return text
  }

  private func list(_ title: String, _ numbers: [Int], _ value: (Int) -> String) -> String {
    if numbers.isEmpty { return "" }
    var text = "\n\(title): \(numbers.count)\n"
    for number in numbers.prefix(10) {
      let topic = finder.lexicons[finder.entries[number].lexicon].topic
      text +=
        "  \(value(number))  \(topic)  \"\(finder.entries[number].entry.text)\"  \(place(number))\n"
    }
    return text
  }

  private static func row(_ cells: [String]) -> String {
    var line = ""
    for (place, cell) in cells.enumerated() {
      let gap = String(repeating: " ", count: max(1, 12 - cell.count))
      line += place == 0 ? cell + gap : gap + cell
    }
    return line + "\n"
  }

  private static func percent(_ part: Int, _ whole: Int) -> String {
    whole == 0 ? "–" : percent(Double(part) / Double(whole))
  }

  /// With one decimal.
  private static func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10) %"
  }

  /// `.83`; 1 is `1.00`.
  private static func two(_ value: Double?) -> String {
    guard let value else { return "–" }
    let hundredths = Int((value * 100).rounded())
    let rest = hundredths % 100
    return "\(hundredths >= 100 ? "\(hundredths / 100)" : "").\(rest < 10 ? "0" : "")\(rest)"
  }
}
