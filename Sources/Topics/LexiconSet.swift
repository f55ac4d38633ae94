internal import Corpus
private import Foundation

/// Reads lexicons from disk: a folder of them, one file, or a plain table.
package enum LexiconSet {
  /// All lexicons of a folder, `<language>/<topic>.yaml`, ordered by topic (as asked for, or
  /// bytewise), then by language.
  ///
  /// - Parameter topics: names to read; nil reads all.
  /// - Parameter languages: names of language folders to read; nil reads all.
  /// - Throws: `Complaint`: 66 when the folder is not there, 78 with every mistake in every file.
  package static func load(
    folder: String, topics: [String]? = nil, languages: [String]? = nil
  ) throws -> [Lexicon] {
    var mistakes: [LexiconMistake] = []
    var found: [(topic: String, lexicon: Lexicon)] = []
    var known: Set<String> = []
    let folders = try names(in: folder).filter { isFolder("\(folder)/\($0)") }
    for language in languages ?? [] where !folders.contains(language) {
      throw unknown("language", language, known: folders, in: folder)
    }
    for language in folders where languages?.contains(language) ?? true {
      for file in try names(in: "\(folder)/\(language)") where file.hasSuffix(".yaml") {
        let topic = String(file.dropLast(5))
        known.insert(topic)
        guard topics?.contains(topic) ?? true else { continue }
        let path = "\(folder)/\(language)/\(file)"
        let read = LexiconFile(path: path, bytes: try bytes(of: path))
        mistakes += read.mistakes
        mistakes += misplaced(read.lexicon, topic: topic, language: language)
        found.append((topic, read.lexicon))
      }
    }
    if !mistakes.isEmpty { throw Complaint(mistakes) }
    let all = known.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    for topic in topics ?? [] where !known.contains(topic) {
      throw unknown("topic", topic, known: all, in: folder)
    }
    if found.isEmpty {
      throw Complaint(
        "no lexicon in the folder; lexicons are <language>/<topic>.yaml", at: folder,
        status: .noInput)
    }
    return (topics ?? all).flatMap { topic in
      found.filter { $0.topic == topic }.map(\.lexicon)
    }
  }

  /// The lexicons of a folder that say what a post is about: what is looked for when nobody says
  /// what. Aspects are chosen by name.
  /// - Throws: as ``load(folder:topics:languages:)``; 66 when there are aspects only.
  package static func topics(folder: String, languages: [String]? = nil) throws -> [Lexicon] {
    let found = try load(folder: folder, languages: languages).filter { $0.kind == .topic }
    if found.isEmpty {
      throw Complaint(
        "the folder has lexicons of aspects only; name in 'lexicons' which are looked for",
        at: folder, status: .noInput)
    }
    return found
  }

  /// One lexicon file.
  /// - Throws: `Complaint`: 66 when it cannot be read, 78 with every mistake in it.
  package static func load(file path: String) throws -> Lexicon {
    let read = LexiconFile(path: path, bytes: try bytes(of: path))
    if !read.mistakes.isEmpty { throw Complaint(read.mistakes) }
    return read.lexicon
  }

  /// The lexicon that is asked for in whichever form `path` has: a folder, a YAML file, or a CSV
  /// table ``load(csv:topics:)``.
  package static func load(path: String, topics: [String]? = nil) throws -> [Lexicon] {
    if isFolder(path) { return try load(folder: path, topics: topics) }
    if path.hasSuffix(".csv") { return try load(csv: path, topics: topics) }
    let lexicon = try load(file: path)
    for topic in topics ?? [] where topic != lexicon.topic {
      throw unknown("topic", topic, known: [lexicon.topic], in: path)
    }
    return [lexicon]
  }

  /// What ``load(folder:topics:languages:)`` would complain of in one file, for a tool that
  /// gathers mistakes itself.
  package static func mistakes(in bytes: [UInt8], path: String) -> [LexiconMistake] {
    LexiconFile(path: path, bytes: bytes).mistakes
  }

  /// The keys of a lexicon file, and those that it must have; `data-schema/lexicon.schema.json`
  /// says the same.
  package static let keys = LexiconFile.keys
  package static let requiredKeys = LexiconFile.required

  private static func misplaced(
    _ lexicon: Lexicon, topic: String, language: String
  ) -> [LexiconMistake] {
    var mistakes: [LexiconMistake] = []
    let start = Lexicon.Place(line: 1, column: 1)
    if !lexicon.topic.isEmpty, lexicon.topic != topic {
      mistakes.append(
        LexiconMistake(
          path: lexicon.path, place: start,
          message: "the topic is '\(lexicon.topic)' but the file is named '\(topic).yaml'"))
    }
    if !lexicon.language.isEmpty, lexicon.language != language, lexicon.language != "und" {
      mistakes.append(
        LexiconMistake(
          path: lexicon.path, place: start,
          message: "the language is '\(lexicon.language)' but the folder is named '\(language)'"))
    }
    return mistakes
  }

  static func unknown(_ what: String, _ name: String, known: [String], in place: String)
    -> Complaint
  {
    let remedy =
      known.count <= 12
      ? "known: \(known.joined(separator: ", "))"
      : nearest(to: name, of: known).map { "the nearest is '\($0)'" } ?? "see the folder"
    return Complaint(
      "there is no lexicon for the \(what) '\(name)'; \(remedy)", at: place,
      status: .configuration)
  }

  static func bytes(of path: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Complaint(
        "the lexicon cannot be read; check that the file is there and may be read", at: path,
        status: .noInput)
    }
    return [UInt8](data)
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  private static func names(in folder: String) throws -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder)
        .filter { !$0.hasPrefix(".") }
        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    } catch {
      throw Complaint(
        "the lexicon folder cannot be read; check that it is there and may be read", at: folder,
        status: .noInput)
    }
  }
}
