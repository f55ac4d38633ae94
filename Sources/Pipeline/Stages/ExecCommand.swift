import Corpus
import Foundation

/// `use: exec`: hands posts to a command, NDJSON in and out, and puts its answers behind them.
///
/// The command gets post records on standard input and must answer, on standard output, one JSON
/// object for each: the same `post_id`, and `topics` (a list of words; `subtopics` may stand beside
/// them). Answers may come in any order; an id that was not asked, asked twice, or not answered is
/// an error. Both streams are files, so that no pipe can hang.
struct ExecCommand {
  private let settings: ExecPlan
  private let stage: String
  private let cache: ExecCache

  init(_ settings: ExecPlan, stage: String, cache: ExecCache) {
    self.settings = settings
    self.stage = stage
    self.cache = cache
  }

  /// Runs the command on the records in `input` and writes them with their codes to `output`.
  /// - Throws: `Complaint` (65) when the command dies or answers other posts than it was asked.
  func run(input: String, output: String) throws -> Tally {
    try at(stage) {
      let asked = try cache.key(settings, input: input)
      if let known = cache.answers(asked) {
        return try join(input, try codes(in: known), to: output)
      }
      let raw = output + ".answers"
      defer { Leftovers.remove(raw) }
      Leftovers.add(raw)
      try start(input, raw)
      let tally = try join(input, try codes(in: raw), to: output)
      // Only answers that fit are remembered.
      try cache.keep(raw, asked)
      return tally
    }
  }

  private func start(_ input: String, _ output: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = settings.command
    guard let stdin = FileHandle(forReadingAtPath: input),
      FileManager.default.createFile(
        atPath: output, contents: nil, attributes: [.posixPermissions: NSNumber(value: 0o600)]),
      let stdout = FileHandle(forWritingAtPath: output)
    else { throw Complaint("cannot make a file for the answers", status: .cannotWrite) }
    process.standardInput = stdin
    process.standardOutput = stdout
    do { try process.run() } catch {
      throw Complaint("the command cannot be started; check that it is on the PATH")
    }
    process.waitUntilExit()
    if process.terminationReason == .uncaughtSignal {
      throw Complaint(
        "the command was killed by signal \(process.terminationStatus); nothing was written")
    }
    switch process.terminationStatus {
    case 0: return
    case 127:
      throw Complaint("there is no such command; check that it is on the PATH")
    case let status:
      throw Complaint("the command ended with status \(status); nothing was written")
    }
  }

  /// The codes of each answered post, as the JSON text behind `"topics":`.
  private func codes(in path: String) throws -> [String: [UInt8]] {
    let bytes = try FileSource(path: path).readAll(limit: 1 << 30)
    var found: [String: [UInt8]] = [:]
    for (number, line) in bytes.split(separator: 10).enumerated() {
      let place = "line \(number + 1) of the answers"
      guard let object = try? JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
      else { throw Complaint("is no JSON object", at: place) }
      guard let id = object["post_id"] as? String else {
        throw Complaint("has no post_id", at: place)
      }
      guard let topics = object["topics"] as? [String] else {
        throw Complaint("has no list of topics", at: place)
      }
      var json = JSONWriter()
      json.beginObject()
      list("topics", topics, &json)
      list("subtopics", object["subtopics"] as? [String] ?? [], &json)
      json.endObject()
      guard found.updateValue(Array(json.bytes().dropFirst().dropLast()), forKey: id) == nil else {
        throw Complaint("answers a post for the second time", at: place)
      }
    }
    return found
  }

  private func list(_ key: StaticString, _ words: [String], _ json: inout JSONWriter) {
    json.key(key)
    json.beginArray()
    for word in words { json.string(word) }
    json.endArray()
  }

  private func join(
    _ input: String, _ codes: [String: [UInt8]], to output: String
  ) throws -> Tally {
    let file = try OutputFile(path: output, mode: 0o600)
    let records = RecordOutput(file)
    var tally = Tally()
    let reader = ShardReader(try FileSource(path: input))
    let batch = PostBatch(capacity: ShardReader.blockSize)
    while let shard = try reader.next(batch) {
      batch.reserve(shard.range.count * 3 + 4096)
      PostRecordReader().read(shard.range, in: batch, firstLine: shard.firstLine)
      var json = JSONWriter()
      var others = batch.others[...]
      func pass(upTo row: Int) {
        while let other = others.first, other.rowsBefore <= row {
          others.removeFirst()
          if other.kind == .end { continue }
          json.append(batch.bytes(other.line))
          json.endLine()
        }
      }
      for (number, row) in batch.rows.enumerated() {
        pass(upTo: number)
        tally.read += 1
        tally.kept += 1
        guard let code = codes[batch.string(row.postID) ?? ""] else {
          throw Complaint("the command left posts without an answer; it must answer each post once")
        }
        let line = batch.bytes(row.line)
        json.append(UnsafeBufferPointer(rebasing: line[..<(line.count - 1)]))
        code.withUnsafeBufferPointer { code in
          json.append([44].withUnsafeBufferPointer { $0 })
          json.append(code)
          json.append([125].withUnsafeBufferPointer { $0 })
        }
        json.endLine()
      }
      pass(upTo: Int.max)
      try records.write(json.bytes())
    }
    guard tally.read == codes.count else {
      throw Complaint(
        "the command answered \(codes.count) posts and was asked \(tally.read); some ids are not "
          + "those it was given")
    }
    try records.finish()
    try file.finish()
    return tally
  }
}

/// Answers of outside commands, by the hash of what was asked: beside the pipeline file, mode 0700.
struct ExecCache {
  private let folder: String

  init(_ plan: Plan) {
    let home = URL(fileURLWithPath: plan.file).deletingLastPathComponent().path
    folder = "\(home)/.schakel/exec"
  }

  /// Hash of command and records.
  func key(_ settings: ExecPlan, input: String) throws -> String {
    let digest = try InputDigest.of([input], jobs: 1)
    let text = settings.command.joined(separator: "\u{0}") + "\u{1}" + digest[0].sha256
    return String(InputDigest.of(Array(text.utf8)).prefix(32))
  }

  func answers(_ key: String) -> String? {
    let path = "\(folder)/\(key).ndjson"
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }

  /// Copies answers into the cache.
  func keep(_ path: String, _ key: String) throws {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true,
        attributes: [.posixPermissions: NSNumber(value: 0o700)])
    } catch {
      throw Complaint("cannot be made", at: folder, status: .cannotWrite)
    }
    let file = try OutputFile(path: "\(folder)/\(key).ndjson", mode: 0o600)
    try file.write(try FileSource(path: path).readAll(limit: 1 << 30))
    try file.finish()
  }
}
