import Corpus
import Foundation
import Topics

/// What can be asked of lexicons beside coding with them.
package struct LexiconTools {
  private let settings: ClassifyPlan

  /// - Parameter settings: which lexicons, as `classify` takes them.
  package init(_ settings: ClassifyPlan) { self.settings = settings }

  /// Files below the current folder, and those that come with schakel, are named from there on, so
  /// that results are alike on every machine.
  private var home: [String] {
    let own = (try? Resources.folder("lexicons")).map { String($0.dropLast("/lexicons".count)) }
    return [FileManager.default.currentDirectoryPath] + (own.map { [$0] } ?? [])
  }

  /// Explains the coding of every post with an id.
  /// - Returns: how many posts have the id.
  /// - Throws: `Complaint` (65, 66, 78).
  package func why(
    _ postID: String, input: String, isPartial: Bool, showsText: Bool, asJSON: Bool,
    to sink: any ByteSink
  ) throws -> Int {
    let finder = HitFinder(try ClassifyStep(settings).coder, home: home)
    let id = Array(postID.utf8)
    var count = 0
    try PostWalk(input: input, isPartial: isPartial).read { batch in
      for row in batch.rows where batch.bytes(row.postID).elementsEqual(id) {
        count += 1
        let told = Explanation(
          postID: postID, title: batch.copy(row.title), text: batch.copy(row.text) ?? [], finder,
          showsText: showsText)
        if asJSON { try sink.write(told.json) } else { try sink.write(told.human) }
      }
    }
    try sink.flush()
    return count
  }

  /// Measures the lexicons on a stream of posts, on coded posts, or on both.
  /// - Parameter coded: CSV files of posts that people coded; those of a later file that an earlier
  ///   one has too are repeats and do not count.
  /// - Parameter input: a stream; nil measures on the texts of the coded files.
  /// - Parameter least: coded posts from which on an entry is judged.
  /// - Parameter folder: where `entries.csv`, `agreement.csv` and `overlaps.csv` go; nil for nowhere.
  /// - Returns: a summary for people.
  /// - Throws: `Complaint` (65, 66, 73, 78).
  package func bench(
    coded files: [String], input: String?, isPartial: Bool, folder: String?, least: Int?,
    warn: (String) -> Void
  ) throws -> String {
    let step = try ClassifyStep(settings)
    let bench = LexiconBench(step.coder, home: home)
    for entry in step.coder.unreachable {
      warn(
        "\(HitFinder.shown(entry.place, from: home)): no text can have this entry under this tokenisation"
      )
    }
    let coded = try Self.coded(files, warn)
    if let input {
      try measure(bench, coded, input, isPartial, warn)
    } else {
      let texts = coded.filter { $0.text != nil }
      guard !texts.isEmpty else {
        throw Complaint(
          "needs posts: a coded file with the column text, or a stream of posts", status: .usage)
      }
      if texts.count < coded.count {
        warn("\(coded.count - texts.count) coded posts have no text and were left out")
      }
      for post in texts {
        bench.add(
          text: post.text ?? [], family: post.family, language: post.language, codes: post.codes)
      }
    }
    let report = BenchReport(bench, least: least ?? BenchReport.usualLeast)
    if let folder {
      try at(folder) { try FileManager.default.makeFolder(folder) }
      for (name, text) in [
        ("entries.csv", report.entriesCSV), ("agreement.csv", report.agreementCSV),
        ("overlaps.csv", report.overlapsCSV),
      ] {
        let file = try OutputFile(path: "\(folder)/\(name)")
        try file.write(text)
        try file.finish()
      }
    }
    return report.summary
  }

  private static func coded(
    _ files: [String], _ warn: (String) -> Void
  ) throws -> [CodedFile.Post] {
    var posts: [CodedFile.Post] = []
    var seen: Set<String> = []
    var repeats = 0
    for path in files {
      let file = try at(path) {
        try CodedFile(FileSource(path: path).readAll(limit: 1 << 30))
      }
      if file.uncoded > 0 { warn("\(path): \(file.uncoded) lines without codes are not coded") }
      for post in file.posts {
        if seen.insert(post.postID).inserted { posts.append(post) } else { repeats += 1 }
      }
    }
    if repeats > 0 {
      warn("\(repeats) posts are coded more than once; the first coding counts")
    }
    return posts
  }

  private func measure(
    _ bench: LexiconBench, _ coded: [CodedFile.Post], _ input: String, _ isPartial: Bool,
    _ warn: (String) -> Void
  ) throws {
    let codings = Dictionary(uniqueKeysWithValues: coded.map { (Array($0.postID.utf8), $0) })
    var met: Set<[UInt8]> = []
    let tally = try PostWalk(input: input, isPartial: isPartial).read { batch in
      for row in batch.rows
      where row.role == .sample && row.kind != .repost && row.kind != .service {
        let id = Array(batch.bytes(row.postID))
        // A coding is of one post; another with the same id (of another platform) is not coded.
        let coding = met.contains(id) ? nil : codings[id]
        if coding != nil { met.insert(id) }
        bench.add(
          title: batch.copy(row.title), text: batch.copy(row.text) ?? [],
          user: batch.copy(row.authorID) ?? batch.copy(row.authorHandle), family: coding?.family,
          language: coding?.language ?? batch.string(row.lang), codes: coding?.codes)
      }
    }
    if met.count < codings.count {
      warn("\(codings.count - met.count) of \(codings.count) coded posts are not in the stream")
    }
    if tally.setAside > 0 { warn("\(tally.setAside) of \(tally.read) records were set aside") }
  }

  /// The lexicons as a dictionary of another program.
  /// - Returns: its text, and a line for each thing that the format cannot carry.
  /// - Throws: `Complaint` (66, 78).
  package func exported(as format: String) throws -> (text: String, losses: [String]) {
    guard let format = DictionaryFormat(rawValue: format) else {
      throw Complaint("no format '\(format)' (\(Self.formats))", at: "--as", status: .usage)
    }
    let lexicons = try ClassifyStep(settings).coder.lexicons
    let made = LexiconExport(lexicons, as: format)
    var lines = made.losses.map { loss in
      "\(format.rawValue) cannot carry \(loss.need.shown): \(loss.places.count) left out, the first "
        + "at \(loss.places.first.map { HitFinder.shown($0, from: home) } ?? "")"
    }
    if Set(lexicons.map(\.language)).count > 1 {
      lines.append("all languages of a topic are in one category; --languages chooses one")
    }
    lines.append(
      "\(made.count) entries written; case, diacritics and long letters are folded in schakel and "
        + "elsewhere not, so that counts will differ")
    return (made.text, lines)
  }

  /// The names of formats, for a message.
  package static var formats: String {
    DictionaryFormat.allCases.map(\.rawValue).joined(separator: ", ")
  }
}

/// What a dictionary of another program becomes.
package struct DictionaryImport {
  package var topic: String
  package var language: String?
  package var version: String?
  package var licence: String?
  package var source: String?
  /// Name of a format; nil: as the file's name says.
  package var format: String?
  package var categories: [String]?
  package var isAspect = false

  package init(topic: String) { self.topic = topic }

  /// - Returns: the lexicon file, how many entries it has, and warnings with their lines.
  /// - Throws: `Complaint` (64, 65, 66).
  package func read(_ path: String) throws -> (yaml: String, count: Int, warnings: [String]) {
    guard
      let format = self.format.map({ DictionaryFormat(rawValue: $0) })
        ?? DictionaryFormat(fileName: path)
    else {
      throw Complaint(
        "which format is it? name one with --format (\(LexiconTools.formats))", at: path,
        status: .usage)
    }
    return try at(path) {
      let dictionary = try format.read(FileSource(path: path).readAll(limit: 1 << 26))
      var heading = LexiconImport.Heading(topic: topic)
      heading.kind = isAspect ? .aspect : .topic
      if let language { heading.language = language }
      if let version { heading.version = version }
      if let licence { heading.licence = licence }
      heading.source = source ?? "imported from a \(format.rawValue) dictionary"
      let made = try LexiconImport(dictionary, heading, categories: categories)
      return (made.yaml, made.count, made.warnings.map { "\(path):\($0.line): \($0.message)" })
    }
  }
}

extension FileManager {
  /// Makes a folder that is not there yet; the one above it must be.
  /// - Throws: `Complaint` (73).
  fileprivate func makeFolder(_ path: String) throws {
    if fileExists(atPath: path) { return }
    do {
      try createDirectory(atPath: path, withIntermediateDirectories: false)
    } catch {
      throw Complaint("the folder cannot be made; is the one above it there?", status: .cannotWrite)
    }
  }
}
