import Corpus

/// Long posts, which the archive keeps apart from the posts that they belong to, and without their
/// ids: they are found again by second and by how the text begins.
final class XNotes {
  private struct Note {
    let text: [UInt8]
    let shown: String
    let ordinal: Int64
    let input: Int32
    var isUsed = false
  }

  private var notes: [Note] = []
  private var bySecond: [Int64: [Int]] = [:]
  private var byPost: [[UInt8]: Int] = [:]
  /// Elements that were no notes.
  private var flaws: [SetAside] = []

  /// Reads the files of notes into memory.
  func load(_ export: any Export, _ parts: [XLayout.Part]) throws {
    for part in parts where part.member.size != 0 {
      try at(part.shown) {
        var elements = try XElements(export, part.member)
        while let (batch, list) = try elements.next() {
          for element in list { take(element, batch, part) }
        }
      }
    }
  }

  private func take(_ element: JSONElements.Element, _ batch: PostBatch, _ part: XLayout.Part) {
    var created: JSONScanner.Text?
    var text: JSONScanner.Text?
    var post: JSONScanner.Text?
    var scanner = JSONScanner(
      base: batch.base, at: element.range.lowerBound, end: element.range.upperBound)
    scanner.forEachKey { scanner, key in
      guard scanner.matches(key, "noteTweet") else { return scanner.skipValue() }
      scanner.forEachKey { scanner, key in
        if scanner.matches(key, "createdAt") {
          created = scanner.textOrSkip()
        } else if scanner.matches(key, "tweetId") {
          post = scanner.scalarOrSkip()?.text
        } else if scanner.matches(key, "core") {
          scanner.forEachKey { scanner, key in
            if scanner.matches(key, "text") {
              text = scanner.textOrSkip()
            } else {
              scanner.skipValue()
            }
          }
        } else {
          scanner.skipValue()
        }
      }
    }
    guard !scanner.failed, let text else {
      flaws.append(
        SetAside(
          input: part.member.input, member: part.shown, ordinal: element.ordinal,
          reason: scanner.tooDeep ? .tooDeep : scanner.failed ? .notJSON : .notARecord))
      return
    }
    let words = batch.trimmed(batch.replacing(XText.entities, in: batch.decoded(text)))
    notes.append(
      Note(
        text: Array(batch.bytes(words)), shown: part.shown, ordinal: element.ordinal,
        input: part.member.input))
    if let created, let time = XText.time(batch.bytes(batch.decoded(created))) {
      bySecond[time / 1000, default: []].append(notes.count - 1)
    }
    if let post { byPost[Array(batch.bytes(batch.decoded(post)))] = notes.count - 1 }
  }

  /// The long text of a post, which is used once.
  ///
  /// - Parameters:
  ///   - time: of the post, in milliseconds.
  ///   - text: what the archive kept of it, without entities.
  func longText(
    _ id: UnsafeBufferPointer<UInt8>, _ time: Int64, _ text: UnsafeBufferPointer<UInt8>
  ) -> [UInt8]? {
    if notes.isEmpty { return nil }
    if !byPost.isEmpty, let index = byPost[Array(id)] { return use(index) }
    guard let candidates = bySecond[time / 1000] else { return nil }
    for index in candidates where !notes[index].isUsed && Self.continues(notes[index].text, text) {
      return use(index)
    }
    return nil
  }

  private func use(_ index: Int) -> [UInt8] {
    notes[index].isUsed = true
    return notes[index].text
  }

  /// Whether `note` is the whole of which `text` is the beginning. Addressees in front, a link and
  /// dots at the end do not count, and links within may differ.
  static func continues(_ note: [UInt8], _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    note.withUnsafeBufferPointer { note in
      let whole = note[XText.addressees(note)...]
      var cut = text[XText.addressees(text)..<max(XText.addressees(text), XText.linksAtEnd(text))]
      while let last = cut.last, last <= 32 { cut = cut.dropLast() }
      if cut.count >= 3, cut.suffix(3).elementsEqual([0xE2, 0x80, 0xA6]) { cut = cut.dropLast(3) }
      while let last = cut.last, last <= 32 { cut = cut.dropLast() }
      if whole.starts(with: cut) { return !cut.isEmpty }
      let same = zip(whole, cut).prefix { $0 == $1 }.count
      let word = cut.prefix(same).lastIndex { $0 <= 32 }.map { $0 + 1 } ?? cut.startIndex
      return same >= 20 && PostBatch.stands("http", word, text)
    }
  }

  /// Notes that no post claimed, and elements that were none: one record each.
  func finish(_ batch: PostBatch) {
    for note in notes where !note.isUsed {
      flaws.append(
        SetAside(
          input: note.input, member: note.shown, ordinal: note.ordinal, reason: .noID,
          detail: "no post of this second begins so"))
    }
    batch.recordsRead += flaws.count
    batch.setAside.append(contentsOf: flaws)
    flaws = []
    notes = []
  }
}
