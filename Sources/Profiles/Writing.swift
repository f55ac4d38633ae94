import Corpus
import Interactions

/// What authors wrote: counts by row of the profile table.
struct Writing {
  private static let millisecondsPerDay: Int64 = 86_400_000
  private static let noDay = Int32.min

  private struct Sums {
    var firstAt = Int64.max
    var lastAt = Int64.min
    var tokens = 0
    var coded: Int32 = 0
    var none: Int32 = 0
    var replies: Int32 = 0
    /// Where the row's next post goes in the lists of days and languages.
    var next: Int32 = 0

    @inline(__always)
    mutating func take(_ row: PostTable.Row, _ isReply: Bool) {
      next += 1
      tokens += Int(row.tokens)
      if row.createdAt != PostRow.noTime {
        firstAt = min(firstAt, row.createdAt)
        lastAt = max(lastAt, row.createdAt)
      }
      if row.isCoded {
        coded += 1
        if row.topics == 0 { none += 1 }
      }
      if isReply { replies += 1 }
    }
  }

  private let posts: PostTable
  private let slots: Slots
  private let topicCount: Int
  private let langCount: Int
  private var sums: [Sums]
  /// Row-major: row × topic.
  private var topics: [Int32]
  /// Days and languages of posts, row after row.
  private var starts: [Int32]
  private var days: [Int32]
  private var langs: [Int16]

  init(_ posts: PostTable, _ slots: Slots) {
    self.posts = posts
    self.slots = slots
    let count = slots.rows.count
    topicCount = posts.topicNames.count
    langCount = posts.langs.count
    sums = [Sums](repeating: Sums(), count: count)
    topics = [Int32](repeating: 0, count: count * topicCount)
    starts = [0]
    starts.reserveCapacity(count + 1)
    for row in slots.rows { starts.append(starts[starts.count - 1] + Int32(row.posts)) }
    days = [Int32](repeating: Self.noDay, count: Int(starts[count]))
    langs = [Int16](repeating: -1, count: langCount > 0 ? days.count : 0)
    for slot in 0..<count { sums[slot].next = starts[slot] }
  }

  mutating func run(_ people: People, _ settings: InteractSettings) {
    let isChosen = ReplyHow.allCases.map { settings.chooses($0) }
    let edges = posts.edges.slices
    for row in posts.rows.slices.joined() {
      guard row.role == .sample, row.account >= 0 else { continue }
      let person = people.personOfAccount[Int(row.account)]
      guard person >= 0 else { continue }
      let slot = Int(slots.ofPerson[Int(person)])
      guard slot >= 0 else { continue }
      let isReply = row.edgeCount > 0 && isReply(row, edges, isChosen, settings.minConfidence)
      let place = Int(sums[slot].next)
      sums[slot].take(row, isReply)
      if row.createdAt != PostRow.noTime { days[place] = Self.day(row.createdAt) }
      if langCount > 0 { langs[place] = row.lang }
      if row.isCoded {
        var bits = row.topics
        while bits != 0 {
          topics[slot * topicCount + bits.trailingZeroBitCount] += 1
          bits &= bits - 1
        }
      }
    }
  }

  /// The UTC day, counted from 1970-01-01.
  private static func day(_ milliseconds: Int64) -> Int32 {
    let day = milliseconds / millisecondsPerDay
    return Int32(milliseconds % millisecondsPerDay < 0 ? day - 1 : day)
  }

  private func isReply(
    _ row: PostTable.Row, _ edges: [[PostTable.Edge]], _ isChosen: [Bool], _ confidence: UInt8
  ) -> Bool {
    let shift = Chunked<PostTable.Edge>.sliceShift
    for number in Int(row.edgeStart)..<Int(row.edgeStart) + Int(row.edgeCount) {
      let edge = edges[number >> shift][number & (1 << shift - 1)]
      if isChosen[Int(edge.how.rawValue)], edge.confidence >= confidence { return true }
    }
    return false
  }

  /// Fills the columns about posts.
  mutating func enter(_ rows: inout [ProfileTable.Row]) {
    var langPosts = [Int](repeating: 0, count: langCount)
    for slot in rows.indices {
      let range = Int(starts[slot])..<Int(starts[slot + 1])
      let sum = sums[slot]
      rows[slot].tokens = sum.tokens
      rows[slot].replies = Int(sum.replies)
      rows[slot].activeDays = distinctDays(range)
      if sum.firstAt != .max {
        rows[slot].firstAt = sum.firstAt
        rows[slot].lastAt = sum.lastAt
      }
      if sum.coded > 0 {
        rows[slot].none = Int(sum.none)
        rows[slot].topicPosts =
          topics[slot * topicCount..<(slot + 1) * topicCount].map { Int($0) }
      }
      if langCount > 0 {
        for lang in langs[range] where lang >= 0 { langPosts[Int(lang)] += 1 }
        rows[slot].langPosts = langPosts
        for lang in langs[range] where lang >= 0 { langPosts[Int(lang)] = 0 }
      }
    }
  }

  private mutating func distinctDays(_ range: Range<Int>) -> Int {
    days.withUnsafeMutableBufferPointer { all in
      var mine = UnsafeMutableBufferPointer(rebasing: all[range])
      mine.sort()
      var count = 0
      var last = Self.noDay
      for day in mine where day != last {
        count += 1
        last = day
      }
      return count
    }
  }
}
