internal import Corpus

/// T3: how often each topic is posted about, by group (or venue type, or platform).
///
/// The unit is the coded post of the sample; reposts, service messages and bots are left out.
/// Pooled: posts on the topic over coded posts. User mean: the mean over persons of their own
/// share. The third share is of persons with at least one post on the topic.
package struct TopicPrevalence: LinkedTable {
  package let number = "T3"
  package let name = "topic-prevalence"
  package let title = Phrase("Topic prevalence", nl: "Onderwerpen van berichten")
  package let needs: [Records] = [.posts]
  package let by = ["group", "venue-type", "platform"]
  package let settings = ["subtopics", "replicates", "interval", "seed"]

  package init() {}

  package var empty: Table { table(.group) }

  private func table(_ split: TopicSums.Split) -> Table {
    Table(
      number: number, name: name, title: title,
      stubs: [
        .init("topic", Phrase("Topic", nl: "Onderwerp")),
        .init("by", Phrase("By", nl: "Naar"), isPrinted: false), .init("level", split.heading),
      ],
      columns: [
        Key("posts", "Posts", nl: "Berichten"),
        Key("of_posts", "of posts", nl: "van berichten"),
        Key("post_share", "% of posts (95 % CI)", nl: "% van berichten (95 %-BI)"),
        Key("user_mean", "User mean, % (95 % CI)", nl: "Gemiddelde per persoon, % (95 %-BI)"),
        Key("users", "Users", nl: "Personen"), Key("of_users", "of users", nl: "van personen"),
        Key("user_share", "% of users (95 % CI)", nl: "% van personen (95 %-BI)"),
      ])
  }

  package func draft(_ material: Material, _ settings: TableSettings) throws -> any TableDraft {
    try check(material, settings)
    let rule = try Disclosure(minUsers: settings.minUsers, reason: settings.minUsersReason)
    guard settings.by.count <= 1, let split = TopicSums.Split(rawValue: settings.by.first ?? by[0])
    else {
      throw Complaint("by: table \(name) takes one word", status: .configuration)
    }
    let isCoded = !material.posts.topicNames.isEmpty || !material.posts.subtopicNames.isEmpty
    if !isCoded && material.posts.rows.count > 0 {
      throw Complaint(
        "table \(name) needs coded posts; put a classify stage before it", status: .configuration)
    }
    let sums = TopicSums(material, split, subtopics: settings.subtopics)
    let levels = sums.levels.indices.filter { sums.base($0).users > 0 }.sorted { a, b in
      split == .platform
        ? sums.levels[a].id.utf8.lexicographicallyPrecedes(sums.levels[b].id.utf8) : a < b
    }
    return Draft(
      kind: self, material: material, settings: settings, rule: rule, sums: sums, levels: levels,
      hidden: TopicSuppression(sums, levels: levels, rule, Units(material)))
  }

  private struct Draft: TableDraft {
    let kind: TopicPrevalence
    let material: Material
    let settings: TableSettings
    let rule: Disclosure
    let sums: TopicSums
    let levels: [Int]
    let hidden: TopicSuppression

    var cells: [ProtectedTable] { levels.isEmpty ? [] : [hidden.table] }
    func table(_ protection: Protection) throws -> Table { try kind.table(self, protection) }
  }

  private func table(_ draft: Draft, _ protection: Protection) throws -> Table {
    let (sums, levels, hidden) = (draft.sums, draft.levels, draft.hidden)
    let split = sums.split
    var estimates = try PostEstimates(
      sums.contributions, draft.settings, table: name, purpose: "\(name) \(split.rawValue)")
    var shown: [Int: Key] = [:]
    var table = table(split)
    guard !levels.isEmpty else { return table }
    for place in order(sums.places) {
      for level in levels + [sums.all] {
        let cells = cells(sums, &estimates, level, place)
        let key = level == sums.all ? Key.all : sums.levels[level]
        let posts = hidden.posts(level, place, protection)
        let users = hidden.users(level, place, protection)
        let reasons = [
          posts.count, posts.base, posts.share, posts.share, users.count, users.base, users.share,
        ]
        if posts.share == nil || users.share == nil { shown[level] = key }
        table.rows.append(
          Table.Row(
            [sums.places.keys[place], .data(split.rawValue), key],
            opensBlock: level == levels[0],
            cells: zip(cells, reasons).map { $0.hidden($1) }))
      }
    }
    table.notes = notes(draft.material, draft.settings, sums)
    table.notes += estimates.notes(draft.settings, shown: shown) + [Notes.version()]
    table.notes += Notes.marks(table, draft.rule, unit: .users)
    return table
  }

  /// Topics with their subtopics below them, then "no topic".
  private func order(_ places: TopicPlaces) -> [Int] {
    let subtopics = places.parent.indices
    let topics = (0..<places.topicCount).flatMap { topic in
      [topic] + subtopics.filter { places.parent[$0] == topic }.map(places.place(ofSubtopic:))
    }
    let orphans = subtopics.filter { places.parent[$0] == nil }
    return topics + orphans.map(places.place(ofSubtopic:)) + [places.none]
  }

  private func cells(
    _ sums: TopicSums, _ estimates: inout PostEstimates, _ level: Int, _ place: Int
  ) -> [Cell] {
    let (count, base) = (sums.count(level, place), sums.base(level))
    let pooled = sums.pooled(level, place)
    let mean = sums.userMean(level, place)
    let any = sums.anyPost(level, place)
    return [
      .count(count.posts), .count(base.posts),
      estimates.percent(pooled, clusters: base.users, level: level),
      estimates.percent(mean, clusters: base.users, level: level),
      .count(count.usersByWeight), .count(base.usersByWeight),
      estimates.percent(any, clusters: base.users, level: level),
    ]
  }

  private func notes(
    _ material: Material, _ settings: TableSettings, _ sums: TopicSums
  ) -> [Phrase] {
    var notes = [
      Phrase(
        "A post may have several topics. % of posts pools all posts; the user mean gives every"
          + " person the same weight.",
        nl: "Een bericht kan meer onderwerpen hebben. % van berichten voegt alle berichten samen;"
          + " in het gemiddelde per persoon telt iedere persoon even zwaar.")
    ]
    if sums.split == .group {
      notes.append(Notes.scheme(material.people.scheme))
      if Vectors(material.people).areMixed { notes.append(Notes.severalMemberships) }
    }
    if sums.hasDesignWeights { notes.append(Notes.designWeights) }
    return notes
  }
}
