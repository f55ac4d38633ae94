import Corpus
import Tables

/// The `tally` record of a stage that reads and keeps posts.
enum TallyRecord {
  /// - Parameters:
  ///   - topics: names of the topics that a classify stage looked for, in the order of tables.
  static func write(
    _ stage: StageTally, topics: [String]? = nil, subtopics: [String]? = nil,
    repairedTexts: Int = 0, to json: inout JSONWriter
  ) {
    json.beginObject()
    json.key("record")
    json.string("tally" as StaticString)
    json.key("stage")
    json.string(stage.stage)
    json.key("use")
    json.string(stage.use)
    json.key("read")
    json.int(stage.tally.read)
    json.key("kept")
    json.int(stage.tally.kept)
    json.key("set_aside")
    json.beginObject()
    for (reason, count) in stage.tally.sorted {
      json.key(reason)
      json.int(count)
    }
    json.endObject()
    if repairedTexts > 0 {
      json.key("repaired_texts")
      json.int(repairedTexts)
    }
    for (key, names) in [("topics", topics), ("subtopics", subtopics)] {
      guard let names else { continue }
      json.key(key)
      json.beginArray()
      for name in names { json.string(name) }
      json.endArray()
    }
    json.endObject()
    json.endLine()
  }
}
