internal import Corpus

/// How many persons wrote in each thread, in bands.
///
/// Memory: 8 bytes a post, for one sort.
struct ThreadSizes {
  /// Persons of each band; behind them, ties whose thread is not known.
  static let bands = ["1-2", "3-5", "6-10", "11-50", "51+"]
  static let unknown = bands.count

  private let bandOfThread: [UInt8]

  /// Everybody who wrote in the thread, in the sample or as context; nobody's posts do not count.
  init(_ material: Material) {
    let posts = material.posts
    let personOfAccount = material.people.personOfAccount
    var words: [UInt64] = []
    posts.rows.walk { _, row in
      guard row.thread >= 0, row.account >= 0, personOfAccount.indices.contains(Int(row.account))
      else { return }
      let person = personOfAccount[Int(row.account)]
      if person >= 0 {
        words.append(UInt64(UInt32(bitPattern: row.thread)) << 32 | UInt64(UInt32(person)))
      }
    }
    words.sort()
    var persons = [Int](repeating: 0, count: posts.threadCount)
    var last: UInt64?
    for word in words where word != last {
      last = word
      let thread = Int(word >> 32)
      if persons.indices.contains(thread) { persons[thread] += 1 }
    }
    bandOfThread = persons.map { UInt8(Self.band($0)) }
  }

  private static func band(_ persons: Int) -> Int {
    switch persons {
    case ..<1: unknown
    case ...2: 0
    case ...5: 1
    case ...10: 2
    case ...50: 3
    default: 4
    }
  }

  /// Band of the thread that a post stands in; a tie read from records has no post (-1).
  func band(ofPost post: Int32, _ posts: PostTable) -> Int {
    guard post >= 0, Int(post) < posts.rows.count else { return Self.unknown }
    let thread = Int(posts.rows[Int(post)].thread)
    return bandOfThread.indices.contains(thread) ? Int(bandOfThread[thread]) : Self.unknown
  }
}
