/// Names of accounts and keyed ids, as one thread needs them; remembers those of accounts.
///
/// With a key, an id becomes its pseudonym. Without one, ids stay as they are.
public final class KeyedIDs {
  public let pseudonymiser: any Pseudonymiser
  private var names: [Key128: [UInt8]] = [:]

  public init(_ pseudonymiser: any Pseudonymiser) { self.pseudonymiser = pseudonymiser }

  public var isOn: Bool { pseudonymiser.isOn }

  /// Key of an account for joins in this run.
  @inline(__always)
  public static func accountKey(
    _ id: UnsafeBufferPointer<UInt8>, platform: UInt64, isHandle: Bool
  ) -> Key128 {
    Key128(id, space: platform &+ (isHandle ? 0x48 : 0x41))
  }

  /// Space of a platform's ids in keys.
  public static func platformSpace(_ name: UnsafeBufferPointer<UInt8>) -> UInt64 {
    Key128(name, space: 0x5043).high
  }

  /// Appends the name of an account in outputs: its pseudonym, or the id itself where there is no
  /// key. A name is told apart from an equal one of another platform by who reads it.
  /// - Parameter isKeyed: the id is a pseudonym already.
  public func appendName(
    of id: UnsafeBufferPointer<UInt8>, key: Key128, platform: [UInt8], isHandle: Bool,
    isKeyed: Bool, to names: inout StringColumn
  ) {
    if isKeyed || !isOn { return names.append(id) }
    names.append(platform.withUnsafeBufferPointer { pseudonym(id, key, $0, isHandle) })
  }

  /// Pseudonym of an account id or folded handle, remembered under its key.
  public func pseudonym(
    _ id: UnsafeBufferPointer<UInt8>, _ key: Key128, _ platform: UnsafeBufferPointer<UInt8>,
    _ isHandle: Bool
  ) -> [UInt8] {
    if let known = names[key] { return known }
    if names.count > 1 << 18 { names.removeAll(keepingCapacity: true) }
    let made = pseudonymiser.pseudonym(
      space: isHandle ? .handle : .account, platform: String(decoding: platform, as: UTF8.self),
      native: id)
    names[key] = made
    return made
  }
}
