/// The sort of a mistake: a stable word that scripts may rely on (`docs/pipeline-file.md` lists all).
package enum MistakeCode: String, Sendable, CaseIterable {
  case yamlSyntax = "yaml-syntax"
  case yamlAnchor = "yaml-anchor"
  case duplicateKey = "duplicate-key"
  case notText = "not-text"

  case unknownKey = "unknown-key"
  case missingSetting = "missing-setting"
  case noValue = "no-value"
  case wrongForm = "wrong-form"
  case badValue = "bad-value"
  case outOfRange = "out-of-range"
  case duplicateValue = "duplicate-value"
  case badName = "bad-name"

  case unknownVersion = "unknown-version"
  case unknownWord = "unknown-word"
  case unknownUse = "unknown-use"
  case unknownFormat = "unknown-format"
  case unknownLexicon = "unknown-lexicon"
  case unknownTable = "unknown-table"
  case unknownScheme = "unknown-scheme"
  case unknownTimezone = "unknown-timezone"
  case unknownStage = "unknown-stage"

  case nothingAbove = "nothing-above"
  case forwardReference = "forward-reference"
  case cycle
  case wrongWiring = "wrong-wiring"
  case wrongBy = "wrong-by"
  case missingReason = "missing-reason"
  case missingRoster = "missing-roster"
  case missingMapping = "missing-mapping"
  case missingPlatform = "missing-platform"
  case notTogether = "not-together"
  case emptyPeriod = "empty-period"
  case unusedStage = "unused-stage"
  case missingVenues = "missing-venues"

  case noSuchFile = "no-such-file"
  case noFiles = "no-files"
  case wrongSortOfFile = "wrong-sort-of-file"
  case notReadable = "not-readable"
  case openKeyFile = "open-key-file"

  /// The order in which mistakes are told.
  package enum Phase: Int, Sendable { case syntax, keys, names, wiring, files }

  /// Which look at the file finds it.
  package var phase: Phase {
    switch self {
    case .yamlSyntax, .yamlAnchor, .duplicateKey, .notText: .syntax
    case .unknownKey, .missingSetting, .noValue, .wrongForm, .badValue, .outOfRange,
      .duplicateValue, .badName:
      .keys
    case .unknownVersion, .unknownWord, .unknownUse, .unknownFormat, .unknownLexicon, .unknownTable,
      .unknownScheme, .unknownTimezone, .unknownStage:
      .names
    case .nothingAbove, .forwardReference, .cycle, .wrongWiring, .wrongBy, .missingReason,
      .missingRoster, .missingMapping, .missingPlatform, .notTogether, .emptyPeriod, .unusedStage,
      .missingVenues:
      .wiring
    case .noSuchFile, .noFiles, .wrongSortOfFile, .notReadable, .openKeyFile: .files
    }
  }

  /// Whether the run may go on.
  package var isWarning: Bool { self == .unusedStage || self == .missingVenues }

  /// One clause for the documentation.
  package var meaning: String {
    switch self {
    case .yamlSyntax: "the file is not YAML; told alone"
    case .yamlAnchor: "an anchor, alias or tag, which pipeline files do not use; told alone"
    case .duplicateKey: "a key is given twice in one section; told alone"
    case .notText: "bytes that are no UTF-8 text; told alone"
    case .unknownKey: "a key that is not known there"
    case .missingSetting: "a key that must be given is absent"
    case .noValue: "a key without a value, or an empty list"
    case .wrongForm: "a list, section or single value where another form is needed"
    case .badValue: "not a number, date, time, language code or yes/no where one is needed"
    case .outOfRange: "a number outside its range"
    case .duplicateValue: "the same value twice in a list"
    case .badName: "a name with other signs than letters, digits, - and _"
    case .unknownVersion: "a version of this file's language that the program does not read"
    case .unknownWord: "not one of the words that a key takes"
    case .unknownUse: "no stage does that"
    case .unknownFormat: "no export format of that name"
    case .unknownLexicon: "no lexicon of that topic"
    case .unknownTable: "no table of that name, or no such written form"
    case .unknownScheme: "no origin scheme of that name"
    case .unknownTimezone: "no time zone of that name"
    case .unknownStage: "`from` or `--set` names no stage of the file"
    case .nothingAbove: "the first stage that needs `from` has none, and nothing stands above it"
    case .forwardReference: "`from` names a stage further down"
    case .cycle: "stages read each other, or a stage reads itself"
    case .wrongWiring: "`from` names a stage that makes another kind of record"
    case .wrongBy: "a table cannot be broken down by that"
    case .missingReason: "an exception without its written reason"
    case .missingRoster: "groups are asked for, but no roster is given"
    case .missingPlatform: "two sources of one forum software, and one does not name its site"
    case .missingMapping: "format `mapped` without its mapping file"
    case .notTogether: "a setting that has no meaning beside another one"
    case .emptyPeriod: "`since` lies after `until`"
    case .unusedStage: "warning: no stage reads it"
    case .missingVenues: "warning: a table by venue type without a venue table"
    case .noSuchFile: "a file or folder does not exist"
    case .noFiles: "no file fits a pattern"
    case .wrongSortOfFile: "a folder where a file is needed, or the other way"
    case .notReadable: "a file may not be read"
    case .openKeyFile: "others may read the key file"
    }
  }
}
