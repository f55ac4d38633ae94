import Corpus
import Crypto
import Foundation

/// `schakel page`: one HTML file in which a coder codes a sample, without a network.
package struct CodingPage {
  private let sample: SampleFile
  private let codebook: Codebook
  private let settings: Settings

  package struct Settings: Sendable {
    package var coder: String
    package var language: String
    package var seed: UInt64
    /// Of a hundred posts, how many come a second time.
    package var repeats: Int

    /// - Throws: `Complaint` (64).
    package init(coder: String, language: String, seed: UInt64 = 0, repeats: Int = 10) throws {
      let isFine =
        (1...32).contains(coder.utf8.count)
        && coder.utf8.allSatisfy {
          (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
            || $0 == 45 || $0 == 95
        }
      guard isFine else {
        throw Complaint(
          "is 1 to 32 letters (a–z), digits, - and _; take no real name", at: "--coder",
          status: .usage)
      }
      guard ["en", "nl"].contains(language) else {
        throw Complaint("is en or nl", at: "--language", status: .usage)
      }
      guard (0...50).contains(repeats) else {
        throw Complaint("is a number from 0 to 50", at: "--repeats", status: .usage)
      }
      self.coder = coder
      self.language = language
      self.seed = seed
      self.repeats = repeats
    }
  }

  package init(_ sample: SampleFile, _ codebook: Codebook, _ settings: Settings) {
    self.sample = sample
    self.codebook = codebook
    self.settings = settings
  }

  /// The codebook that comes with schakel.
  package static func usualCodebook() throws -> String {
    try Resources.folder("lexicons") + "/codebook.yaml"
  }

  /// How often a post is shown: the posts and their repeats.
  package var places: Int { order.places.count }

  private var order: CodingOrder {
    CodingOrder(
      sample.posts.map(\.id), coder: settings.coder, seed: settings.seed, repeats: settings.repeats)
  }

  /// The file. Only what stands in it can run or be shown: the policy names the digests of its script
  /// and style and forbids every connection; texts are data, and the script puts them in as text.
  package func html() throws -> String {
    let folder = try Resources.folder("data-schema/page")
    func part(_ name: String) throws -> String {
      let path = "\(folder)/\(name)"
      return String(
        decoding: try at(path) { try FileSource(path: path).readAll(limit: 1 << 20) },
        as: UTF8.self)
    }
    let (script, style) = (try part("coding.js"), try part("coding.css"))
    var html = ""
    // One walk over the frame, so that nothing that is put in is looked at again.
    for piece in try part("coding.html").split(
      separator: "{{", omittingEmptySubsequences: false
    ).enumerated() {
      guard piece.offset > 0, let end = piece.element.firstRange(of: "}}") else {
        html += piece.element
        continue
      }
      switch piece.element[..<end.lowerBound] {
      case "language": html += settings.language
      case "coder": html += settings.coder
      case "policy":
        html +=
          "default-src 'none'; script-src 'sha256-\(Self.digest(script))'; style-src "
          + "'sha256-\(Self.digest(style))'; base-uri 'none'; form-action 'none'"
      case "style": html += style
      case "script": html += script
      case "data": html += Self.embedded(data)
      case let name:
        throw Complaint("has a place for '\(name)', which is nothing", at: "coding.html")
      }
      html += piece.element[end.upperBound...]
    }
    return html
  }

  private static func digest(_ text: String) -> String {
    Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString()
  }

  private var data: JSONValue {
    let places = order.places
    return .object([
      ("sample", .text(sample.hash)), ("coder", .text(settings.coder)),
      ("language", .text(settings.language)),
      (
        "posts",
        .list(
          sample.posts.map { post in
            .object([
              ("id", .text(post.id)), ("text", .text(Self.shown(post.text))),
              ("context", .text(Self.shown(post.context))),
            ])
          })
      ),
      ("order", .list(places.map { .whole($0.post) })),
      ("repeats", .list(places.indices.filter { places[$0].isRepeat }.map { .whole($0) })),
      ("codebook", codebook.json),
    ])
  }

  /// Control characters, which a browser hides or drops, as the sign of what cannot be shown.
  private static func shown(_ text: String) -> String {
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 9, 10: shown.append(scalar)
      case 13: continue
      case 0..<32, 127..<160: shown.append("\u{FFFD}")
      default: shown.append(scalar)
      }
    }
    return String(shown)
  }

  /// JSON that may stand in a script element: no sign in it that HTML or old JavaScript reads.
  static func embedded(_ value: JSONValue) -> String {
    var out = String.UnicodeScalarView()
    for scalar in value.line.unicodeScalars {
      switch scalar {
      case "<", ">", "&", "\u{2028}", "\u{2029}", "\u{FEFF}":
        let hex = String(scalar.value, radix: 16)
        out.append(
          contentsOf: ("\\u" + String(repeating: "0", count: 4 - hex.count) + hex).unicodeScalars)
      default: out.append(scalar)
      }
    }
    return String(out)
  }
}
