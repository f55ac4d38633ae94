/// Turns native ids into pseudonyms. The one implementation, HMAC-SHA256 with the project's key,
/// lives in Pipeline; a project without a key hands ids through and says why in its pipeline file.
public protocol Pseudonymiser: Sendable {
  /// Short id of the key ("k3f9a2c1"), the same for every stream made with it; "none" without key.
  var keyID: String { get }
  /// Whether ids really change.
  var isOn: Bool { get }
  /// Pseudonym of `native` in `space` (`account`, `handle`, `person`, `post`, `thread`, `member`) of
  /// `platform`. Same key and input, same output; 128 bits in 26 characters a–z, 2–7 behind a
  /// letter for the space. Handles are folded to lower case by the caller.
  func pseudonym(space: IDSpace, platform: String, native: UnsafeBufferPointer<UInt8>) -> [UInt8]
}

/// What an id names; pseudonyms of different spaces never meet.
public enum IDSpace: UInt8, Sendable, CaseIterable {
  case account, handle, person, post, thread, member
  /// The letter that opens a pseudonym of this space.
  public var letter: UInt8 { [UInt8]("ahpqtm".utf8)[Int(rawValue)] }
}
