internal import Markup

/// What a mapping file says: how the records of any table or JSON become posts.
///
/// The language is described in `data-schema/exports/posts-csv.yaml`, which maps every field.
struct Mapping: Sendable {
  enum Form: String, Sendable, CaseIterable {
    case csv, tsv, json, ndjson
    var isTable: Bool { self == .csv || self == .tsv }
  }

  /// Where something stands in the mapping file, both from 1.
  struct Mark: Sendable, Equatable, Comparable {
    var line: Int
    var column: Int
    static func < (a: Mark, b: Mark) -> Bool { (a.line, a.column) < (b.line, b.column) }
  }

  /// A post's field; its number is its place in lists of fields.
  enum FieldName: Int, Sendable, CaseIterable {
    case postID, threadID, venueID, venueName, authorID, authorHandle, authorStatus, kind, lang
    case title, text, textStatus, quoted, createdAt, parentID, replyToAuthor, replyToHandle, how
    case repostOf, quoteOf, position

    /// As mapping files name them, in the same order.
    static let names = [
      "post_id",
      "thread_id",
      "venue_id",
      "venue_name",
      "author_id",
      "author_handle",
      "author_status",
      "kind",
      "lang",
      "title",
      "text",
      "text_status",
      "quoted",
      "created_at",
      "parent_id",
      "reply_to_author",
      "reply_to_handle",
      "how",
      "repost_of",
      "quote_of",
      "position",
    ]

    var name: String { Self.names[rawValue] }

    init?(name: String) {
      guard let index = Self.names.firstIndex(of: name) else { return nil }
      self.init(rawValue: index)
    }

    /// Ids that a spreadsheet ruins by writing them as `1.38E+18`.
    var isID: Bool {
      switch self {
      case .postID, .threadID, .authorID, .parentID, .replyToAuthor, .repostOf, .quoteOf: true
      default: false
      }
    }
  }

  /// One place of a value: a column's name, or a path into a JSON record.
  struct Locator: Sendable {
    var text: String
    var path: JSONPath?
    var mark: Mark
  }

  /// How one field is made of a record.
  struct Rule: Sendable {
    /// Tried in order; the first that holds a value counts.
    var at: [Locator] = []
    /// Values that make the next place be tried.
    var passedOver: Set<String> = []
    /// Values that mean that there is none.
    var none: Set<String> = []
    /// Regular expression; its first group, or all of it, is the value.
    var extract: String?
    var stripPrefix: [String] = []
    var map: [String: String] = [:]
    var prefix = ""
    /// Put between the values of several places, or of a list.
    var join: String?
    var defaultValue: String?
    /// `post_id` only: a made-up id where none is given.
    var isAutomatic = false
    /// A file may lack every place.
    var isOptional = false
    var mark = Mark(line: 1, column: 1)
  }

  /// Records to pass over.
  struct Skip: Sendable {
    enum Test: Sendable {
      case equals(Set<String>)
      case matches(String)
      case isEmpty(Bool)
    }
    var at: Locator
    var test: Test
  }

  /// How `created_at` is written.
  enum TimeForm: Sendable {
    case auto, epoch, epochMilliseconds, iso
    case pattern(DatePattern)
  }

  /// Name that messages may show.
  var shown = "mapping"
  var platform: String?
  var form = Form.csv
  var charset: Charset?
  var delimiter: UInt8?
  var backslashEscapes = false
  var skippedLines = 0
  /// Steps from a document, or from a line, to its records.
  var records = JSONPath()
  var skips: [Skip] = []
  var rules: [FieldName: Rule] = [:]
  var timeForm = TimeForm.auto
  var zone: String?
  var isHTML = false
  var unescapes = false

  func place(_ mark: Mark) -> String { "\(shown):\(mark.line):\(mark.column)" }
}
