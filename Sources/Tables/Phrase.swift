/// Language of a table's words and decimal sign in forms for people.
package enum Language: String, Sendable, CaseIterable { case en, nl }

/// A sentence or label in every language of the tables.
package struct Phrase: Sendable, Equatable {
  package let en: String
  package let nl: String

  package init(_ en: String, nl: String) {
    self.en = en
    self.nl = nl
  }

  /// The same in every language, such as a name out of the data.
  package init(same text: String) { self.init(text, nl: text) }

  package subscript(language: Language) -> String { language == .en ? en : nl }
}

/// A label of a row or a column: the word of the machine form, and what people read.
package struct Key: Sendable, Equatable {
  package let id: String
  package let shown: Phrase

  package init(_ id: String, _ shown: Phrase) {
    self.id = id
    self.shown = shown
  }

  package init(_ id: String, _ en: String, nl: String) { self.init(id, Phrase(en, nl: nl)) }

  /// A name out of the data, the same everywhere.
  package static func data(_ name: String) -> Key { Key(name, Phrase(same: name)) }

  /// The margin.
  package static let all = Key("(all)", "All", nl: "Alle")
  /// People or ties whose group is not known.
  package static let unknown = Key("(unknown)", "Unknown", nl: "Onbekend")
  /// Coded, and no topic matched.
  package static let noTopic = Key("(none)", "No topic", nl: "Geen onderwerp")
  /// Does not apply to this row.
  package static let blank = Key("", Phrase(same: ""))
}

/// Words of the seed lexicons and of the venue list, in Dutch; other names stay as they are.
enum Words {
  private static let dutch: [(String, String)] = [
    ("school", "school"), ("work", "werk"), ("leisure", "vrije tijd"), ("identity", "identiteit"),
    ("belonging", "erbij horen"), ("interest", "belangstelling"), ("ethnic", "etnisch"),
    ("religious", "religieus"), ("school-work", "school of werk"), ("local", "buurt of stad"),
    ("news", "nieuws"), ("personal", "persoonlijk"), ("unknown", "onbekend"),
  ]

  static func key(_ name: String) -> Key {
    let match = dutch.first { $0.0 == name }
    return Key(name, Phrase(name, nl: match?.1 ?? name))
  }
}
