/// A setting as it holds: its value in words and where that came from.
package struct ResolvedSetting: Sendable, Equatable {
  package enum Origin: Sendable, Equatable {
    case standard
    case written(Place)

    /// `default`, `study.yaml:7` or `--set`.
    package var text: String {
      switch self {
      case .standard: "default"
      case .written(let place): place.isFlag ? place.file : "\(place.file):\(place.line)"
      }
    }
  }

  /// "stages.ties.min-confidence".
  package let path: String
  /// As it would stand in a file; what its absence means, in parentheses, when it has no value.
  package var text: String
  package var origin: Origin
  /// Whether there is a value at all.
  package var isSet: Bool
  /// As it counts for the identity of a run: paths are left out, because files are hashed by content.
  package var identity: String

  package init(path: String, text: String, origin: Origin, isSet: Bool, identity: String) {
    self.path = path
    self.text = text
    self.origin = origin
    self.isSet = isSet
    self.identity = identity
  }
}

extension Plan {
  /// The resolved plan as text, for the hash in `run_id`: a line for each setting that has a value,
  /// sorted bytewise. Moving the project, comments and the order of sections do not change it;
  /// every value that can change a number does. It holds the commands of `exec` stages: hash it, do
  /// not print it.
  package var canonical: String {
    resolved.filter(\.isSet).map { "\($0.path)=\($0.identity)\n" }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.joined()
  }
}
