/// Where keys are written that do not stand in the text as they are. Grows; 16 bytes behind the
/// last can always be read.
final class KeyBuffer {
  private struct Room {
    var base: UnsafeMutablePointer<UInt8>
    var capacity: Int
  }

  /// Behind a pointer, because a class's own variables are guarded at run time.
  private let room: UnsafeMutablePointer<Room>

  init() {
    let base = UnsafeMutablePointer<UInt8>.allocate(capacity: 512)
    base.initialize(repeating: 0, count: 512)
    room = .allocate(capacity: 1)
    room.initialize(to: Room(base: base, capacity: 512))
  }

  deinit {
    room.pointee.base.deallocate()
    room.deallocate()
  }

  @inline(__always) var base: UnsafeMutablePointer<UInt8> { room.pointee.base }

  /// Makes room for 32 bytes behind the first `count`, which are kept.
  @inline(__always) func reserve(behind count: Int) {
    if count &+ 32 > room.pointee.capacity { grow(keeping: count) }
  }

  @inline(never) private func grow(keeping count: Int) {
    let capacity = room.pointee.capacity * 2
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.initialize(repeating: 0, count: capacity)
    larger.update(from: room.pointee.base, count: count)
    room.pointee.base.deallocate()
    room.pointee = Room(base: larger, capacity: capacity)
  }
}

/// Copies what a reader finds; for entries, examples and tests.
struct TokenList: TokenSink {
  private(set) var tokens: [[UInt8]] = []
  /// Numbers of tokens that are still to be folded.
  private(set) var raw: Set<Int> = []
  /// Numbers of tokens before which a phrase ends.
  private(set) var pauses: Set<Int> = []

  mutating func token(_ key: TokenKey) {
    if key.isRaw { raw.insert(tokens.count) }
    tokens.append(key.array)
  }

  mutating func pause() { pauses.insert(tokens.count) }
}
