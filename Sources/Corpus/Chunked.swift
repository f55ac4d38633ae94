/// A growing list in blocks: no doubling, so that a million rows never cost twice their size.
@frozen package struct Chunked<Element> {
  @usableFromInline var blocks: [[Element]] = []
  package private(set) var count = 0
  @usableFromInline static var shift: Int { 15 }

  package init() {}

  package mutating func append(_ element: Element) {
    if count & (1 << Self.shift - 1) == 0 {
      var block: [Element] = []
      block.reserveCapacity(1 << Self.shift)
      blocks.append(block)
    }
    blocks[blocks.count - 1].append(element)
    count += 1
  }

  @inlinable package subscript(index: Int) -> Element {
    get { blocks[index >> Self.shift][index & (1 << Self.shift - 1)] }
    set { blocks[index >> Self.shift][index & (1 << Self.shift - 1)] = newValue }
  }

  /// Walks the blocks in order.
  @inlinable package func forEach(_ body: (Int, Element) throws -> Void) rethrows {
    var index = 0
    for block in blocks {
      for element in block {
        try body(index, element)
        index += 1
      }
    }
  }
}

extension Chunked: Sendable where Element: Sendable {}
