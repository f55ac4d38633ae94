import Corpus
import Testing

@testable import Pipeline

/// An invented frame: 300 posts, of which few people wrote most.
private func crowdedFrame() -> SampleFrame {
  var frame = SampleFrame(factors: 2)
  frame.names = [["none", "school", "school+work", "work"], ["A", "B", "C"]]
  var post = 0
  for user in 0..<60 {
    // 45 people wrote one post each; fifteen wrote 17: 45 + 255 = 300.
    for number in 0..<(user < 45 ? 1 : 17) {
      frame.ids.append("post \(post)")
      frame.users.append(Int32(user))
      let topic = [0, 0, 0, 1, 0, 3, 0, 1, 2, 0][(user * 3 + number) % 10]
      frame.levels[0].append(Int32(topic))
      frame.levels[1].append(Int32(user % 3))
      post += 1
    }
  }
  return frame
}

@Suite struct `Every draw of a coding sample` {
  @Test(arguments: [1, 2, 5])
  func `counts the posts without bias when people may give a few posts only`(limit: Int) throws {
    let frame = crowdedFrame()
    // Three totals that are known: all posts, those of the fifteen who wrote much, those on work.
    let isBusy = frame.users.map { $0 >= 45 }
    let isWork = frame.levels[0].map { $0 >= 2 }
    let truth = [300.0, 255, Double(isWork.count { $0 })]
    var sums = [0.0, 0, 0]
    var squares = sums
    var naive = 0.0
    let rounds = 800
    for seed in 0..<rounds {
      let draw = try SampleDraw(
        frame,
        SampleSettings(
          size: 40, by: [.label, .group], floors: [SampleFloor("label=6")], perUser: limit,
          minStratum: 5, seed: UInt64(seed)))
      #expect(draw.posts.count == 40)
      var estimates = [0.0, 0, 0]
      for post in draw.posts {
        estimates[0] += 1 / post.chance
        if isBusy[post.post] { estimates[1] += 1 / post.chance }
        if isWork[post.post] { estimates[2] += 1 / post.chance }
        let stratum = draw.strata[post.stratum]
        naive += Double(stratum.drawable) / Double(stratum.taken)
      }
      for place in 0..<3 {
        sums[place] += estimates[place]
        squares[place] += estimates[place] * estimates[place]
      }
    }
    for place in 0..<3 {
      let mean = sums[place] / Double(rounds)
      let variance = squares[place] / Double(rounds) - mean * mean
      let error = (variance / Double(rounds)).squareRoot()
      #expect(abs(mean - truth[place]) < 3.5 * error, "\(place): \(mean) ± \(error)")
    }
    // Without the chance of the first step the busy would be forgotten: 45 + 15 × limit posts.
    #expect(abs(naive / Double(rounds) - Double(45 + 15 * limit)) < 0.001)
  }

  @Test func `without a limit by person counts every stratum exactly`() throws {
    let frame = crowdedFrame()
    for seed in 0..<20 {
      let draw = try SampleDraw(
        frame, SampleSettings(size: 50, by: [.label, .group], minStratum: 5, seed: UInt64(seed)))
      var counted = [Double](repeating: 0, count: draw.strata.count)
      for post in draw.posts { counted[post.stratum] += 1 / post.chance }
      for (stratum, count) in zip(draw.strata, counted) {
        #expect(abs(count - Double(stratum.posts)) < 1e-9)
        #expect(stratum.posts == stratum.drawable)
      }
      #expect(draw.strata.reduce(0) { $0 + $1.posts } == 300)
    }
  }

  @Test func `takes each post as often as its chance says`() throws {
    var frame = SampleFrame(factors: 0)
    // One person with four posts, and two with one: at most two posts a person.
    for (user, posts) in [(0, 4), (1, 1), (2, 1)] {
      for number in 0..<posts {
        frame.ids.append("\(user)-\(number)")
        frame.users.append(Int32(user))
      }
    }
    var taken = [Int](repeating: 0, count: 6)
    for seed in 0..<4000 {
      let draw = try SampleDraw(frame, SampleSettings(size: 2, perUser: 2, seed: UInt64(seed)))
      for post in draw.posts {
        taken[post.post] += 1
        // Two of four can be drawn, and two of four are: (2/4)(2/4); the others 1 × 2/4.
        #expect(post.chance == (post.post < 4 ? 0.25 : 0.5))
      }
    }
    for post in 0..<6 {
      let chance = post < 4 ? 0.25 : 0.5
      let error = (chance * (1 - chance) / 4000).squareRoot()
      #expect(abs(Double(taken[post]) / 4000 - chance) < 4 * error, "\(post): \(taken[post])")
    }
  }

  @Test func `keeps to the limit by person`() throws {
    let frame = crowdedFrame()
    let draw = try SampleDraw(frame, SampleSettings(size: 200, perUser: 3))
    var count: [Int32: Int] = [:]
    for post in draw.posts { count[frame.users[post.post], default: 0] += 1 }
    // 45 + 15 × 3 posts can be drawn.
    #expect(draw.posts.count == 90)
    #expect(count.values.max() == 3)
    #expect(draw.notes.contains("only 90 posts can be drawn; all of them were taken"))
  }

  @Test func `does not hang on the order of the posts`() throws {
    let frame = crowdedFrame()
    var turned = frame
    turned.ids.reverse()
    turned.users = frame.users.reversed().map { 59 - $0 }
    for factor in 0..<2 {
      let last = Int32(frame.names[factor].count - 1)
      turned.names[factor].reverse()
      turned.levels[factor] = frame.levels[factor].reversed().map { last - $0 }
    }
    let settings = try SampleSettings(size: 60, by: [.label, .group], perUser: 4, seed: 3)
    let one = try SampleDraw(frame, settings)
    let other = try SampleDraw(turned, settings)
    #expect(one.posts.map { frame.ids[$0.post] } == other.posts.map { turned.ids[$0.post] })
    #expect(one.posts.map(\.chance) == other.posts.map(\.chance))
    #expect(one.strata == other.strata)
    let next = try SampleDraw(
      frame, SampleSettings(size: 60, by: [.label, .group], perUser: 4, seed: 4))
    #expect(one.posts.map(\.post) != next.posts.map(\.post))
  }

  @Test func `of two parts together is the smallest hashes of both`() throws {
    let frame = crowdedFrame()
    func draw(_ posts: Range<Int>, size: Int) throws -> [String] {
      var part = SampleFrame(factors: 0)
      part.ids = Array(frame.ids[posts])
      part.users = Array(frame.users[posts])
      return try SampleDraw(part, SampleSettings(size: size, seed: 9)).posts.map {
        part.ids[$0.post]
      }
    }
    let whole = try draw(0..<300, size: 30)
    let parts = try draw(0..<120, size: 30) + draw(120..<300, size: 30)
    #expect(Set(whole).isSubset(of: Set(parts)))
  }
}

@Suite struct `Every stratum of a coding sample` {
  @Test func `gets posts by its size, as Webster's method gives them`() {
    // Hand: 10 posts over 53, 24 and 23. Who gets one more has the largest size/(2n + 1): of the first
    // 53, 17.67, 10.6, 7.57, 5.89, 4.82; of the second 24, 8, 4.8; of the third 23, 7.67, 4.6. The ten
    // largest are six of the first (the last by 4.82 to 4.8), two of the second and two of the third.
    #expect(
      SampleStrata.shared(10, among: [0, 1, 2], least: [0, 0, 0], room: [53, 24, 23]) == [6, 2, 2])
    // No more than there is, and no less than the least.
    #expect(
      SampleStrata.shared(10, among: [0, 1, 2], least: [0, 0, 4], room: [4, 3, 90]) == [0, 0, 10])
    #expect(
      SampleStrata.shared(6, among: [0, 1], least: [1, 1, 7], room: [2, 30, 9]) == [1, 5, 7])
  }

  private func frame(_ counts: [(topic: String, group: String, posts: Int)]) -> SampleFrame {
    var frame = SampleFrame(factors: 2)
    for (topic, group, posts) in counts {
      for _ in 0..<posts {
        frame.ids.append("\(frame.ids.count)")
        frame.users.append(Int32(frame.users.count))
        for (factor, level) in [topic, group].enumerated() {
          if !frame.names[factor].contains(level) { frame.names[factor].append(level) }
          frame.levels[factor].append(Int32(frame.names[factor].firstIndex(of: level) ?? 0))
        }
      }
    }
    return frame
  }

  @Test func `that is too small is joined by the rule`() throws {
    let frame = frame([
      ("none", "A", 60), ("none", "B", 30), ("none", "C", 4),
      ("school", "A", 12), ("school", "B", 3), ("work", "A", 11),
      // To school (12 + 3 + 3 posts), which is rarer than work (11 + 6 + 3).
      ("school+work", "A", 2), ("school+work", "B", 1),
      // Too rare: other.
      ("identity", "B", 3), ("belonging", "C", 2),
      ("work", "C", 6),
    ])
    let draw = try SampleDraw(frame, SampleSettings(size: 40, by: [.label, .group]))
    let found = draw.strata.map { "\($0.name)=\($0.posts)" }
    // C has 4 + 2 + 6 = 12 posts and stays a level. none: C (4) takes B with it, the next smallest;
    // school: B (3 + 1) takes A (12 + 2); work: C (6) takes A (11).
    #expect(
      found == [
        "(other) | (joined)=5", "none | A=60", "none | (joined)=34", "school | (joined)=18",
        "work | (joined)=17",
      ])
    #expect(
      draw.notes.prefix(2) == [
        "label: sets of topics with fewer than 10 posts went to their rarest topic: 1",
        "label: levels with fewer than 10 posts went to (other): 2",
      ])
  }

  @Test func `keeps the floors of its margins, and two posts`() throws {
    let frame = frame([
      ("none", "A", 800), ("none", "B", 100), ("school", "A", 60), ("school", "B", 20),
      ("school+work", "A", 15),
    ])
    let settings = try SampleSettings(
      size: 100, by: [.label, .group],
      floors: ["label:school=30", "group:B=40", "stratum=5"].map { try SampleFloor($0) })
    let draw = try SampleDraw(frame, settings)
    func taken(_ isMeant: (String) -> Bool) -> Int {
      draw.strata.filter { isMeant($0.name) }.reduce(0) { $0 + $1.taken }
    }
    #expect(taken { $0.hasPrefix("school") } >= 30)
    #expect(taken { $0.hasSuffix("B") } >= 40)
    #expect(draw.strata.allSatisfy { $0.taken >= 5 })
    #expect(taken { _ in true } == 100)
  }

  @Test func `is refused where floors need more than the size`() throws {
    let frame = frame([("none", "A", 50), ("school", "A", 50)])
    let settings = try SampleSettings(
      size: 30, by: [.label, .group], floors: [SampleFloor("label=20")])
    let complaint = #expect(throws: Complaint.self) { try SampleDraw(frame, settings) }
    #expect(complaint?.status == .usage)
    #expect(complaint?.message.contains("need 40") == true)
  }

  @Test(arguments: ["label", "label=", "label=0", "colour=3", "stratum:x=3", "=4"])
  func `has floors that are written well`(text: String) {
    #expect(throws: Complaint.self) { try SampleFloor(text) }
  }

  @Test func `is of two factors at most, which floors must be of`() throws {
    #expect(throws: Complaint.self) {
      try SampleSettings(size: 10, by: [.label, .group, .language])
    }
    #expect(throws: Complaint.self) { try SampleSettings(size: 10, by: [.label, .label]) }
    #expect(throws: Complaint.self) { try SampleSettings(size: 0) }
    #expect(throws: Complaint.self) {
      try SampleSettings(size: 10, by: [.label], floors: [SampleFloor("group=3")])
    }
  }
}
