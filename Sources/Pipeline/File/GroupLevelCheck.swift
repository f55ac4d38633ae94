import Corpus
import Interactions
import Tables

/// Checks that groups named in a table's `target` and `reference` are groups of the roster's people.
struct GroupLevelCheck {
  private(set) var mistakes: [Mistake] = []

  /// - Parameter plan: without mistakes; its files have been looked for.
  mutating func run(_ plan: Plan, _ drafts: [StageDraft]) {
    var asked: [(level: String, word: String, place: Place, path: String)] = []
    for draft in drafts where draft.use == .tabulate {
      for key in ["target", "reference"] {
        for (index, word) in (draft.section.words(key) ?? []).enumerated() {
          guard let (factor, level) = PostFactor.read(word), factor == .group else { continue }
          let (place, path) = draft.section.spot(of: key, index)
          asked.append((level, word, place, path))
        }
      }
    }
    guard !asked.isEmpty, let known = Self.groups(plan) else { return }
    for (level, _, place, path) in asked where !known.contains(level) {
      mistakes.append(
        Mistake(
          .unknownWord, at: place, path: path,
          "no person of the roster is of group '\(SettingCheck.short(level))' (have: "
            + "\(SettingCheck.listed(known)))",
          suggestion: Nearest.word(level, among: known).map { "group=" + $0 }))
    }
  }

  /// Groups of the roster's people by name; nil where there is no roster, or it has mistakes of its
  /// own: those are told, all of them, when it is read for good.
  private static func groups(_ plan: Plan) -> [String]? {
    let read = Result { try GroupSource(plan.groups) }
    guard case .success(let source) = read, let roster = source.roster else { return nil }
    let groups = roster.persons.flatMap { $0.origin(source.setting).membership.parts.map(\.group) }
    return Set(groups).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
