import Corpus
import Foundation
import Topics

/// `use: classify` as a step of a chain, with the lexicons that it rests on.
struct ClassifyStep: Sendable {
  let coder: Coder
  /// For the run record: topic, language, version and SHA-256 of each lexicon.
  let lexicons: [(name: String, sha256: String)]
  /// Missing when the lexicons decide alone.
  let model: (made: ModelCoder, sha256: String)?

  /// The model's name in the run record.
  static let modelName = "model"

  /// - Throws: `Complaint` (66, 78) for lexicons that are missing or wrong.
  init(_ settings: ClassifyPlan) throws {
    // Looked for only where a topic is asked for by name: files that are named need no folder.
    func folder() throws -> String {
      try settings.lexiconFolder ?? Resources.folder("lexicons")
    }
    var found: [Lexicon] = []
    var topics: [String]?
    if let asked = settings.lexicons {
      var names: [String] = []
      for lexicon in asked {
        switch lexicon {
        case .topic(let topic):
          found += try LexiconSet.load(
            folder: folder(), topics: [topic], languages: settings.languages)
          names.append(topic)
        case .path(let path):
          let read = try LexiconSet.load(path: path)
          found += read
          names += Self.ordered(read.map(\.topic))
        }
      }
      topics = names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    } else {
      found = try LexiconSet.topics(folder: folder(), languages: settings.languages)
      topics = Self.ordered(found.map(\.topic))
    }
    coder = try Coder(
      found, tokenisation: Topics.Tokenisation(rawValue: settings.tokenisation.rawValue) ?? .youth,
      topics: topics)
    lexicons = found.map { lexicon in
      (
        "\(lexicon.language)/\(lexicon.topic) \(lexicon.version ?? "without version")",
        InputDigest.of(lexicon.bytes)
      )
    }
    model = try Self.model(settings, coder)
  }

  private static func model(_ settings: ClassifyPlan, _ coder: Coder) throws
    -> (made: ModelCoder, sha256: String)?
  {
    guard let rule = ModelCoder.Rule(rawValue: settings.coder.rawValue) else {
      if settings.model != nil {
        throw Complaint(
          "a model is named, but the coder is 'lexicon'; take 'coder: hybrid' or leave 'model' out",
          status: .configuration)
      }
      return nil
    }
    if settings.tokenisation != .youth {
      throw Complaint(
        "a model reads words as 'tokenisation: youth' cuts them; take that, or 'coder: lexicon'",
        status: .configuration)
    }
    let path = try settings.model ?? "\(Resources.folder("lexicons"))/seed.model"
    return try at(path) {
      let bytes = try FileSource(path: path).readAll(limit: 1 << 28)
      let made = try ModelCoder(coder, TopicModel(bytes: bytes), rule)
      return (made, InputDigest.of(bytes))
    }
  }

  /// Each topic once: the five usual ones in their order, then the others as they come.
  private static func ordered(_ topics: [String]) -> [String] {
    let usual = Vocabulary.spineTopics
    return (usual.filter { topics.contains($0) } + topics.filter { !usual.contains($0) })
      .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  func step(named name: String) -> ChainStep {
    if let made = model?.made {
      return ChainStep(name: name, use: "classify") {
        let worker = made.worker()
        return { batch, _ in worker.code(batch) }
      }
    }
    let coder = self.coder
    return ChainStep(name: name, use: "classify") {
      let worker = coder.worker()
      return { batch, _ in worker.code(batch) }
    }
  }
}

/// Files that come with schakel: beside the installed program, or in the repository it was built in.
package enum Resources {
  /// - Throws: `Complaint` (66) that says where was looked.
  package static func folder(_ name: String) throws -> String {
    for place in places {
      let path = "\(place)/\(name)"
      if FileManager.default.fileExists(atPath: path) { return path }
    }
    throw Complaint(
      "the folder '\(name)' that comes with schakel is neither in share/schakel beside the "
        + "program's folder nor in the current folder; install it again, or name one",
      status: .noInput)
  }

  private static var places: [String] {
    let program = URL(fileURLWithPath: programPath).resolvingSymlinksInPath()
    let folder = program.deletingLastPathComponent()
    var places = [
      folder.deletingLastPathComponent().appendingPathComponent("share/schakel").path
    ]
    // A build lies some folders below the repository.
    var above = folder
    for _ in 0..<5 {
      above = above.deletingLastPathComponent()
      if FileManager.default.fileExists(atPath: above.appendingPathComponent("Package.swift").path)
      {
        places.append(above.path)
      }
    }
    places.append(FileManager.default.currentDirectoryPath)
    return places
  }

  private static var programPath: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments[0]
  }
}
