internal import Corpus
internal import Markup

/// Cuts a stream into lines, each readable for ``PostBatch/padding`` bytes past its end.
struct LinePieces {
  /// Longer lines are handed over as nil.
  let limit: Int

  /// Blank lines are passed over; a byte order mark is dropped. The body says whether to go on.
  func read(
    _ source: any ByteSource, _ body: (UnsafeBufferPointer<UInt8>?) throws -> Bool
  ) throws {
    var block = [UInt8](repeating: 0, count: 1 << 18)
    var pending: [UInt8] = []
    var isFirst = true
    var isDropping = false
    func take(_ line: inout [UInt8]) throws -> Bool {
      if isFirst, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
      isFirst = false
      if line.last == 13 { line.removeLast() }
      // Zeeschuimer and others let NULs through, which no JSON holds.
      if line.contains(0) { line.removeAll { $0 == 0 } }
      guard line.contains(where: { $0 > 32 }) else { return true }
      let count = line.count
      line.append(contentsOf: [UInt8](repeating: 0, count: PostBatch.padding))
      return try line.withUnsafeBufferPointer {
        try body(UnsafeBufferPointer(rebasing: $0[..<count]))
      }
    }
    while true {
      let count = try block.withUnsafeMutableBytes { try source.read(into: $0) }
      if count == 0 { break }
      var rest = block[..<count]
      while let end = rest.firstIndex(of: 10) {
        if isDropping {
          isDropping = false
        } else {
          pending.append(contentsOf: rest[..<end])
          if try !take(&pending) { return }
        }
        pending.removeAll(keepingCapacity: true)
        rest = rest[(end + 1)...]
      }
      if isDropping { continue }
      pending.append(contentsOf: rest)
      if pending.count > limit {
        isDropping = true
        pending.removeAll()
        if try !body(nil) { return }
      }
    }
    if !isDropping, !pending.isEmpty { _ = try take(&pending) }
  }
}

/// Makes cells valid: NULs are dropped, bytes that are no UTF-8 read U+FFFD.
enum TextRepair {
  /// - Returns: whether anything had to be done.
  static func repair(_ cells: inout [[UInt8]]) -> Bool {
    var isRepaired = false
    for i in cells.indices where repair(&cells[i]) { isRepaired = true }
    return isRepaired
  }

  private static func repair(_ cell: inout [UInt8]) -> Bool {
    var isRepaired = false
    if cell.contains(0) {
      cell.removeAll { $0 == 0 }
      isRepaired = true
    }
    if !cell.withUnsafeBufferPointer({ UTF8Check.isValid($0) }) {
      cell = Charset.utf8.decode(cell[...]).utf8
      isRepaired = true
    }
    return isRepaired
  }
}
