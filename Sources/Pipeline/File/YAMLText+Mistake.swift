import Yams

extension YAMLText {
  /// What Yams throws, as a mistake with its place and a remedy where one is known.
  func syntaxMistake(_ error: any Error) -> Mistake {
    switch error {
    case YamlError.scanner(_, let problem, let mark, _),
      YamlError.parser(_, let problem, let mark, _):
      return syntaxMistake(problem, at: mark)
    case YamlError.composer(_, let problem, let mark, _):
      if problem.contains("another document") {
        return Mistake(
          .yamlSyntax, at: place(mark), path: "",
          "a second document begins here; one file holds one \(kind)")
      }
      if problem.contains("alias") {
        return Mistake(
          .yamlAnchor, at: place(mark), path: "",
          "an alias; \(kind) files have no anchors and aliases; write the value out, in quotes "
            + "if it begins with *")
      }
      return syntaxMistake(problem, at: mark)
    case YamlError.duplicatedKeysInMapping(let keys, let context):
      return duplicate(keys.sorted().first ?? "", first: context.mark)
    default:
      let start = Place(file: file, line: 1, column: 1)
      return Mistake(.yamlSyntax, at: start, path: "", "the file could not be read as YAML")
    }
  }

  private func place(_ mark: Mark, width: Int = 1) -> Place {
    // At the end of the file the mark may stand on a line after the last.
    let line = min(max(1, mark.line), max(1, lines.count))
    return Place(file: file, line: line, column: max(1, mark.column), width: width)
  }

  private func syntaxMistake(_ problem: String, at mark: Mark) -> Mistake {
    var place = place(mark)
    let scalars = Array(lines[place.line - 1].unicodeScalars)
    // libyaml points behind the sign of an alias or anchor.
    let isAfterSign = problem.contains("alphabetic or numeric character")
    if isAfterSign, place.column > 1 {
      place = Place(file: file, line: place.line, column: place.column - 1)
    }
    let sign = scalars.indices.contains(place.column - 1) ? scalars[place.column - 1] : nil
    let remedy: String
    switch sign {
    case "\t": remedy = "; indent with spaces, not with a tab"
    case _ where isAfterSign:
      remedy = "; put a value that begins with * or & in quotes"
    case "@", "`", "%": remedy = "; put a value that begins with this sign in quotes"
    case _ where problem.contains("mapping values are not allowed"):
      remedy = "; is the line above complete, and a text with ': ' in quotes?"
    case _ where problem.contains("expected <block end>"):
      remedy = "; does the indentation agree with the lines above?"
    default: remedy = ""
    }
    return Mistake(.yamlSyntax, at: place, path: "", "not YAML: \(problem)\(remedy)")
  }

  /// Yams gives the place of the first of two equal keys; the second is looked for by its
  /// indentation, and named when it stands on a line of its own.
  private func duplicate(_ key: String, first: Mark) -> Mistake {
    let head = String(repeating: " ", count: max(0, first.column - 1)) + key + ":"
    let later = lines.indices.first { $0 >= first.line && lines[$0].hasPrefix(head) }
    guard let later else {
      return Mistake(
        .duplicateKey, at: place(first, width: key.unicodeScalars.count), path: "",
        "'\(key)' is given twice in this section; keep one")
    }
    let second = Place(
      file: file, line: later + 1, column: first.column, width: key.unicodeScalars.count)
    return Mistake(
      .duplicateKey, at: second, path: "",
      "'\(key)' is given twice, also on line \(first.line); keep one")
  }
}
