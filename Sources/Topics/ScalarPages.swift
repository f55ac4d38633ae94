internal import Corpus

/// The cells of all scalars, in pages of 256 that are made when a text first needs them.
///
/// Each worker has its own: no locks, and most texts need five pages of 1 KiB. Making a page takes
/// about a millisecond.
final class ScalarPages {
  private let tokenisation: Tokenisation
  /// Class of each byte, see ``TokenReader/Byte``.
  let bytes: UnsafeMutablePointer<UInt8>
  /// 0x1100 pages of 256 cells; nil until needed.
  private let pages: UnsafeMutablePointer<UnsafeMutablePointer<UInt32>?>
  private static let pageCount = 0x1100
  /// The UTF-8 of scalars that are written as several.
  private var several: [UInt8] = []

  init(_ tokenisation: Tokenisation, forEntries: Bool) {
    self.tokenisation = tokenisation
    bytes = .allocate(capacity: 256)
    for byte in 0..<256 {
      bytes[byte] = TokenReader.classify(UInt8(byte), tokenisation, forEntries: forEntries)
    }
    pages = .allocate(capacity: Self.pageCount)
    pages.initialize(repeating: nil, count: Self.pageCount)
  }

  deinit {
    for page in 0..<Self.pageCount { pages[page]?.deallocate() }
    pages.deallocate()
    bytes.deallocate()
  }

  @inline(__always) func cell(_ scalar: UInt32) -> UInt32 {
    if let page = pages[Int(scalar >> 8)] { return page[Int(scalar & 255)] }
    return makePage(Int(scalar >> 8))[Int(scalar & 255)]
  }

  /// The cell of the scalar at `p`, one of two to four bytes, and its length.
  @inline(__always) func cell(at p: UnsafePointer<UInt8>) -> (cell: UInt32, length: Int) {
    let first = p[0]
    if first < 0xE0 { return (cell(UInt32(first & 31) &<< 6 | UInt32(p[1] & 63)), 2) }
    return longCell(at: p)
  }

  @inline(never) private func longCell(at p: UnsafePointer<UInt8>) -> (cell: UInt32, length: Int) {
    let (scalar, length) = UTF8Check.decode(p)
    return (cell(scalar), length)
  }

  /// Writes the key spelling of a word's cell; returns the number of bytes, at most 16.
  @inline(__always) func write(_ cell: UInt32, to out: UnsafeMutablePointer<UInt8>) -> Int {
    if cell & (ScalarCell.several | (ScalarCell.payload & ~0x7F)) == 0 {
      out[0] = UInt8(truncatingIfNeeded: cell)
      return 1
    }
    if cell & (ScalarCell.several | (ScalarCell.payload & ~0x7FF)) == 0 {
      out[0] = UInt8(truncatingIfNeeded: 0xC0 | (cell & ScalarCell.payload) &>> 6)
      out[1] = UInt8(truncatingIfNeeded: 0x80 | cell & 63)
      return 2
    }
    return writeLong(cell, to: out)
  }

  @inline(never) private func writeLong(_ cell: UInt32, to out: UnsafeMutablePointer<UInt8>) -> Int
  {
    if cell & ScalarCell.several == 0 {
      return UTF8Check.encode(cell & ScalarCell.payload, to: out)
    }
    return writeSeveral(cell, to: out)
  }

  private func writeSeveral(_ cell: UInt32, to out: UnsafeMutablePointer<UInt8>) -> Int {
    let start = Int(cell & ScalarCell.payload) >> 5
    let count = Int(cell & 31)
    for index in 0..<count { out[index] = several[start + index] }
    return count
  }

  @inline(never) private func makePage(_ number: Int) -> UnsafeMutablePointer<UInt32> {
    let page = UnsafeMutablePointer<UInt32>.allocate(capacity: 256)
    for low in 0..<256 {
      // Surrogates are no scalars, and stand in no valid text: separators.
      guard let scalar = Unicode.Scalar(UInt32(number << 8 | low)) else {
        page[low] = 0
        continue
      }
      let (kind, flags, written) = ScalarCell.make(scalar, tokenisation)
      var cell = kind.rawValue << 24 | flags
      if written.count > 1 {
        let start = several.count
        for scalar in written { append(scalar) }
        precondition(start < 1 << 16, "spellings of several letters outgrew their table")
        cell |= ScalarCell.several | UInt32(start << 5 | (several.count - start))
      } else {
        cell |= written.first ?? 0
      }
      page[low] = cell
    }
    pages[number] = page
    return page
  }

  private func append(_ scalar: UInt32) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4) { buffer in
      guard let out = buffer.baseAddress else { return }
      let count = UTF8Check.encode(scalar, to: out)
      several.append(contentsOf: UnsafeBufferPointer(start: out, count: count))
    }
  }
}
