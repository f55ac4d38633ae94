/// The kinds of record that one NDJSON stream carries; a record without a kind is a post.
public enum RecordKind: String, Sendable, CaseIterable {
  case post, alias, tie, participant, profile, tally, end
}
