import Corpus

/// How far packed data may grow before it is taken for a bomb.
package struct UnpackLimits: Sendable, Equatable {
  /// Most unpacked bytes for each packed byte of the whole file. Exports of text reach about 30.
  package var ratio: Int64
  /// Unpacked bytes that are always allowed, however small the file is.
  package var free: Int64
  /// Most members of one archive or folder.
  package var members: Int

  package init(ratio: Int64, free: Int64, members: Int) {
    self.ratio = ratio
    self.free = free
    self.members = members
  }

  /// 250-fold beyond 256 MiB; two million members.
  package static let usual = UnpackLimits(ratio: 250, free: 256 << 20, members: 2_000_000)

  /// Most bytes that `packed` bytes may unpack to.
  package func most(from packed: Int64) -> Int64 {
    let (product, overflow) = ratio.multipliedReportingOverflow(by: packed)
    return overflow ? .max : max(free, product)
  }

  /// - Throws: `Complaint` (65) when `unpacked` is past what `packed` bytes may hold.
  func check(unpacked: Int64, from packed: Int64) throws {
    guard unpacked > most(from: packed) else { return }
    throw Complaint(
      "unpacks to more than \(ratio) times its size, as an archive bomb does; "
        + "unpack it yourself, look at it, and give the files")
  }
}
