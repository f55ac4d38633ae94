import Corpus
import Crypto
import Foundation

/// The three files of a drawn sample: what coders get, what evaluation needs, how it was made.
struct SampleFiles {
  let draw: SampleDraw
  let frame: SampleFrame
  let settings: SampleSettings

  /// First 128 bits of the SHA-256 of settings, strata, ids and chances: codes of one sample cannot be
  /// mixed with those of another, nor with another draw of the same posts.
  var hash: String {
    var hash = SHA256()
    let opening = JSONValue.object(design + [("strata", strata)]).line + "\n"
    hash.update(data: Data(opening.utf8))
    for post in draw.posts {
      hash.update(data: Data((row(post).joined(separator: "\u{1F}") + "\n").utf8))
    }
    return EndRecord.short(hash)
  }

  /// What coders get: texts, no author, group or label; in the order of the hashes.
  func coderFile(texts: (_ post: Int) -> (own: String, context: String)) -> String {
    let hash = hash
    var csv = "post_id,text,parent_text,sample_hash\n"
    for post in draw.posts {
      let (own, context) = texts(post.post)
      csv += Self.line([frame.ids[post.post], own, context, hash])
    }
    return csv
  }

  /// Chances and strata, for whoever evaluates: restricted.
  var designFile: String {
    let hash = hash
    var csv =
      "post_id,stratum,N_h,N_drawable,n_h,user_posts,user_drawable,pi,cluster,sample_hash\n"
    for post in draw.posts { csv += Self.line(row(post) + [hash]) }
    return csv
  }

  private func row(_ post: SampleDraw.Post) -> [String] {
    let stratum = draw.strata[post.stratum]
    return [
      frame.ids[post.post], stratum.name, "\(stratum.posts)", "\(stratum.drawable)",
      "\(stratum.taken)", "\(post.userPosts)", "\(post.userDrawable)", "\(post.chance)",
      "\(clusters[post.post] ?? 0)",
    ]
  }

  /// Persons by number, in the order in which the sample meets them; a number says nobody's name.
  private let clusters: [Int: Int]

  init(_ draw: SampleDraw, _ frame: SampleFrame, _ settings: SampleSettings) {
    self.draw = draw
    self.frame = frame
    self.settings = settings
    var clusters: [Int: Int] = [:]
    var numbers: [Int32: Int] = [:]
    var count = 0
    for post in draw.posts {
      let user = frame.users[post.post]
      if user >= 0, let known = numbers[user] {
        clusters[post.post] = known
        continue
      }
      count += 1
      if user >= 0 { numbers[user] = count }
      clusters[post.post] = count
    }
    self.clusters = clusters
  }

  private var design: [(String, JSONValue)] {
    [
      ("schakel-sample", .whole(1)), ("seed", .text("\(settings.seed)")),
      ("size", .whole(settings.size)), ("by", .list(settings.by.map { .text($0.rawValue) })),
      ("floors", .list(settings.floors.map { .text($0.text) })),
      ("per_user", .whole(settings.perUser ?? 0)), ("min_stratum", .whole(settings.minStratum)),
    ]
  }

  private var strata: JSONValue {
    .list(
      draw.strata.map { stratum in
        .object([
          ("stratum", .text(stratum.name)), ("N_h", .whole(stratum.posts)),
          ("N_drawable", .whole(stratum.drawable)), ("n_h", .whole(stratum.taken)),
        ])
      })
  }

  /// Settings, rule, what was joined, strata: restricted.
  var record: String {
    JSONValue.object(
      design + [
        ("rule", .list(SampleRule.lines(settings).map { .text($0) })),
        ("notes", .list(draw.notes.map { .text($0) })),
        ("posts", .whole(frame.count)), ("taken", .whole(draw.posts.count)), ("strata", strata),
        ("sample_hash", .text(hash)),
      ]
    ).page() + "\n"
  }

  private static func line(_ fields: [String]) -> String {
    fields.map(field).joined(separator: ",") + "\n"
  }

  /// In quotes where RFC 4180 needs them.
  private static func field(_ text: String) -> String {
    let needs = text.utf8.contains { [34, 44, 10, 13].contains($0) }
    return needs ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }
}

/// How the sample is drawn, in words for the terminal and the record.
enum SampleRule {
  static func lines(_ settings: SampleSettings) -> [String] {
    let least = settings.minStratum
    var lines: [String] = []
    if let limit = settings.perUser {
      lines.append(
        "each person keeps at most \(limit) posts, those of the smallest hash: chance "
          + "min(1, \(limit)/posts of the person)")
    }
    lines.append(
      "each stratum gives its posts of the smallest hash of (seed, post id): chance n_h/N_drawable; "
        + "pi is the product")
    if settings.by.contains(.label) {
      lines.append("a set of topics with fewer than \(least) posts goes to its rarest topic")
    }
    if !settings.by.isEmpty {
      lines.append("a level with fewer than \(least) posts goes to \(SampleFactor.other)")
    }
    if settings.by.count > 1 {
      lines.append(
        "within a level of \(settings.by[0].rawValue), cells with fewer than \(least) posts are "
          + "joined, and the next smallest with them until \(least) is reached")
    }
    lines.append(
      "each stratum gets two posts, then what floors need, then posts by its size (Webster)")
    return lines
  }
}
