import Corpus
import Foundation
import Ingest
import SchakelTesting

/// What came of reading one source, as the run would read it.
struct Reading {
  var rows: [[String: Any]] = []
  var aliases: [String] = []
  var setAside: [SetAside] = []
  var tally = Tally()
  var repaired = 0
  /// Fields that are no UTF-8, or do not lie in the slab.
  var brokenFields = 0
  var complaint: Complaint?

  /// Reads `paths` as one source of a format.
  /// - Parameter pieces: number of runs of whole lines that a file of lines is cut into.
  init(
    _ type: any ExportFormat.Type, _ paths: [String], _ settings: SourceSettings = SourceSettings(),
    pieces: Int = 1, limits: UnpackLimits = .usual
  ) {
    do {
      let format = try type.init(settings)
      if let format = format as? any LineFormat {
        for (offset, path) in paths.enumerated() {
          try at("input \(offset + 1)") {
            try read(format, path, Int32(offset + 1), pieces, limits)
          }
        }
      } else if let format = format as? any DocumentFormat {
        let exports = try Exports.open(paths, limits: limits)
        for export in exports { add(export.refused) }
        for group in Swift.type(of: format).together(exports) {
          try format.read(group) { take($0, input: nil) }
        }
      }
    } catch let complaint as Complaint {
      self.complaint = complaint
    } catch {
      complaint = Complaint("no complaint but \(error)", status: .software)
    }
  }

  private mutating func read(
    _ format: any LineFormat, _ path: String, _ input: Int32, _ pieces: Int,
    _ limits: UnpackLimits
  ) throws {
    let bytes = try openByteSource(path, limits: limits).readAll(limit: 1 << 30)
    var start = 0
    var line: Int64 = 1
    let before = tally
    var foreign = 0
    for piece in 1...pieces {
      var end = max(start, bytes.count * piece / pieces)
      while end < bytes.count, end > 0, bytes[end - 1] != 10 { end += 1 }
      let batch = PostBatch()
      _ = batch.put(bytes[start..<end])
      batch.reserve(PostBatch.padding)
      batch.pad()
      format.read(0..<batch.used, in: batch, firstLine: line)
      foreign += batch.setAside.count { $0.reason == .notJSON || $0.reason == .notARecord }
      take(batch, input: input)
      if pieces > 1 { line += Int64(bytes[start..<end].count { $0 == 10 }) }
      start = end
    }
    try format.judge(
      read: tally.read - before.read, kept: tally.kept - before.kept, foreign: foreign)
  }

  private mutating func add(_ refused: [SetAside]) {
    setAside += refused
    tally.read += refused.count
    for member in refused { tally.setAside(member.reason.rawValue) }
  }

  private mutating func take(_ batch: PostBatch, input: Int32?) {
    tally.read += batch.recordsRead
    tally.kept += batch.rows.count
    for record in batch.setAside { tally.setAside(record.reason.rawValue) }
    setAside += batch.setAside
    repaired += batch.repairedTexts
    check(batch)
    for var row in batch.rows {
      if let input { row.input = input }
      rows.append(PostFields.of(row, in: batch))
    }
    for alias in batch.aliases {
      aliases.append(
        [alias.platform, alias.account, alias.handle].map { batch.string($0) ?? "" }
          .joined(separator: " "))
    }
  }

  private mutating func check(_ batch: PostBatch) {
    var fields: [Field] = []
    for row in batch.rows {
      fields += [
        row.platform, row.postID, row.threadID, row.venueID, row.venueName, row.authorID,
        row.authorHandle, row.title, row.text, row.quoted, row.lang, row.createdRaw, row.repostOf,
        row.quoteOf, row.zone, row.member,
      ]
      for edge in batch.replies(of: row) { fields += [edge.post, edge.author, edge.handle] }
    }
    for alias in batch.aliases { fields += [alias.platform, alias.account, alias.handle] }
    for field in fields where field.count > 0 {
      let end = Int(field.offset) + Int(field.count)
      if field.offset < 0 || end > batch.used || !UTF8Check.isValid(batch.bytes(field)) {
        brokenFields += 1
      }
    }
  }

  /// Everything that a user may see of it: messages, and places and details of what was set aside.
  var shown: String {
    let records = setAside.map {
      "\($0.input) \($0.member) \($0.ordinal) \($0.reason) \($0.detail)"
    }
    let counts = tally.sorted.map { "\($0.reason) \($0.count)" }
    return (records + counts + [complaint?.description ?? ""]).joined(separator: "\n")
  }
}
