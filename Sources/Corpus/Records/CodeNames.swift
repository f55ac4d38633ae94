import Synchronization

/// Numbers topic and subtopic names as streams bring them up; shared by threads.
///
/// The numbers follow first appearance, which depends on timing: carry the bits over with a
/// ``CodeMap`` before anything is written.
public final class CodeNames: Sendable {
  private struct State {
    var topics: [String] = []
    var subtopics: [String] = []
    var tooMany = false
  }
  private let state = Mutex(State())

  public init() {}

  public var topics: [String] { state.withLock { $0.topics } }
  public var subtopics: [String] { state.withLock { $0.subtopics } }
  /// More names came up than there are bits.
  public var isFull: Bool { state.withLock { $0.tooMany } }

  /// The number of a topic; nil where there are too many.
  public func bit(topic name: String) -> Int? {
    state.withLock { Self.bit(name, in: &$0.topics, most: 32, &$0.tooMany) }
  }

  func bit(subtopic name: String) -> Int? {
    state.withLock { Self.bit(name, in: &$0.subtopics, most: 64, &$0.tooMany) }
  }

  private static func bit(
    _ name: String, in list: inout [String], most: Int, _ tooMany: inout Bool
  ) -> Int? {
    if let known = list.firstIndex(of: name) { return known }
    guard list.count < most else {
      tooMany = true
      return nil
    }
    list.append(name)
    return list.count - 1
  }
}

/// Carries bits from one numbering of names to another.
public struct CodeMap: Sendable {
  private let target: [Int]
  /// Whether nothing changes.
  public let isIdentity: Bool

  /// - Parameter to: holds every name of `from`.
  public init(from: [String], to: [String]) {
    target = from.map { to.firstIndex(of: $0) ?? 0 }
    isIdentity = target == Array(from.indices)
  }

  public func carry(_ bits: UInt64) -> UInt64 {
    if bits == 0 || isIdentity { return bits }
    var carried: UInt64 = 0
    for (bit, place) in target.enumerated() where bits >> UInt64(bit) & 1 == 1 {
      carried |= 1 << UInt64(place)
    }
    return carried
  }
}
