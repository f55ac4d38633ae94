internal import Corpus
internal import Interactions

/// The columns of T2 that part the users of a row: source of information, age, gender. Words that
/// nobody in the sample has make no column.
///
/// Genders are words of the roster, which may say anything: one that fewer persons gave than the
/// rule asks for is counted as other.
struct SampleColumns {
  /// By part: which categories of the counts each column adds up.
  let parts: [[[Int]]]
  let keys: [Key]
  let hasOtherGenders: Bool

  init(_ total: SampleByOrigin.Counts, genders: [String], _ rule: Disclosure) {
    func present(_ counts: [Int]) -> [Int] { counts.indices.filter { counts[$0] > 0 } }
    let sources = present(total.information)
    let ages = present(total.ages)
    let given = present(Array(total.genders.dropLast()))
    let named = given.filter { rule.few(total.genders[$0]) == nil }
    let others = given.filter { !named.contains($0) }
    hasOtherGenders = !others.isEmpty
    var columns = named.map { [$0] }
    var words = named.map { place in
      let word = genders[place]
      return Key("gender:\(word)", "Gender: \(word)", nl: "Geslacht: \(word)")
    }
    if !others.isEmpty {
      columns.append(others)
      words.append(Key("gender:(other)", "Other gender", nl: "Ander geslacht"))
    }
    if let unknown = total.genders.last, unknown > 0 {
      columns.append([genders.count])
      words.append(Key("gender:(unknown)", "Gender unknown", nl: "Geslacht onbekend"))
    }
    parts = [sources.map { [$0] }, ages.map { [$0] }, columns]
    keys =
      sources.map { Self.key(Provenance.Information.allCases[$0]) }
      + ages.map { Self.key(AgeBand.allCases[$0]) } + words
  }

  private static func key(_ source: Provenance.Information) -> Key {
    let (en, nl) =
      switch source {
      case .survey: ("Source: survey", "Bron: enquête")
      case .donationQuestionnaire:
        ("Source: donation questionnaire", "Bron: vragenlijst bij donatie")
      case .selfDescription: ("Source: self-description", "Bron: eigen omschrijving")
      case .other: ("Source: other", "Bron: anders")
      case .mixed: ("Source: mixed", "Bron: gemengd")
      case .notStated: ("Source: not stated", "Bron: niet vermeld")
      case .none: ("Source: none", "Bron: geen")
      }
    return Key("information:\(source.rawValue)", en, nl: nl)
  }

  private static func key(_ age: AgeBand) -> Key {
    if age == .unknown { return Key("age:(unknown)", "Age unknown", nl: "Leeftijd onbekend") }
    let band = age.rawValue.replacing("-", with: "–")
    return Key("age:\(age.rawValue)", "Age \(band)", nl: "\(band) jaar")
  }
}

/// A row of T2 in numbers of distinct persons, and of posts.
struct SampleRow {
  let users: Int
  let posts: Int
  /// Posts of the person with most.
  let largest: Int
  /// Users by source, by age and by gender, a number a column.
  let parts: [[Int]]

  init(_ counts: SampleByOrigin.Counts, _ columns: SampleColumns) {
    users = counts.users
    posts = counts.posts
    largest = counts.largest
    parts = zip([counts.information, counts.ages, counts.genders], columns.parts).map {
      counts, columns in columns.map { $0.reduce(0) { $0 + counts[$1] } }
    }
  }
}
