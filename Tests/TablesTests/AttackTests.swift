import Corpus
import Tables
import Testing

/// Corpora of many sizes from a fixed recurrence, so that some cells are hidden in most of them.
private func corpora() -> [Toy] {
  (0..<30).map { number in
    var state = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 &+ 11
    func next(_ n: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % n
    }
    var toy = Toy()
    if number % 3 == 0 { toy.topics = ["school"] }
    let people = 60 + 20 * (number % 8)
    for i in 0..<people {
      toy.person("p\(i + 1000)", [nil, "A", "A", "A", "B", "B", next(4) == 0 ? "C" : "A"][next(7)])
    }
    let names = toy.groups.keys.sorted()
    for _ in 0..<people * 8 {
      let (person, other) = (names[next(people)], names[next(people)])
      let topics = next(3) == 0 ? [toy.topics[next(toy.topics.count)]] : []
      let platform = next(30) == 0 ? "rare" : ["x", "forum"][next(2)]
      let type = next(40) == 0 ? "religious" : ["interest", "ethnic"][next(2)]
      toy.posts.append(
        .init(person: person, topics: topics, platform: platform, venueType: type))
      if person == other { continue }
      toy.ties.append(
        .init(ego: person, alter: other, topics: topics, platform: platform, venueType: type))
    }
    return toy
  }
}

/// Whoever knows the printed cells and that sums add up must not find a hidden one. Each test walks
/// the sums that hold in its table and asks whether all terms but the hidden one are shown.
@Suite struct `Nobody can compute a hidden cell` {
  private let settings = TableSettings(replicates: 20)

  private func isHidden(_ table: Table, _ keys: [String], _ column: String) -> Bool {
    table.cell(keys, column)?.isSuppressed ?? false
  }

  /// A sum with exactly one hidden term gives it away.
  private func expectSafe(_ hidden: [Bool], _ what: String) {
    #expect(hidden.count { $0 } != 1, "\(what)")
  }

  @Test func `from the groups and the margin of a topic`() throws {
    var met = 0
    for (number, toy) in corpora().enumerated() {
      let material = toy.material()
      for by in ["group", "venue-type", "platform"] {
        var settings = settings
        settings.by = [by]
        let table = try TopicPrevalence().build(material, settings)
        let topics = Array(Set(table.rows.map { $0.keys[0].id })).sorted()
        let levels = Array(Set(table.rows.map { $0.keys[2].id })).sorted()
        for column in ["posts", "post_share", "users", "user_share"] {
          for topic in topics {
            let hidden = levels.map { isHidden(table, [topic, by, $0], column) }
            if hidden.contains(true) { met += 1 }
            // A user of several venues is in several levels, and a share may be hidden for its base.
            if column == "posts" || column == "users" && by == "group" {
              expectSafe(hidden, "\(number) \(by) \(topic) \(column)")
            }
          }
          for level in levels {
            // One topic and none are all coded posts; more topics only cover the rest.
            guard toy.topics.count == 1, column == "posts" else { continue }
            let words = [toy.topics[0], "(none)"]
            let own = words.map { isHidden(table, [$0, by, level], column) }
            let base = words.allSatisfy { isHidden(table, [$0, by, level], "of_posts") }
            expectSafe(own + [base], "\(number) \(by) \(level)")
          }
        }
      }
    }
    #expect(met > 20)
  }

  @Test func `from the levels of several splits of all ties`() throws {
    var met = 0
    for (number, toy) in corpora().enumerated() {
      var settings = settings
      settings.by = ["topic", "venue-type", "platform"]
      let table = try InterethnicShare().build(toy.material(), settings)
      for column in ["ties", "interethnic", "share", "naive_bounds", "expected"] {
        let margin = isHidden(table, ["(all)", "(all)"], column)
        let splits = ["topic", "venue-type", "platform"].map { by in
          table.rows.filter { $0.keys[0].id == by }
            .map { isHidden(table, $0.keys.map(\.id), column) }
        }
        let adding = splits.dropFirst(toy.topics.count == 1 ? 0 : 1)
        for split in adding {
          if split.contains(true) { met += 1 }
          expectSafe(split + [margin], "\(number) \(column)")
          // One split against another, without the margin: all of this, less all of that but one.
          for other in adding where !other.contains(true) {
            expectSafe(split, "\(number) \(column)")
          }
        }
      }
    }
    #expect(met > 20)
  }

  @Test func `from the rows, columns, percentages and expectations of the mixing matrix`() throws {
    var met = 0
    for (number, toy) in corpora().enumerated() {
      let table = try MixingMatrixTable().build(toy.material(), settings)
      let alters = table.columns.map(\.id)
      let egos = Array(Set(table.rows.map { $0.keys[1].id })).sorted()
      for ego in egos {
        let row = alters.map { isHidden(table, ["(all)", ego, "ties"], $0) }
        expectSafe(row, "\(number) row \(ego)")
        if row.contains(true) {
          met += 1
          // A count and its percentage give the row.
          for (place, alter) in alters.dropLast().enumerated() {
            let share = isHidden(table, ["(all)", ego, "row_share"], alter)
            #expect(share == (row[place] || row[row.count - 1]))
          }
        }
      }
      for alter in alters {
        expectSafe(
          egos.map { isHidden(table, ["(all)", $0, "ties"], alter) }, "\(number) \(alter)")
      }
      let any = table.rows.contains {
        $0.keys[2].id == "ties" && $0.cells.contains(where: \.isSuppressed)
      }
      guard any else { continue }
      // Alone, the implied share tells of every cell; an expected value tells of its margins.
      for row in table.rows where row.keys[2].id == "implied_share" {
        for cell in row.cells { #expect(cell.isSuppressed || cell.state == .notApplicable) }
      }
      let total = isHidden(table, ["(all)", "(all)", "ties"], "(all)")
      for ego in egos where ego != "(all)" {
        for alter in alters where alter != "(all)" {
          for measure in ["expected", "residual"] {
            guard case .number? = table.cell(["(all)", ego, measure], alter)?.state else {
              continue
            }
            #expect(!total && !isHidden(table, ["(all)", ego, "ties"], "(all)"))
            #expect(!isHidden(table, ["(all)", "(all)", "ties"], alter))
            #expect(!isHidden(table, ["(all)", ego, "ties"], alter))
          }
        }
      }
    }
    #expect(met > 20)
  }
}
