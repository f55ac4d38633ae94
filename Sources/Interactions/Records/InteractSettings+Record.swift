package import Corpus

extension InteractSettings {
  /// Writes the settings as members of a tally record.
  func write(scheme: String, into out: inout JSONWriter) {
    out.key("edges")
    out.beginArray()
    for how in edges { out.string(how.name) }
    out.endArray()
    out.key("min_confidence")
    out.double(Double(minConfidence) / 100)
    for (key, word) in [
      ("parent", parent.rawValue), ("bots", bots.rawValue), ("population", population.rawValue),
      ("null", null.rawValue), ("same", same.rawValue), ("scheme", scheme),
    ] {
      out.key(key)
      out.string(word)
    }
    out.key("directed")
    out.bool(isDirected)
  }

  /// The settings and the scheme that an interact tally speaks of; nil when the line is none, or an
  /// old one without them.
  package static func read(_ line: RecordLine) -> (settings: InteractSettings, scheme: String)? {
    guard line.is("record", "tally"), line.is("use", "interact"),
      let edges = line.strings("edges"), let scheme = line.string("scheme"),
      let confidence = line.double("min_confidence"), let directed = line.bool("directed"),
      let parent = line.string("parent").flatMap(Parent.init(rawValue:)),
      let bots = line.string("bots").flatMap(Bots.init(rawValue:)),
      let population = line.string("population").flatMap(Population.init(rawValue:)),
      let null = line.string("null").flatMap(Null.init(rawValue:)),
      let same = line.string("same").flatMap(Sameness.init(rawValue:))
    else { return nil }
    var settings = InteractSettings()
    settings.edges = edges.compactMap(ReplyHow.named)
    settings.minConfidence = UInt8(max(0, min(100, (confidence * 100).rounded())))
    settings.parent = parent
    settings.bots = bots
    settings.population = population
    settings.isDirected = directed
    settings.null = null
    settings.same = same
    return (settings, scheme)
  }
}
