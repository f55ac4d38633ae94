import Corpus
import Interactions

/// What authors wrote: counts by row of the profile table.
struct Writing {
  private static let millisecondsPerDay: Int64 = 86_400_000
  private static let noDay = Int32.min

  private let posts: PostTable
  private let slots: Slots
  private let topicCount: Int
  private let langCount: Int
  private var tokens: [Int]
  private var coded: [Int32]
  private var none: [Int32]
  private var replies: [Int32]
  private var firstAt: [Int64]
  private var lastAt: [Int64]
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
    tokens = [Int](repeating: 0, count: count)
    coded = [Int32](repeating: 0, count: count)
    none = coded
    replies = coded
    firstAt = [Int64](repeating: .max, count: count)
    lastAt = [Int64](repeating: .min, count: count)
    topics = [Int32](repeating: 0, count: count * topicCount)
    starts = [0]
    starts.reserveCapacity(count + 1)
    for row in slots.rows { starts.append(starts[starts.count - 1] + Int32(row.posts)) }
    days = [Int32](repeating: Self.noDay, count: Int(starts[count]))
    langs = [Int16](repeating: -1, count: langCount > 0 ? days.count : 0)
  }

  mutating func run(_ people: People, _ settings: InteractSettings) {
    let isChosen = ReplyHow.allCases.map { settings.chooses($0) }
    var next = starts
    posts.rows.walk { _, row in
      guard row.role == .sample, row.account >= 0 else { return }
      let person = people.personOfAccount[Int(row.account)]
      guard person >= 0 else { return }
      let slot = Int(slots.ofPerson[Int(person)])
      guard slot >= 0 else { return }
      tokens[slot] += Int(row.tokens)
      let place = Int(next[slot])
      next[slot] += 1
      if row.createdAt != PostRow.noTime {
        firstAt[slot] = min(firstAt[slot], row.createdAt)
        lastAt[slot] = max(lastAt[slot], row.createdAt)
        days[place] = Self.day(row.createdAt)
      }
      if langCount > 0 { langs[place] = row.lang }
      if row.isCoded {
        coded[slot] += 1
        if row.topics == 0 { none[slot] += 1 }
        var bits = row.topics
        while bits != 0 {
          topics[slot * topicCount + bits.trailingZeroBitCount] += 1
          bits &= bits - 1
        }
      }
      if row.edgeCount > 0, isReply(row, isChosen, settings.minConfidence) { replies[slot] += 1 }
    }
  }

  /// The UTC day, counted from 1970-01-01.
  private static func day(_ milliseconds: Int64) -> Int32 {
    let day = milliseconds / millisecondsPerDay
    return Int32(milliseconds % millisecondsPerDay < 0 ? day - 1 : day)
  }

  private func isReply(_ row: PostTable.Row, _ isChosen: [Bool], _ confidence: UInt8) -> Bool {
    for number in Int(row.edgeStart)..<Int(row.edgeStart) + Int(row.edgeCount) {
      let edge = posts.edges[number]
      if isChosen[Int(edge.how.rawValue)], edge.confidence >= confidence { return true }
    }
    return false
  }

  /// Fills the columns about posts.
  mutating func enter(_ rows: inout [ProfileTable.Row]) {
    var langPosts = [Int](repeating: 0, count: langCount)
    for slot in rows.indices {
      let range = Int(starts[slot])..<Int(starts[slot + 1])
      rows[slot].tokens = tokens[slot]
      rows[slot].replies = Int(replies[slot])
      rows[slot].activeDays = distinctDays(range)
      if firstAt[slot] != .max {
        rows[slot].firstAt = firstAt[slot]
        rows[slot].lastAt = lastAt[slot]
      }
      if coded[slot] > 0 {
        rows[slot].none = Int(none[slot])
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
