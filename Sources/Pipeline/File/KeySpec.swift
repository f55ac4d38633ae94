/// One key of a pipeline file: all that the program knows of it.
///
/// Checking, `explain`, the JSON Schema and the documentation come from these declarations alone.
package struct KeySpec: Sendable {
  /// What happens when the key is not given.
  package enum Absence: Sendable {
    case required
    /// The value it then has, written as in a file.
    case value(String)
    /// What it then means, in words ("every venue").
    case means(String)
  }

  /// What a value looks like.
  package indirect enum Form: Sendable {
    case text
    /// A written reason: a text of at least ten signs.
    case reason
    /// One of a closed list; the noun says what they are.
    case word(noun: String, [String])
    /// One of the names that another room knows.
    case named(Names)
    case version
    case yesNo
    case whole(ClosedRange<Int>)
    case number(ClosedRange<Double>)
    /// A day: 2012-01-31.
    case day
    /// A moment: 2014-03-01T12:00:00Z.
    case moment
    case timezone
    /// An ISO 3166-1 alpha-3 code: `NLD`.
    case country
    /// A language code: `nl`, `ary-Latn`.
    case language
    /// A file or folder.
    case path(Sort)
    /// Where outputs go; need not exist.
    case place
    /// A path with `*`, `?` and `**`, or `-` for standard input.
    case pattern
    /// A key file, or `off`.
    case keyFile
    /// A topic, or the path of a lexicon file or folder.
    case lexicon
    /// The name of a stage.
    case stage
    /// A shell line, or a list of words that no shell reads.
    case command
    /// Several; one alone may stand without brackets.
    case list(Form, mayBeEmpty: Bool)
    case section([KeySpec])
    case sections([KeySpec])
    case stages

    /// What a path must be.
    package enum Sort: Sendable { case file, folder }
    package enum Names: Sendable { case formats, schemes, tables, by, tableForms, languages }
  }

  package let name: String
  package let form: Form
  package let absence: Absence
  /// A clause without full stop.
  package let meaning: String
  package let example: String

  package init(
    _ name: String, _ form: Form, _ absence: Absence, _ meaning: String, example: String
  ) {
    self.name = name
    self.form = form
    self.absence = absence
    self.meaning = meaning
    self.example = example
  }

  package var isRequired: Bool { if case .required = absence { true } else { false } }
  /// The keys below this one, where it is a section.
  package var inner: [KeySpec]? {
    switch form {
    case .section(let keys), .sections(let keys): keys
    default: nil
    }
  }
}

extension KeySpec.Form.Names {
  /// The noun in "no … named".
  package var noun: String {
    switch self {
    case .formats: "export format"
    case .schemes: "origin scheme"
    case .tables: "table"
    case .by: "breakdown"
    case .tableForms: "form of a table"
    case .languages: "language of tables"
    }
  }

  package var code: MistakeCode {
    switch self {
    case .formats: .unknownFormat
    case .schemes: .unknownScheme
    case .tables, .tableForms: .unknownTable
    case .by, .languages: .unknownWord
    }
  }

  package func words(_ vocabulary: Vocabulary) -> [String] {
    switch self {
    case .formats: vocabulary.formats
    case .schemes: vocabulary.schemes
    case .tables: vocabulary.tables.map(\.name)
    case .by: vocabulary.by
    case .tableForms: vocabulary.tableForms
    case .languages: vocabulary.languages
    }
  }
}
