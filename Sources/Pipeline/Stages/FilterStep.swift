import Corpus

/// `use: filter` as a step of a chain: a post stays when it fits every condition given.
///
/// A post without a time is dropped (`no-time`) where a period is asked for, one without a language
/// (`language`) where languages are; nothing is guessed.
struct FilterStep: Sendable {
  private let since: Int64
  private let until: Int64
  private let hasPeriod: Bool
  private let kinds: Set<PostKind>?
  private let languages: [[UInt8]]?
  private let venues: [[UInt8]]?
  private let platforms: [[UInt8]]?

  init(_ settings: FilterPlan) {
    since = settings.since?.start ?? Int64.min
    until = settings.until?.end ?? Int64.max
    hasPeriod = settings.since != nil || settings.until != nil
    kinds = settings.kinds.map(Set.init)
    languages = settings.languages?.map { Array($0.utf8) }
    venues = settings.venues?.map { Array($0.utf8) }
    platforms = settings.platforms?.map { Array($0.utf8) }
  }

  func step(named name: String) -> ChainStep {
    ChainStep(name: name, use: "filter") {
      { batch, stage in
        for index in batch.rows.indices where batch.rows[index].droppedBy == 255 {
          if let reason = drops(batch.rows[index], batch) {
            batch.rows[index].droppedBy = stage
            batch.rows[index].dropReason = reason
          }
        }
      }
    }
  }

  /// The first condition that the post does not fit, nil when it fits all.
  private func drops(_ row: PostRow, _ batch: PostBatch) -> SetAside.Reason? {
    if let kinds, !kinds.contains(row.kind) { return .kind }
    if hasPeriod {
      if row.createdAt == PostRow.noTime { return .noTime }
      if row.createdAt < since || row.createdAt >= until { return .period }
    }
    if let languages, !has(languages, row.lang, batch) { return .language }
    if let platforms, !has(platforms, row.platform, batch) { return .platform }
    if let venues, !has(venues, row.venueID, batch) { return .venue }
    return nil
  }

  private func has(_ words: [[UInt8]], _ field: Field, _ batch: PostBatch) -> Bool {
    if field.isMissing { return false }
    let bytes = batch.bytes(field)
    return words.contains { bytes.elementsEqual($0) }
  }
}
