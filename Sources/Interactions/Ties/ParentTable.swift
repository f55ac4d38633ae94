import Corpus

/// Who wrote the posts that edges point to: the join of edges with posts on post keys.
///
/// Made from the edges (fewer than posts), so that a post that nobody answers costs a look at a
/// bit map and no more. 16 bytes a slot, at most half full; 96 bits of each key are compared.
struct ParentTable {
  /// No edge target, or a target that is no post of the data.
  static let missing: Int32 = -2

  private struct Entry {
    var low: UInt64
    /// Low half of the key's other lane; ``Key128`` makes its last bit 1, so that 0 is free.
    var tag: UInt32
    /// Account of the post; -1 is nobody, ``missing`` no such post.
    var account: Int32
  }

  /// Account of the post that each edge answers; -1: nobody's; ``missing``: not in the data.
  private var authors: [Int32]

  /// - Parameter isNeeded: whether an edge may become a tie at all.
  init(_ posts: PostTable, isNeeded: (PostTable.Edge) -> Bool) {
    let edges = posts.edges.slices
    var size = 16
    while size < posts.edges.count * 2 { size <<= 1 }
    let mask = size - 1
    // One bit for each of four times the slots: most keys that are not in the table miss it.
    var filter = [UInt64](repeating: 0, count: max(1, size / 16))
    let filterMask = filter.count * 64 - 1
    var entries = [Entry](
      repeating: Entry(low: 0, tag: 0, account: Self.missing),
      count: posts.edges.count == 0 ? 0 : size)
    // Until the last step: the slot of each edge's target.
    var slots = [Int32](repeating: Self.missing, count: posts.edges.count)
    authors = []
    if posts.edges.count == 0 { return }
    entries.withUnsafeMutableBufferPointer { entries in
      filter.withUnsafeMutableBufferPointer { filter in
        var number = -1
        for slice in edges {
          for edge in slice {
            number += 1
            let (low, tag) = (edge.target.low, UInt32(truncatingIfNeeded: edge.target.high))
            if tag == 0 || !isNeeded(edge) { continue }
            var at = Int(truncatingIfNeeded: low) & mask
            while entries[at].tag != 0, entries[at].tag != tag || entries[at].low != low {
              at = (at + 1) & mask
            }
            if entries[at].tag == 0 {
              entries[at] = Entry(low: low, tag: tag, account: Self.missing)
              let bit = Int(truncatingIfNeeded: low >> 24) & filterMask
              filter[bit >> 6] |= 1 << UInt64(bit & 63)
            }
            slots[number] = Int32(at)
          }
        }
        for slice in posts.rows.slices {
          for row in slice {
            let low = row.key.low
            let bit = Int(truncatingIfNeeded: low >> 24) & filterMask
            if filter[bit >> 6] >> UInt64(bit & 63) & 1 == 0 { continue }
            let tag = UInt32(truncatingIfNeeded: row.key.high)
            var at = Int(truncatingIfNeeded: low) & mask
            while entries[at].tag != 0, entries[at].tag != tag || entries[at].low != low {
              at = (at + 1) & mask
            }
            // The first of posts with one key is the parent.
            if entries[at].tag != 0, entries[at].account == Self.missing {
              entries[at].account = row.account
            }
          }
        }
      }
    }
    // Alone, so that the processor can wait for many slots at once.
    slots.withUnsafeMutableBufferPointer { slots in
      entries.withUnsafeBufferPointer { entries in
        for number in slots.indices where slots[number] >= 0 {
          slots[number] = entries[Int(slots[number])].account
        }
      }
    }
    authors = slots
  }

  /// Account of the post that an edge answers; -1: nobody's; ``missing``: it is not in the data.
  @inline(__always)
  func author(ofEdge number: Int) -> Int32 { authors[number] }
}
