import Corpus
import Foundation
import Tables

/// What a run was: the hashed part, from which `run_id` comes, and what is beside it.
///
/// `release/run.json` is public: settings without paths, keyed digests of inputs, numbers.
/// `restricted/run.json` adds paths, times and the machine. Hashes of outputs are listed, not hashed.
struct RunRecord {
  private let run: Run
  private let inputs: [SourceSet.Input]
  private let digests: [(size: Int, sha256: String)]
  private let tallies: [StageTally]
  var execReasons: [String] = []
  let runID: String

  init(
    _ run: Run, inputs: [SourceSet.Input], digests: [(size: Int, sha256: String)],
    tallies: [StageTally]
  ) {
    self.run = run
    self.inputs = inputs
    self.digests = digests
    self.tallies = tallies
    var text = "schakel \(Version.number)\n\(run.plan.canonical)\nseed \(run.plan.seed)\n"
    text += "key \(run.pseudonymiser.keyID)\n"
    for digest in run.settingsDigests { text += "\(digest.name) \(digest.sha256)\n" }
    for digest in digests { text += "input \(digest.size) \(digest.sha256)\n" }
    runID = String(InputDigest.of(Array(text.utf8)).prefix(12))
  }

  /// `restricted/inputs.csv`: which number is which file.
  var inputList: [UInt8] {
    var text = "input,path,size,sha256\n"
    let hashed = inputs.filter { $0.path != "-" }
    for input in inputs {
      let place = hashed.firstIndex { $0.number == input.number }
      let digest = place.flatMap { digests.indices.contains($0) ? digests[$0] : nil }
      let path = input.path.replacing("\"", with: "\"\"")
      text += "\(input.number),\"\(path)\",\(digest.map { "\($0.size)" } ?? ""),"
      text += "\(digest?.sha256 ?? "")\n"
    }
    return Array(text.utf8)
  }

  func write(to folder: OutputFolder, seconds: Double, digestSeconds: Double) throws {
    let files = folder.files
    try folder.write(
      released: OutputFolder.mark, json(files: files, isPublic: true, seconds, digestSeconds))
    try folder.write(
      restricted: OutputFolder.mark, json(files: files, isPublic: false, seconds, digestSeconds))
  }

  private func json(
    files: [(name: String, size: Int, sha256: String)], isPublic: Bool, _ seconds: Double,
    _ digestSeconds: Double
  ) -> [UInt8] {
    var record: [(String, JSONValue)] = [
      ("record", .text("run")), ("schakel", .text(Version.number)), ("run_id", .text(runID)),
      ("key_id", .text(run.pseudonymiser.keyID)), ("seed", .whole(Int(run.plan.seed))),
      ("settings", .object(settings(isPublic: isPublic))),
      (
        "settings_files",
        .object(
          run.settingsDigests.map {
            // Which model coded is no secret, and others must be able to ask for the same.
            let isModel = $0.name == ClassifyStep.modelName
            return ($0.name, .text(isModel ? $0.sha256 : hidden($0.sha256, isPublic)))
          })
      ),
      ("inputs", .list(inputRecords(isPublic))),
      ("stages", .list(tallies.map(stage))),
    ]
    if !execReasons.isEmpty {
      record.append(("exec", .list(execReasons.map { .text($0) })))
    }
    record.append(
      (
        "outputs",
        .list(
          files.filter { !isPublic || $0.name.hasPrefix("release/") }.map {
            .object([
              ("file", .text($0.name)), ("size", .whole($0.size)), ("sha256", .text($0.sha256)),
            ])
          })
      ))
    if !isPublic {
      record.append(("pipeline", .text(run.plan.file)))
      record.append(("seconds", .text(Self.decimal(seconds))))
      record.append(("digest_seconds", .text(Self.decimal(digestSeconds))))
      record.append(("jobs", .whole(run.options.jobs)))
    }
    return Array((JSONValue.object(record).page()).utf8)
  }

  private static func decimal(_ seconds: Double) -> String {
    let thousandths = Int((seconds * 1000).rounded())
    let rest = "\(thousandths % 1000)"
    return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
  }

  /// Settings with their values; the public record leaves out those that name files or hold
  /// commands, whose contents are hashed instead.
  private func settings(isPublic: Bool) -> [(String, JSONValue)] {
    run.plan.resolved.filter { $0.isSet && (!isPublic || !Self.namesFiles($0.path)) }.map {
      ($0.path, .text($0.text))
    }
  }

  private static func namesFiles(_ path: String) -> Bool {
    let last = path.split(separator: ".").last.map(String.init) ?? path
    let bare = last.split(separator: "[").first.map(String.init) ?? last
    return [
      "files", "key", "withdrawn", "roster", "crosswalk", "venues", "mapping", "lexicons",
      "lexicon-folder", "model",
      "dir", "command",
    ].contains(bare) || path.contains(".files[") || path.contains(".command[")
  }

  /// A digest under the project's key, so that nobody can look for a file that fits it.
  private func hidden(_ sha256: String, _ isPublic: Bool) -> String {
    guard isPublic, let key = run.key else { return isPublic ? "" : sha256 }
    return key.digest(Array(sha256.utf8))
  }

  private func inputRecords(_ isPublic: Bool) -> [JSONValue] {
    var next = 0
    return inputs.map { input in
      var record: [(String, JSONValue)] = [("input", .whole(Int(input.number)))]
      if input.path != "-", digests.indices.contains(next) {
        record.append(("digest", .text(hidden(digests[next].sha256, isPublic))))
        if !isPublic { record.append(("size", .whole(digests[next].size))) }
      }
      if input.path != "-" { next += 1 }
      if !isPublic { record.append(("path", .text(input.path))) }
      return .object(record)
    }
  }

  private func stage(_ stage: StageTally) -> JSONValue {
    .object([
      ("stage", .text(stage.stage)), ("use", .text(stage.use)),
      ("read", .whole(stage.tally.read)), ("kept", .whole(stage.tally.kept)),
      (
        "set_aside",
        .object(stage.tally.sorted.map { ($0.reason, .whole($0.count)) })
      ),
    ])
  }
}

/// The version of schakel; behaviour that alters numbers raises it (`CHANGELOG.md`).
package enum Version {
  package static let number = "0.1.0"
}
