import Corpus
import Foundation

/// Reads a pipeline file, or the flags of a stage command, into a ``Plan``.
package enum PipelineFile {
  /// What reading needs to know beside the file.
  package struct Options: Sendable {
    /// The names that other rooms know.
    package var vocabulary: Vocabulary
    /// Settings of flags, which win over the file; later ones over earlier ones.
    package var overrides: [Override]
    /// Whether files must exist: off for a file that is checked where the data are not.
    package var checksFiles: Bool
    /// Stands for `~`.
    package var home: String

    package init(
      vocabulary: Vocabulary = .spine, overrides: [Override] = [], checksFiles: Bool = true,
      home: String = NSHomeDirectory()
    ) {
      self.vocabulary = vocabulary
      self.overrides = overrides
      self.checksFiles = checksFiles
      self.home = home
    }
  }

  /// Reads a pipeline file. Everything that is wrong in it is a mistake, told together with the rest.
  ///
  /// - Throws: `Complaint` (66) when there is no such file or it may not be read.
  package static func read(
    path: String, _ options: Options = Options()
  ) throws -> PipelineReading {
    let bytes = try at(path) { try FileSource(path: path).readAll(limit: 4 << 20) }
    return read(bytes: bytes, file: path, options)
  }

  /// Reads the bytes of a pipeline file that complaints call `file`; paths in it are relative to it.
  package static func read(
    bytes: [UInt8], file: String, _ options: Options = Options()
  ) -> PipelineReading {
    let text: YAMLText
    switch YAMLText.decode(bytes, file: file) {
    case .success(let decoded): text = decoded
    case .failure(let refusal): return PipelineReading(plan: nil, all: refusal.mistakes)
    }
    var root: Written
    switch text.read() {
    case .success(let written): root = written
    case .failure(let refusal):
      return PipelineReading(plan: nil, all: text.quoted(refusal.mistakes))
    }
    var checking = Checking(options: options, file: file)
    checking.run(&root)
    return PipelineReading(plan: checking.plan, all: text.quoted(checking.mistakes))
  }

  /// Reads the flags of one stage command into a plan of that one stage, named after its use.
  ///
  /// The same keys, checks and defaults as in a file: `--min-confidence 0.8` is the override
  /// `stages.interact.min-confidence`, `--roster` is `groups.roster`, a source of `ingest` is
  /// `stages.ingest.sources[0].format` and so on. Nothing is wired, because a stream is read; paths
  /// are relative to the current folder. Only `ingest` must be told the key.
  package static func command(_ use: StageUse, _ options: Options) -> PipelineReading {
    let place = Place.flag("schakel \(use.rawValue)")
    func map(_ pairs: [(String, Written)]) -> Written {
      Written(
        content: .map(pairs.map { .init(key: $0.0, keyPlace: place, value: $0.1) }), place: place)
    }
    func word(_ text: String) -> Written { Written(content: .word(text), place: place) }
    var stage = [("use", word(use.rawValue))]
    if use == .ingest {
      stage.append(("sources", Written(content: .list([map([])]), place: place)))
    }
    var root = map([
      ("schakel", word(String(KeyTable.version))), ("stages", map([(use.rawValue, map(stage))])),
    ])
    var checking = Checking(options: options, file: "", command: use)
    checking.run(&root)
    return PipelineReading(plan: checking.plan, all: checking.mistakes.map { $0.asFlag(of: use) })
  }
}

extension YAMLText {
  /// Mistakes with the lines that they point at.
  func quoted(_ mistakes: [Mistake]) -> [Mistake] {
    mistakes.map { mistake in
      var quoted = mistake
      if mistake.file == file, lines.indices.contains(mistake.line - 1) {
        quoted.excerpt = lines[mistake.line - 1]
      }
      return quoted
    }
  }
}

extension Mistake {
  /// For stage commands: "--min-confidence: 1.4 is outside 0–1", without the path of a file.
  func asFlag(of use: StageUse) -> Mistake {
    var short = path
    for prefix in ["stages.\(use.rawValue).sources[0].", "stages.\(use.rawValue)."]
    where short.hasPrefix(prefix) {
      short = String(short.dropFirst(prefix.count))
    }
    if place.file.hasPrefix("--") { short = "" }
    return Mistake(code, at: place, path: short, message, suggestion: suggestion)
  }
}
