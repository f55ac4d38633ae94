internal import Corpus

/// Why a post has its topics: every entry that stands in it, and what blocked or denied which.
///
/// Holds the post's text only if it was asked for; otherwise no byte of it gets in.
package struct Explanation: Sendable {
  /// An entry, as its file names it.
  package struct Entry: Sendable, Equatable {
    package let text: String
    /// `path:line:column`.
    package let place: String
  }

  package struct Hit: Sendable {
    package let topic: String
    /// That it sets: the other pole of its entry's, where it is denied and the lexicon has poles.
    package let subtopic: String?
    package let language: String
    package let entry: Entry
    package let isInTitle: Bool
    /// Bytes of the title or text.
    package let bytes: Range<Int>
    /// Numbers of words of the post, from 1.
    package let words: ClosedRange<Int>
    package let blockedBy: [Entry]
    /// Number of the word that denies it, from 1.
    package let negatedBy: Int?
    /// What stands there; nil unless asked for.
    package let shown: String?
  }

  package let postID: String
  package let tokens: Int
  package let topics: [String]
  package let subtopics: [String]
  /// In the order of the text.
  package let hits: [Hit]
  /// Title and text; nil unless asked for.
  package let title: String?
  package let text: String?

  /// - Parameter showsText: whether the text may be in it.
  package init(
    postID: String, title: [UInt8]?, text: [UInt8], _ finder: HitFinder, showsText: Bool
  ) {
    self.postID = postID
    let found = finder.find(title: title, text: text)
    tokens = found.words.count
    self.title = showsText ? title.map { String(decoding: $0, as: UTF8.self) } : nil
    self.text = showsText ? String(decoding: text, as: UTF8.self) : nil
    func entry(_ number: Int) -> Entry {
      Entry(text: finder.entries[number].entry.text, place: finder.place(of: number))
    }
    var names: Set<String> = []
    hits = found.hits.map { hit in
      let lexicon = finder.lexicons[finder.entries[hit.entry].lexicon]
      let subtopic = finder.subtopic(of: hit)
      if !hit.isBlocked {
        names.insert(lexicon.topic)
        if let subtopic { names.insert("\(lexicon.topic)/\(subtopic)") }
      }
      let first = found.words[hit.words.lowerBound]
      let last = found.words[hit.words.upperBound]
      let bytes = first.bytes.lowerBound..<last.bytes.upperBound
      let source = first.isInTitle ? title ?? [] : text
      return Hit(
        topic: lexicon.topic, subtopic: subtopic, language: lexicon.language,
        entry: entry(hit.entry), isInTitle: first.isInTitle, bytes: bytes,
        words: (hit.words.lowerBound + 1)...(hit.words.upperBound + 1),
        blockedBy: hit.blockedBy.map(entry), negatedBy: hit.negatedBy.map { $0 + 1 },
        shown: showsText ? String(decoding: source[bytes], as: UTF8.self) : nil)
    }
    topics = finder.coder.topicNames.filter(names.contains)
    subtopics = finder.coder.subtopicNames.filter(names.contains)
  }
}

extension Explanation {
  /// A few lines for people.
  package var human: String {
    var lines = ["post \(Self.printable(postID)): \(tokens) word\(tokens == 1 ? "" : "s")"]
    if let title { lines.append("  title: \(Self.printable(title))") }
    if let text { lines.append("  text: \(Self.printable(text))") }
    let set = topics + subtopics
    lines.append("  found: \(set.isEmpty ? "no topic" : set.joined(separator: ", "))")
    if hits.isEmpty { lines.append("  no entry of these lexicons stands in it") }
    for hit in hits {
      let name = hit.subtopic.map { "\(hit.topic)/\($0)" } ?? hit.topic
      let words =
        hit.words.count == 1
        ? "word \(hit.words.lowerBound)" : "words \(hit.words.lowerBound)–\(hit.words.upperBound)"
      var line =
        "  \(hit.isInTitle ? "title " : "")\(words), bytes \(hit.bytes.lowerBound)–"
        + "\(hit.bytes.upperBound): \(name) (\(hit.language)) by \(Self.shown(hit.entry))"
      if let shown = hit.shown { line += "; stands there: \(Self.printable(shown))" }
      if let word = hit.negatedBy { line += "; denied by word \(word) (cancels no topic)" }
      lines.append(line)
      for entry in hit.blockedBy { lines.append("    blocked by exclusion \(Self.shown(entry))") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func shown(_ entry: Entry) -> String {
    "\u{22}\(printable(entry.text))\u{22} (\(entry.place))"
  }

  /// Without line ends and other control characters, which a terminal would obey.
  private static func printable(_ text: String) -> String {
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      kept.append(scalar.properties.generalCategory == .control ? " " : scalar)
    }
    return String(kept)
  }

  /// One object, one line.
  package var json: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.key("post_id")
    json.string(postID)
    if let title { Self.put("title", title, &json) }
    if let text { Self.put("text", text, &json) }
    json.key("tokens")
    json.int(tokens)
    for (key, names) in [("topics", topics), ("subtopics", subtopics)] {
      json.key(key)
      json.beginArray()
      for name in names { json.string(name) }
      json.endArray()
    }
    json.key("hits")
    json.beginArray()
    for hit in hits { Self.write(hit, &json) }
    json.endArray()
    json.endObject()
    json.endLine()
    return json.bytes()
  }

  private static func write(_ hit: Hit, _ json: inout JSONWriter) {
    json.beginObject()
    put("topic", hit.topic, &json)
    if let subtopic = hit.subtopic { put("subtopic", subtopic, &json) }
    put("language", hit.language, &json)
    put("entry", hit.entry.text, &json)
    put("place", hit.entry.place, &json)
    put("field", hit.isInTitle ? "title" : "text", &json)
    for (key, value) in [
      ("first_byte", hit.bytes.lowerBound), ("end_byte", hit.bytes.upperBound),
      ("first_word", hit.words.lowerBound), ("last_word", hit.words.upperBound),
    ] {
      json.key(key)
      json.int(value)
    }
    if let shown = hit.shown { put("shown", shown, &json) }
    if let word = hit.negatedBy {
      json.key("denied_by_word")
      json.int(word)
    }
    json.key("blocked_by")
    json.beginArray()
    for entry in hit.blockedBy {
      json.beginObject()
      put("entry", entry.text, &json)
      put("place", entry.place, &json)
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }

  private static func put(_ key: String, _ value: String, _ json: inout JSONWriter) {
    json.key(key)
    json.string(value)
  }
}
