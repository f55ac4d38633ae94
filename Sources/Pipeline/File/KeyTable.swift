import Corpus

/// Every key of a pipeline file, declared once.
package enum KeyTable {
  /// The version of the file's language that this program reads.
  package static let version = 1

  /// Keys of the file itself, in the order of the documentation.
  package static let file: [KeySpec] = [
    KeySpec(
      "schakel", .version, .required, "version of this file's language", example: "1"),
    KeySpec(
      "title", .text, .means("no title"), "title of the study, printed above its tables",
      example: "Interethnic contact online"),
    KeySpec(
      "privacy", .section(privacy), .required, "how people are protected",
      example: "{key: ~/.config/schakel/contact.key}"),
    KeySpec(
      "groups", .section(groups), .means("nobody's group is known"),
      "where groups come from: a roster that people filled in, never a name or a language",
      example: "{roster: data/roster.csv, scheme: cbs-2022}"),
    KeySpec(
      "stages", .stages, .required,
      "the stages by name, in order; a stage's name is its output's name",
      example: "{posts: {use: ingest, sources: [{format: x-archive, files: data/*.zip}]}}"),
    KeySpec(
      "outputs", .section(outputs), .means("all forms, in English, in out"), "what is written",
      example: "{dir: out, language: nl}"),
    KeySpec(
      "disclosure", .section(disclosure), .means("cells of fewer than 10 users are hidden"),
      "which cells are hidden", example: "{min-users: 10}"),
    KeySpec(
      "seed", .whole(0...9_007_199_254_740_991), .value("1"),
      "number that fixes every draw; the same seed gives the same bytes", example: "20150409"),
  ]

  package static let privacy: [KeySpec] = [
    KeySpec(
      "key", .keyFile, .required,
      "key file that makes pseudonyms (`schakel keygen`), kept outside the project; or off, with "
        + "a reason", example: "~/.config/schakel/contact.key"),
    KeySpec(
      "reason", .reason, .means("a key is used"), "why no pseudonyms are made, when key is off",
      example: "the public benchmark has invented accounts only"),
    KeySpec(
      "withdrawn", .path(.file), .means("nobody has withdrawn"),
      "list of accounts whose posts are set aside at ingest", example: "data/withdrawn.txt"),
  ]

  package static let groups: [KeySpec] = [
    KeySpec(
      "roster", .path(.file), .means("no roster"),
      "CSV of persons, their accounts and what they say of their origin",
      example: "data/roster.csv"),
    KeySpec(
      "scheme", .named(.schemes), .value("self"),
      "how origin becomes groups: as people describe themselves, or by countries of birth",
      example: "cbs-2022"),
    KeySpec(
      "memberships", .word(noun: "rule of memberships", MembershipRule.allCases.map(\.rawValue)),
      .means("official; with scheme self, self-weighted"),
      "who is of several groups: nobody, people by both parents' countries, or by own labels",
      example: "parents"),
    KeySpec(
      "group-by", .word(noun: "grouping", GroupingRule.allCases.map(\.rawValue)), .value("main"),
      "what the groups are: main groups of the scheme, wider or finer ones, or generations",
      example: "main-by-generation"),
    KeySpec(
      "crosswalk", .path(.file), .means("the scheme's own"),
      "CSV of the researcher's that says which group each country belongs to",
      example: "data/crosswalk.csv"),
    KeySpec(
      "home", .country, .means("the scheme's own; with scheme unece, NLD"),
      "country of the study, for a scheme that is not a country's own (ISO 3166 alpha-3)",
      example: "AUT"),
    KeySpec(
      "same", .word(noun: "sameness", Sameness.allCases.map(\.rawValue)), .value("overlap"),
      "when two people with several memberships are of the same group", example: "overlap"),
    KeySpec(
      "venues", .path(.file), .means("every venue is of type unknown"),
      "CSV that declares the type of each venue", example: "data/venues.csv"),
  ]

  package static let outputs: [KeySpec] = [
    KeySpec(
      "dir", .place, .value("out"), "folder for release/ and restricted/", example: "out"),
    KeySpec(
      "tables", .list(.named(.tableForms), mayBeEmpty: false), .value("[csv, md, tex]"),
      "forms in which each table is written", example: "[csv, tex]"),
    KeySpec(
      "language", .named(.languages), .value("en"), "language of the words in md and tex tables",
      example: "nl"),
    KeySpec(
      "records", .list(.word(noun: "record file", RecordFile.words), mayBeEmpty: true),
      .value("[posts, ties, profiles, way-back]"),
      "record files that stay in restricted/ after the run",
      example: "[ties]"),
  ]

  package static let disclosure: [KeySpec] = [
    KeySpec(
      "min-users", .whole(1...1_000_000), .value("10"),
      "cells that rest on fewer distinct users are hidden; below 10 needs a reason", example: "10"),
    KeySpec(
      "reason", .reason, .means("the rule of 10 holds"),
      "why fewer than 10 users are enough; printed under every table",
      example: "class of 24 pupils, consent for publication of all cells"),
  ]

  /// The key above all stages' own keys.
  package static let use = KeySpec(
    "use", .word(noun: "stage", StageUse.allCases.map(\.rawValue)), .required,
    "what the stage does", example: "classify")

  /// Where the words of a section are looked for when one stands in the wrong place.
  static let homes: [(path: String, keys: [KeySpec])] =
    [("", file)]
    + [("privacy", privacy), ("groups", groups), ("outputs", outputs), ("disclosure", disclosure)]
    + StageUse.allCases.map { ("a stage of use: \($0.rawValue)", stage($0)) }
    + [("sources", source)]
}
