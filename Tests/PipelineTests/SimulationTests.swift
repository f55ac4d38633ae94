import Corpus
import Testing

@testable import Pipeline

/// Σ (2i − n − 1) xᵢ / (n Σ x), x in increasing order, i from 1.
private func gini(_ values: [Double]) -> Double {
  let n = Double(values.count)
  let weighted = values.sorted().enumerated().reduce(0) {
    $0 + (2 * Double($1.offset + 1) - n - 1) * $1.element
  }
  return weighted / (n * values.reduce(0, +))
}

private func large(_ change: (inout SimulationSettings) -> Void = { _ in }) throws
  -> SimulatedStudy
{
  var settings = SimulationSettings()
  settings.users = 6000
  settings.replies = 10
  change(&settings)
  return try SimulatedStudy(settings, seed: 3)
}

private func share<T>(_ list: [T], where holds: (T) -> Bool) -> Double {
  Double(list.count { holds($0) }) / Double(list.count)
}

@Suite struct `Every simulated study` {
  @Test func `is the same for the same settings and seed, and another for another seed`() throws {
    var settings = SimulationSettings()
    settings.users = 50
    let (a, b) = (try SimulatedStudy(settings, seed: 1), try SimulatedStudy(settings, seed: 1))
    #expect(a.persons == b.persons)
    #expect(a.replies == b.replies)
    #expect(try SimulatedStudy(settings, seed: 2).replies != a.replies)
    var (posts, again): ([SimulatedPosts.Post], [SimulatedPosts.Post]) = ([], [])
    SimulatedPosts(a).walk { posts.append($0) }
    SimulatedPosts(b).walk { again.append($0) }
    #expect(posts == again)
  }

  @Test(arguments: [0.3, 0.5, 0.7])
  func `has the inequality that was asked for`(wanted: Double) throws {
    let study = try large {
      $0.users = 20_000
      $0.replies = 0.5
      $0.gini = wanted
      $0.concentration = wanted
    }
    #expect(abs(gini(study.persons.prefix(20_000).map(\.activity)) - wanted) < 0.02)
    #expect(abs(gini(study.persons.map(\.popularity)) - wanted) < 0.02)
    let mean = study.persons.reduce(0) { $0 + $1.activity } / 20_000
    #expect(abs(mean - 1) < 0.06)
  }

  @Test func `has the homophily that was asked for`() throws {
    let study = try large()
    // By hand: D = 1 − .25 − .09 − .04 = .62. Identity adds .1 in a tenth of the replies; 2 of 16
    // venues add .3, and 1 adds .15: h̄ = .2 + .01 + .75/16 = .256875; .743125 · .62 = .4607375.
    let truth = SimulationEstimands(study.settings)
    #expect(abs(truth.chance - 0.62) < 1e-12)
    #expect(abs(truth.share - 0.4607375) < 1e-12)
    #expect(abs(truth.externalInternal + 0.078525) < 1e-12)
    let all = share(study.replies) { study.isInter($0) }
    #expect(abs(all - 0.4607375) < 0.012)
    // Identity: h = .2 + .1 + .046875 = .346875. Ethnic venues: .2 + .01 + .3 = .51.
    #expect(abs(truth.byTopic[3] - 0.653125 * 0.62) < 1e-12)
    #expect(abs(truth.byVenueType[1] - 0.49 * 0.62) < 1e-12)
    let identity = study.replies.filter { $0.topic == 3 }
    #expect(abs(share(identity) { study.isInter($0) } - 0.4049375) < 0.025)
    let ethnic = study.replies.filter { study.venues[Int($0.venue)] == 1 }
    #expect(abs(share(ethnic) { study.isInter($0) } - 0.3038) < 0.025)
    let null = try large { $0 = $0.withoutHomophily }
    #expect(abs(share(null.replies) { null.isInter($0) } - 0.62) < 0.012)
  }

  @Test func `has the groups, unknown alters, topics and venues that were asked for`() throws {
    let study = try large()
    let settings = study.settings
    for (number, group) in settings.groups.enumerated() {
      #expect(abs(share(study.persons) { Int($0.group) == number } - group.value) < 0.02)
    }
    #expect(abs(share(study.replies) { !study.persons[Int($0.alter)].isKnown } - 0.2) < 0.015)
    #expect(study.persons.prefix(6000).allSatisfy { $0.isKnown && $0.isUser })
    for (number, topic) in settings.topics.enumerated() {
      #expect(abs(share(study.replies) { Int($0.topic) == number } - topic.value) < 0.01)
    }
    #expect(abs(share(study.replies) { study.venues[Int($0.venue)] == 0 } - 6.0 / 16) < 0.01)
    #expect(abs(Double(study.replies.count) / 60_000 - 1) < 0.06)
    #expect(study.replies.allSatisfy { $0.ego != $0.alter && $0.ego < 6000 })
  }

  @Test func `has the coder's errors that were asked for`() throws {
    let study = try large { $0.users = 2000 }
    // School by hand: .2 · .9 + .05 · .2 · (.15/.6 · 1 + .25/.5 + .1/.65 + .05/.7 + .25/.75)
    let rest = 0.15 / 0.6 + 0.25 / 0.5 + 0.1 / 0.65 + 0.05 / 0.7 + 0.25 / 0.75
    let truth = SimulationEstimands(study.settings).codedPrevalence
    #expect(abs(truth[0] - (0.18 + 0.01 * rest)) < 1e-12)
    var (posts, coded) = (0, [0, 0, 0, 0, 0])
    var missed = (0, 0)
    SimulatedPosts(study).walk { post in
      posts += 1
      for topic in 0..<5 where post.shown >> UInt32(topic) & 1 == 1 { coded[topic] += 1 }
      if post.topic == 0 { missed.1 += 1 }
      if post.topic == 0, post.shown & 1 == 0 { missed.0 += 1 }
    }
    for topic in 0..<5 {
      #expect(abs(Double(coded[topic]) / Double(posts) - truth[topic]) < 0.01)
    }
    #expect(abs(Double(missed.0) / Double(missed.1) - 0.1) < 0.015)
  }

  @Test func `answers posts of the alter, in the venue of the reply, that were there before`()
    throws
  {
    let study = try large { $0.users = 80 }
    var posts: [SimulatedPosts.Post] = []
    SimulatedPosts(study).walk { posts.append($0) }
    var replies: Set<Int> = []
    for (number, post) in posts.enumerated() {
      #expect(post.number == number)
      #expect(post.createdAt >= (number > 0 ? posts[number - 1].createdAt : 0))
      if post.opens {
        #expect(post.thread == number && post.reply < 0)
        continue
      }
      let parent = posts[post.parent]
      let reply = study.replies[post.reply]
      #expect(post.parent < number && parent.thread == post.thread)
      #expect(parent.author == reply.alter && post.author == reply.ego)
      #expect(parent.venue == reply.venue && post.venue == reply.venue)
      #expect(post.parentOpens == parent.opens && post.topic == reply.topic)
      replies.insert(post.reply)
    }
    #expect(replies.count == study.replies.count)
  }

  @Test func `is refused where the settings make none, with the flag that is wrong`() throws {
    func flag(_ change: (inout SimulationSettings) -> Void) throws -> String? {
      var settings = SimulationSettings()
      change(&settings)
      do { try settings.check() } catch let complaint as Complaint {
        return complaint.status == .usage ? complaint.places.first : nil
      }
      return nil
    }
    #expect(try flag { _ in } == nil)
    #expect(try flag { $0.users = 1 } == "--users")
    #expect(try flag { $0.gini = 1 } == "--gini")
    #expect(try flag { $0.homophily = 0.6 } == "--homophily")
    #expect(try flag { $0.homophily = 0.05 } == "--homophily")
    #expect(try flag { $0.others = 0 } == "--unknown")
    #expect(try flag { $0.groups = [.init("a", 0.5), .init("b", 0.4)] } == "--groups")
    #expect(try flag { $0.groups = [.init("a,b", 0.5), .init("b", 0.5)] } == "--groups")
    #expect(try flag { $0.topics = [.init("weather", 0.5)] } == "--topics")
    #expect(try flag { $0.venues = [.init("interest", 0.5)] } == "--venues")
    #expect(try flag { $0.venueHomophily = [.init("pub", 0.1)] } == "--venue-homophily")
  }
}

@Suite struct `Every Monte Carlo figure` {
  @Test func `is a mean with its error, however the parts are combined`() {
    // 1, 2, 3, 6: mean 3, s² = 14/3, error √(14/12).
    var (a, b) = (MonteCarlo(), MonteCarlo())
    for value in [1.0, 2] { a.add(value) }
    for value in [3.0, 6] { b.add(value) }
    a.combine(b)
    #expect(a.mean == 3)
    #expect(abs(a.error - (14.0 / 12).squareRoot()) < 1e-12)
    #expect(MonteCarlo.text(-0.0449, 2) == "-0.04")
    #expect(MonteCarlo.text(12.345678, 4) == "12.3457")
    #expect(MonteCarlo.text(.nan, 2) == "")
    #expect(MonteCarlo.text(0.5, 0) == "1")
  }

  @Test func `of validation is the same for any number of threads, and bounds always hold`() throws
  {
    let validation = Validation(studies: 24, replicates: 50, draws: 49, seed: 1)
    let cell = Validation.Cell(users: 30, gini: 0.5, concentration: 0.7)
    let one = try validation.run(cell, jobs: 1)
    #expect(one == (try validation.run(cell, jobs: 3)))
    #expect(one.naiveHolds.count == 24 && one.naiveHolds.mean == 1)
    #expect(one.sharpHolds.count == 24 && one.sharpHolds.mean == 1)
    #expect(one.covers.allSatisfy { $0.count == 24 })
  }

  @Test func `replaces the block of a page and nothing else`() throws {
    let validation = Validation(studies: 2, replicates: 10, draws: 0, seed: 1)
    let report = ValidationReport(validation, [], command: "make validate")
    let page = "above\n<!-- figures: begin -->\nyesterday\n<!-- figures: end -->\nbelow\n"
    let new = try report.put(into: page)
    #expect(new.hasPrefix("above\n<!-- figures: begin -->\nMade by `make validate`"))
    #expect(new.hasSuffix("<!-- figures: end -->\nbelow\n") && !new.contains("yesterday"))
    #expect(throws: Complaint.self) { try report.put(into: "no marks") }
  }
}

@Suite struct `Every power analysis` {
  @Test func `gives narrower intervals and more power to more donors`() throws {
    var settings = SimulationSettings()
    settings.users = 40
    let analysis = try PowerAnalysis(settings, difference: 0.15, studies: 40, seed: 5)
    let (few, many) = (try analysis.row(users: 40, jobs: 1), try analysis.row(users: 160, jobs: 2))
    // Four times as many persons: about half the width.
    #expect(abs(many.egoWidth.mean / few.egoWidth.mean - 0.5) < 0.1)
    #expect(many.detects.mean > few.detects.mean)
    #expect(try analysis.row(users: 40, jobs: 2) == few)
    #expect(
      PowerAnalysis.line(few).split(separator: ",").count
        == PowerAnalysis.header.split(separator: ",").count)
  }

  @Test func `refuses a difference that the homophily has no room for`() {
    #expect(throws: Complaint.self) {
      try PowerAnalysis(SimulationSettings(), difference: 0.3, studies: 10, seed: 1)
    }
  }
}
