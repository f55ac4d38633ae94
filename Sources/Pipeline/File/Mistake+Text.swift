extension Mistake {
  /// One to three lines: place, setting and sentence; then the line of the file with carets.
  package var text: String {
    var sentence = [place.text, path].filter { !$0.isEmpty }.joined(separator: ": ")
    sentence += ": \(isWarning ? "warning: " : "")\(message)"
    if let suggestion { sentence += " — did you mean '\(suggestion)'?" }
    guard let excerpt, !place.isFlag else { return sentence }
    let (shown, indent, width) = Self.window(excerpt, column: column, width: place.width)
    let number = String(line)
    let margin = String(repeating: " ", count: max(0, 5 - number.count)) + number
    let blank = String(repeating: " ", count: margin.count)
    let carets =
      String(repeating: " ", count: indent) + String(repeating: "^", count: width)
    return "\(sentence)\n\(margin) | \(shown)\n\(blank) | \(carets)"
  }

  /// At most 100 columns of a line that hold the place; a cut end shows as "…".
  private static func window(
    _ line: String, column: Int, width: Int
  ) -> (shown: String, indent: Int, width: Int) {
    let room = 100
    let scalars = line.unicodeScalars.map { $0 == "\t" ? " " : Character($0) }
    let start = min(max(0, column - 1), scalars.count)
    var from = 0
    if start + min(width, room / 2) >= room { from = start - room / 2 }
    let to = min(scalars.count, from + room)
    var shown = String(scalars[from..<to])
    if from > 0 { shown = "…" + shown }
    if to < scalars.count { shown += "…" }
    return (shown, start - from + (from > 0 ? 1 : 0), max(1, min(width, to - start)))
  }

  /// All mistakes and warnings, then the sentence that ends them.
  package static func text(_ mistakes: [Mistake]) -> String {
    mistakes.map { $0.text + "\n" }.joined() + summary(mistakes) + "\n"
  }

  /// "4 mistakes in 1 file; nothing was run."
  package static func summary(_ mistakes: [Mistake]) -> String {
    let wrong = mistakes.filter { !$0.isWarning }
    let warnings = mistakes.count - wrong.count
    func counted(_ n: Int, _ noun: String) -> String { "\(n) \(noun)\(n == 1 ? "" : "s")" }
    let also = warnings == 0 ? "" : ", \(counted(warnings, "warning"))"
    if wrong.isEmpty { return "no mistakes\(also)." }
    let files = Set(wrong.filter { !$0.place.isFlag }.map(\.file)).count
    let flags = wrong.contains { $0.place.isFlag }
    let places = (files > 0 ? [counted(files, "file")] : []) + (flags ? ["the flags"] : [])
    return "\(counted(wrong.count, "mistake")) in \(places.joined(separator: " and "))\(also); "
      + "nothing was run."
  }

  /// `{"mistakes":[…]}` on one line.
  package static func json(_ mistakes: [Mistake]) -> String {
    JSONValue.object([("mistakes", .list(mistakes.map(\.json)))]).line + "\n"
  }
}
