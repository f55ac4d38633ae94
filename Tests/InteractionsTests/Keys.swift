import Corpus

/// A project without a key: ids as they are.
struct PlainIDs: Pseudonymiser {
  let keyID = "none"
  let isOn = false
  func pseudonym(
    space: IDSpace, platform: String, native: UnsafeBufferPointer<UInt8>
  ) -> [UInt8] { Array(native) }
}

/// A stand-in for the keyed one: other bytes for every space and platform, the same each time.
struct InventedKey: Pseudonymiser {
  let keyID = "invented"
  let isOn = true
  func pseudonym(
    space: IDSpace, platform: String, native: UnsafeBufferPointer<UInt8>
  ) -> [UInt8] {
    let key = Key128(native, space: UInt64(space.rawValue))
    let mixed = Key128("\(key.high) \(key.low) \(platform)", space: 7)
    let letters = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
    var out = [space.letter]
    for shift in 0..<13 { out.append(letters[Int(mixed.high >> UInt64(shift * 4) & 31)]) }
    for shift in 0..<13 { out.append(letters[Int(mixed.low >> UInt64(shift * 4) & 31)]) }
    return out
  }
}

extension Pseudonymiser {
  func text(_ space: IDSpace, _ platform: String, _ native: String) -> String {
    var copy = native
    return String(
      decoding: copy.withUTF8 { pseudonym(space: space, platform: platform, native: $0) },
      as: UTF8.self)
  }
}
