/// A generator that gives the same numbers everywhere (Knuth's MMIX constants).
struct Dice {
  var state: UInt64

  /// - Parameter name: gives every test rolls of its own.
  init(_ name: String) {
    state = name.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) }
  }

  mutating func roll(_ sides: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(sides))
  }

  static let signs = Array("{}[]\",:\\0-\n <>/&;='".utf8) + [0, 0x0D, 0x80, 0xFF, 0xC3, 0xED]

  /// Changes a few bytes, mostly to ones that mean something: to another, gone, or doubled; now and
  /// then a run of them is gone, doubled or moved, or all that follows is gone.
  mutating func change(_ bytes: [UInt8], signs: [UInt8] = Dice.signs) -> [UInt8] {
    var bytes = bytes
    for _ in 0...roll(4) where !bytes.isEmpty {
      let at = roll(bytes.count)
      switch roll(8) {
      case 0, 1: bytes.remove(at: at)
      case 2, 3: bytes.insert(signs[roll(signs.count)], at: at)
      case 4: bytes[at] = UInt8(roll(256))
      case 5:
        let run = Array(bytes[at..<min(bytes.count, at + 1 + roll(40))])
        bytes.removeSubrange(at..<at + run.count)
        if roll(2) == 0 { bytes.insert(contentsOf: run, at: roll(bytes.count + 1)) }
      case 6:
        let run = Array(bytes[at..<min(bytes.count, at + 1 + roll(200))])
        bytes.insert(contentsOf: run, at: at)
      default: bytes[at] = signs[roll(signs.count)]
      }
    }
    return roll(8) == 0 ? Array(bytes[..<roll(bytes.count + 1)]) : bytes
  }
}
