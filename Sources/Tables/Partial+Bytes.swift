internal import Corpus

extension Partial {
  private static let mark = [UInt8]("schakel-partial-1\n".utf8)

  /// The bytes that a shard writes: the same for equal partials.
  ///
  /// After the mark come the layout, the width and the persons; numbers are LEB128, texts have
  /// their length before them, the cells of a person are differences from the one before.
  package func encode() -> [UInt8] {
    var bytes = Self.mark
    func put(_ number: Int) {
      var rest = UInt(bitPattern: number)
      while rest >= 0x80 {
        bytes.append(UInt8(rest & 0x7F) | 0x80)
        rest >>= 7
      }
      bytes.append(UInt8(rest))
    }
    func put(_ text: String) {
      put(text.utf8.count)
      bytes += Array(text.utf8)
    }
    put(layout)
    put(width)
    put(persons.count)
    for person in persons.indices {
      put(persons[person])
      let own = entries(person)
      put(own.count)
      var last = 0
      for entry in own {
        put(entry.cell - last)
        put(entry.count)
        last = entry.cell
      }
    }
    return bytes
  }

  /// Reads what ``encode()`` wrote. Throws when the bytes are no partial, or were cut off.
  package static func decode(_ bytes: [UInt8]) throws -> Partial {
    let broken = Complaint("these bytes are no partial, or end too early; make them again")
    guard bytes.starts(with: mark) else { throw broken }
    var at = mark.count
    func number(atMost limit: Int = .max) throws -> Int {
      var value: UInt = 0
      var shift: UInt = 0
      while at < bytes.count, shift < 63 {
        value |= UInt(bytes[at] & 0x7F) << shift
        at += 1
        if bytes[at - 1] < 0x80 {
          guard value <= UInt(limit) else { throw broken }
          return Int(value)
        }
        shift += 7
      }
      throw broken
    }
    func text() throws -> String {
      let length = try number()
      guard length <= bytes.count - at,
        let text = String(validating: bytes[at..<at + length], as: UTF8.self)
      else { throw broken }
      at += length
      return text
    }
    var partial = Partial.zero(layout: try text(), width: try number())
    for _ in 0..<(try number(atMost: bytes.count)) {
      let name = try text()
      var own: [Entry] = []
      var last = -1
      for _ in 0..<(try number(atMost: bytes.count)) {
        let step = try number(atMost: partial.width)
        let cell = max(last, 0) + step
        let count = try number()
        guard cell > last, cell < partial.width, count > 0 else { throw broken }
        own.append(Entry(cell: cell, count: count))
        last = cell
      }
      guard !own.isEmpty, partial.append(person: name, own) else { throw broken }
    }
    guard at == bytes.count else { throw broken }
    return partial
  }
}
