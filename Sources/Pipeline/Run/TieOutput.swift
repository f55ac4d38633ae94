import Corpus
import Interactions
import Profiles

/// Participants, then ties, in pieces.
enum TieOutput {
  private static let piece = 1 << 14

  static func write(
    _ ties: TieTable, _ posts: PostTable, _ facts: [SampleFacts], to output: RecordOutput
  ) throws {
    let records = TieRecords(ties, posts: posts, facts: facts)
    var json = JSONWriter(capacity: 1 << 20)
    for start in stride(from: 0, to: records.participantCount, by: piece) {
      records.participants(start..<min(start + piece, records.participantCount), into: &json)
      try output.write(json.bytes())
      json.removeAll()
    }
    for start in stride(from: 0, to: records.tieCount, by: piece) {
      records.ties(start..<min(start + piece, records.tieCount), into: &json)
      try output.write(json.bytes())
      json.removeAll()
    }
  }
}

/// Profiles, in pieces.
enum ProfileOutput {
  private static let piece = 1 << 14

  static func write(
    _ profiles: ProfileTable, _ people: People, _ posts: PostTable, to output: RecordOutput
  ) throws {
    let records = ProfileRecords(profiles, people: people, posts: posts)
    var json = JSONWriter(capacity: 1 << 20)
    for start in stride(from: 0, to: records.count, by: piece) {
      records.write(start..<min(start + piece, records.count), into: &json)
      try output.write(json.bytes())
      json.removeAll()
    }
  }
}
