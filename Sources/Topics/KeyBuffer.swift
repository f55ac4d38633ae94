/// Where keys are written that do not stand in the text as they are. Grows; 16 bytes behind the
/// last can always be read.
final class KeyBuffer {
  private(set) var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int

  init() {
    capacity = 512
    base = .allocate(capacity: capacity)
    base.initialize(repeating: 0, count: capacity)
  }

  deinit { base.deallocate() }

  /// Makes room for 32 bytes behind the first `count`, which are kept.
  @inline(__always) func reserve(behind count: Int) {
    if count &+ 32 > capacity { grow(keeping: count) }
  }

  @inline(never) private func grow(keeping count: Int) {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
    larger.initialize(repeating: 0, count: capacity * 2)
    larger.update(from: base, count: count)
    base.deallocate()
    base = larger
    capacity *= 2
  }
}

/// Copies what a reader finds; for entries, examples and tests.
struct TokenList: TokenSink {
  private(set) var tokens: [[UInt8]] = []
  /// Numbers of tokens before which a phrase ends.
  private(set) var pauses: Set<Int> = []

  mutating func token(_ key: TokenKey) { tokens.append(key.array) }
  mutating func pause() { pauses.insert(tokens.count) }
}
