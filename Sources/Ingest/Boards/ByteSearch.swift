/// Finding a word in bytes, without strings.
extension RandomAccessCollection<UInt8> where Index == Int {
  /// Where `word` begins first, at or after `start` and before `start + limit`.
  func first(_ word: StaticString, from start: Int? = nil, limit: Int = .max) -> Int? {
    let begin = start ?? startIndex
    let last = endIndex - word.utf8CodeUnitCount
    guard begin <= last else { return nil }
    let stop = limit > last - begin ? last : begin + limit - 1
    var at = begin
    while at <= stop {
      if self[at] == word.utf8Start[0], holds(word, at: at) { return at }
      at += 1
    }
    return nil
  }

  /// Where `word` begins last.
  func last(_ word: StaticString) -> Int? {
    var at = endIndex - word.utf8CodeUnitCount
    while at >= startIndex {
      if self[at] == word.utf8Start[0], holds(word, at: at) { return at }
      at -= 1
    }
    return nil
  }

  /// Whether `word` stands at `index`.
  func holds(_ word: StaticString, at index: Int) -> Bool {
    guard index >= startIndex, index + word.utf8CodeUnitCount <= endIndex else { return false }
    for i in 0..<word.utf8CodeUnitCount where self[index + i] != word.utf8Start[i] { return false }
    return true
  }

  /// The number that the digits at `start` spell, if there are as many as `digits` allows.
  func number(at start: Int, digits: ClosedRange<Int>) -> Int? {
    var value = 0
    var count = 0
    while start + count < endIndex, self[start + count] >= 48, self[start + count] <= 57 {
      if count == digits.upperBound { return nil }
      value = value * 10 + Int(self[start + count] - 48)
      count += 1
    }
    return digits.contains(count) ? value : nil
  }

  /// The bytes from `start` until `stop`, at most `limit`, as text.
  func text(from start: Int, until stop: UInt8, limit: Int) -> String {
    let end = Swift.min(endIndex, start + limit)
    guard start < end else { return "" }
    return String(decoding: self[start..<end].prefix { $0 != stop }, as: UTF8.self)
  }
}
