/// One thing that is wrong with a pipeline file, where, and what to do.
///
/// A mistake may quote the pipeline file, which the researcher wrote; it never names a file that a
/// pattern found.
package struct Mistake: Sendable, Equatable {
  package let place: Place
  /// The setting: "stages.coded.lexicons[2]"; empty for the file as a whole.
  package let path: String
  package let code: MistakeCode
  /// Lower-case start, no full stop.
  package let message: String
  /// What was probably meant, to be written instead.
  package let suggestion: String?
  /// The line of the file, without its end; nil for flags.
  package var excerpt: String?

  package init(
    _ code: MistakeCode, at place: Place, path: String, _ message: String,
    suggestion: String? = nil
  ) {
    self.place = place
    self.path = path
    self.code = code
    self.message = message
    self.suggestion = suggestion
  }

  package var file: String { place.file }
  package var line: Int { place.line }
  package var column: Int { place.column }
  package var isWarning: Bool { code.isWarning }

  /// The order in which mistakes are told: by phase, then by place, flags last.
  static func comesFirst(_ a: Mistake, _ b: Mistake) -> Bool {
    func rank(_ m: Mistake) -> [Int] {
      [m.code.phase.rawValue, m.place.isFlag ? 1 : 0, m.line, m.column]
    }
    return rank(a).lexicographicallyPrecedes(rank(b))
  }

  /// As in `--json`: keys in this order, `line` and `column` absent for flags.
  package var json: JSONValue {
    var pairs: [(String, JSONValue)] = [("file", .text(file))]
    if !place.isFlag { pairs += [("line", .whole(line)), ("column", .whole(column))] }
    pairs += [
      ("path", .text(path)), ("code", .text(code.rawValue)),
      ("severity", .text(isWarning ? "warning" : "mistake")), ("message", .text(message)),
    ]
    if let suggestion { pairs.append(("suggestion", .text(suggestion))) }
    return .object(pairs)
  }
}
