/// What a pipeline file says, before anybody asks whether it makes sense: words, lists and maps with
/// their places. A word is text: `no`, `on` and `1e3` stay what was typed.
struct Written: Sendable, Equatable {
  indirect enum Content: Sendable, Equatable {
    case word(String)
    case list([Written])
    case map([Pair])
  }

  struct Pair: Sendable, Equatable {
    var key: String
    var keyPlace: Place
    var value: Written
  }

  var content: Content
  var place: Place
  /// Whether a word stood in quotes: `""` is an empty text, nothing at all is no value.
  var isQuoted = false

  var word: String? { if case .word(let word) = content { word } else { nil } }
  var list: [Written]? { if case .list(let list) = content { list } else { nil } }
  var pairs: [Pair]? { if case .map(let pairs) = content { pairs } else { nil } }
  /// `key:` with nothing behind it.
  var isNothing: Bool { word == "" && !isQuoted }

  /// "a list", for a sentence that says what stands there.
  var form: String {
    switch content {
    case .word: "a single value"
    case .list: "a list"
    case .map: "a section"
    }
  }

  subscript(key: String) -> Pair? { pairs?.first { $0.key == key } }

  /// The value of a flag or default: text as it stands, or a list or map in brackets.
  static func flag(_ text: String, at place: Place) -> Written {
    if text.hasPrefix("[") || text.hasPrefix("{"),
      case .success(let written) = YAMLText(text, file: place.file).read()
    {
      return written.moved(to: place)
    }
    return Written(content: .word(text), place: place, isQuoted: false)
  }

  private func moved(to place: Place) -> Written {
    var copy = self
    copy.place = place
    switch content {
    case .word: break
    case .list(let items): copy.content = .list(items.map { $0.moved(to: place) })
    case .map(let pairs):
      copy.content = .map(
        pairs.map { Pair(key: $0.key, keyPlace: place, value: $0.value.moved(to: place)) })
    }
    return copy
  }
}
