import Corpus

/// The posts of a simulated study, one after the other in the order of time.
///
/// Each reply is a comment on the alter's latest post in the venue. Where there is none, and every
/// fourth time by chance, the alter first opens a thread there. Texts are of the post's true topic,
/// but for the coder's errors.
package struct SimulatedPosts {
  package struct Post: Sendable, Equatable {
    /// From 0.
    package let number: Int
    package let author: Int32
    package let venue: Int16
    /// Number of the answered post, -1 for one that opens a thread; and of the thread's first.
    package let parent: Int
    package let thread: Int
    package let parentOpens: Bool
    /// Milliseconds since 1970.
    package let createdAt: Int64
    /// What it is about; the number of topics for nothing.
    package let topic: Int8
    /// The reply it is; -1 for one that opens a thread.
    package let reply: Int
    /// Topics that its text shows to the coder, one bit each.
    package let shown: UInt32
    package let text: String
    package var opens: Bool { parent < 0 }
  }

  private let study: SimulatedStudy
  private let shares: [Double]
  private let places: [Int]
  private static let newThread = 0.25
  /// Posts are spread evenly from here over half a year, if nobody opened more threads than replies.
  private static let begin = Moment.Civil(year: 2024, month: 1, day: 1).asUTC
  private static let span = 182.0 * 86_400

  package init(_ study: SimulatedStudy) {
    self.study = study
    shares = study.settings.topics.map(\.value)
    places = study.settings.topics.map { SimulatedTexts.place(of: $0.name) }
  }

  private struct Latest {
    let post: Int
    let thread: Int
    var opens: Bool { post == thread }
  }

  /// Walks the posts; the same ones each time.
  package func walk(_ body: (Post) throws -> Void) rethrows {
    let replies = study.replies
    var order = Array(0..<Int32(replies.count))
    let shuffles = SimulationDraws.start(study.seed, "order")
    for place in order.indices.dropLast() {
      var draws = SimulationDraws(start: shuffles, number: place)
      order.swapAt(place, place + draws.below(order.count - place))
    }
    let start = SimulationDraws.start(study.seed, "post")
    let step = Self.span / Double(2 * replies.count + 1)
    let venues = study.venues.count
    var latest: [Int: Latest] = [:]
    var number = 0
    for index in order {
      let reply = replies[Int(index)]
      let place = Int(reply.alter) * venues + Int(reply.venue)
      var draws = SimulationDraws(start: start, number: number)
      var answered = latest[place]
      if answered == nil || draws.happens(Self.newThread) {
        let topic = draws.pick(shares)
        let (text, shown) = write(topic, &draws)
        try body(
          Post(
            number: number, author: reply.alter, venue: reply.venue, parent: -1, thread: number,
            parentOpens: false, createdAt: time(number, step), topic: Int8(topic), reply: -1,
            shown: shown, text: text))
        answered = Latest(post: number, thread: number)
        latest[place] = answered
        number += 1
        draws = SimulationDraws(start: start, number: number)
      }
      guard let answered else { continue }
      let (text, shown) = write(Int(reply.topic), &draws)
      try body(
        Post(
          number: number, author: reply.ego, venue: reply.venue, parent: answered.post,
          thread: answered.thread, parentOpens: answered.opens, createdAt: time(number, step),
          topic: reply.topic, reply: Int(index), shown: shown, text: text))
      latest[Int(reply.ego) * venues + Int(reply.venue)] = Latest(
        post: number, thread: answered.thread)
      number += 1
    }
  }

  private func time(_ number: Int, _ step: Double) -> Int64 {
    Self.begin + Int64(Double(number) * step) * 1000
  }

  /// A text on `topic`, and the topics that a coder without faults finds in it.
  private func write(_ topic: Int, _ draws: inout SimulationDraws) -> (String, UInt32) {
    var shown: UInt32 = 0
    let none = SimulatedTexts.topics.count
    let isMissed = draws.happens(study.settings.missed)
    let hasFalse = draws.happens(study.settings.falseAlarm)
    let told = topic < places.count && !isMissed ? topic : places.count
    if told < places.count { shown |= 1 << UInt32(told) }
    var text = sentence(told < places.count ? places[told] : none, &draws)
    if hasFalse, let other = wrongTopic(topic, &draws) {
      shown |= 1 << UInt32(other)
      text += ". " + sentence(places[other], &draws)
    }
    return (text, shown)
  }

  /// Another topic, by the topics' shares.
  private func wrongTopic(_ topic: Int, _ draws: inout SimulationDraws) -> Int? {
    var rest = shares
    if topic < rest.count { rest[topic] = 0 }
    let sum = rest.reduce(0, +)
    if sum <= 0 { return nil }
    let picked = draws.pick(rest.map { $0 / sum })
    return picked < rest.count ? picked : rest.lastIndex { $0 > 0 }
  }

  private func sentence(_ place: Int, _ draws: inout SimulationDraws) -> String {
    let all = SimulatedTexts.sentences[place]
    return all[draws.below(all.count)]
  }
}
