import Corpus
import Ingest

/// The inputs of one ingest stage, found and numbered, with the formats that read them.
struct SourceSet {
  /// One entry of `sources`.
  struct Source {
    let plan: SourcePlan
    let format: any ExportFormat
    let inputs: [Input]
  }

  /// One file, archive or folder.
  struct Input {
    /// From 1, in the order of sources and names.
    let number: Int32
    let path: String
    /// How messages name it: as the user wrote it, or by number where a pattern found it, because
    /// names of donated files name donors.
    let shown: String
  }

  let sources: [Source]
  /// Topics that the posts come with, in order of appearance.
  let names = CodeNames()

  /// - Throws: `Complaint` (66, 78): a pattern without files, a format's own complaint.
  init(_ settings: IngestPlan, stage: String, jobs: Int) throws {
    var number: Int32 = 0
    let names = names
    sources = try settings.sources.enumerated().map { index, plan in
      try at("\(stage): source \(index + 1) (\(plan.format))") {
        guard let type = ExportFormats.named(plan.format) else {
          let names = ExportFormats.all.map { $0.name }.sorted().joined(separator: ", ")
          throw Complaint(
            "no format named '\(plan.format)' (have: \(names))", status: .configuration)
        }
        var settings = SourceSettings()
        settings.platform = plan.platform
        settings.timezone = plan.timezone
        settings.dates = plan.dates?.rawValue
        settings.captured = plan.captured
        settings.mapping = plan.mapping
        settings.mappingShown = plan.mappingShown
        settings.includeDeleted = plan.include.contains(.deleted)
        settings.includeMessages = plan.include.contains(.messages)
        settings.jobs = jobs
        settings.names = names
        let format = try type.init(settings)
        var inputs: [Input] = []
        for pattern in plan.files {
          for (path, shown) in try Self.paths(pattern) {
            if inputs.contains(where: { $0.path == path }) { continue }
            number += 1
            inputs.append(
              Input(number: number, path: path, shown: shown ?? "input \(number)"))
          }
        }
        return Source(plan: plan, format: format, inputs: inputs)
      }
    }
  }

  private static func paths(_ pattern: String) throws -> [(path: String, shown: String?)] {
    if pattern == "-" { return [("-", "standard input")] }
    let files = FilePattern(pattern)
    let (found, closed) = files.find()
    guard closed == 0 else {
      throw Complaint(
        "leads to a folder that may not be read; check its permissions (ls -lR)", at: pattern,
        status: .noInput)
    }
    guard !found.isEmpty else {
      throw Complaint(
        files.isPlain ? "no such file or folder" : "no file fits the pattern", at: pattern,
        status: .noInput)
    }
    return found.map { ($0, files.isPlain ? pattern : nil) }
  }

  var inputs: [Input] { sources.flatMap(\.inputs) }

  /// Reads every source into `flow`, in order.
  /// - Throws: `Complaint` that names the source's input.
  func read(into flow: PostFlow, warn: (String) -> Void) throws {
    for (index, source) in sources.enumerated() {
      let before = flow.tally
      switch source.format {
      case let format as any LineFormat:
        try flow.read(
          format, role: source.plan.role,
          source.inputs.map { input in
            PostFlow.LineInput(number: input.number, shown: input.shown) {
              try openByteSource(input.path)
            }
          })
      case let format as any DocumentFormat:
        try flow.read(format, role: source.plan.role, groups(source, type(of: format)))
      default:
        throw Complaint(
          "format \(source.plan.format) reads neither lines nor documents", status: .software)
      }
      let kept = flow.tally.kept - before.kept
      if kept == 0 {
        let read = flow.tally.read - before.read
        warn(
          "source \(index + 1) (\(source.plan.format)) gave no posts: "
            + "\(source.inputs.count) input\(source.inputs.count == 1 ? "" : "s"), "
            + (read == 0
              ? "no record in \(source.inputs.count == 1 ? "it" : "them")"
              : "\(read) record\(read == 1 ? "" : "s") read, all set aside"))
      }
    }
  }

  /// The withdrawn accounts together with what else the sources call them. Reads everything once
  /// more (but standard input, which can be read only once); nothing is done for an empty list.
  func complete(_ withdrawn: Withdrawn, jobs: Int) throws -> Withdrawn {
    if withdrawn.isEmpty { return withdrawn }
    let found = Found()
    for source in sources {
      switch source.format {
      case let format as any LineFormat:
        for input in source.inputs where input.path != "-" {
          try at(input.shown) {
            let reader = ShardReader(try openByteSource(input.path))
            try Crew.ordered(
              jobs: jobs, makeWorker: {},
              next: { try reader.next(PostBatch(capacity: ShardReader.blockSize)) },
              work: { _, shard in
                format.read(shard.range, in: shard.batch, firstLine: shard.firstLine)
                return withdrawn.others(in: shard.batch)
              }, commit: { found.keys += $0 })
          }
        }
      case let format as any DocumentFormat:
        for group in try groups(source, type(of: format)) {
          try at(group.shown) {
            try format.read(group.exports) { found.keys += withdrawn.others(in: $0) }
          }
        }
      default: break
      }
    }
    return withdrawn.adding(found.keys)
  }

  private final class Found { var keys: [Key128] = [] }

  private func groups(
    _ source: Source, _ type: any DocumentFormat.Type
  ) throws -> [(exports: [any Export], shown: String)] {
    let exports = try source.inputs.map { input in
      try at(input.shown) { try Exports.open(input.path, input: input.number) }
    }
    return type.together(exports).map { group in
      let first = group.first.flatMap { $0.members.first?.input ?? $0.refused.first?.input }
      let name = source.inputs.first { $0.number == first }?.shown
      let shown =
        group.count == 1 ? name : name.map { "\($0) and \(group.count - 1) more" }
      return (group, shown ?? "source of \(group.count) inputs")
    }
  }
}
