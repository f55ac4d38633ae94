import Corpus
import Foundation
import Tables
import Testing

/// What somebody can work out who has the CSV files of a release and knows how its numbers hang
/// together. Written apart from the code that hides: it reads bytes, and knows no key of it.
struct PrintedRelease {
  /// A linear statement about numbers: Σ sign × number = 0, or ≥ 0.
  struct Statement {
    var terms: [(name: String, sign: Double)]
    var isEquation: Bool
  }

  /// Of every number its true value, and those that are printed or follow from a percentage.
  private(set) var truth: [String: Double] = [:]
  private(set) var shown: [String: Double] = [:]
  /// Counts that stand in a cell; each must be shown or have a wide range.
  private(set) var counts: Set<String> = []
  private(set) var statements: [Statement] = []
  /// Values of T6 are shown although something that they rest on is hidden.
  private(set) var broken: [String] = []
  /// Matrices that are not whole and show the share they imply; whether nobody has several groups.
  private var implying: [(place: String, unmixed: Bool)] = []
  /// Those of them that T5 does not tell.
  var impliedShares: [String] {
    implying.filter { !$0.unmixed || !toldShares.contains($0.place) }.map(\.place)
  }
  /// Where T5 shows the share of interethnic ties.
  private var toldShares: Set<String> = []

  private typealias Rows = [[String]: [String: [String]]]

  /// Fields of the tidy form: row labels, then the column, then value, low, high, text, flag, reason.
  private static func rows(_ table: Table) -> Rows {
    let text = String(decoding: TidyCSV().write(table, context: TableContext()), as: UTF8.self)
    var rows: Rows = [:]
    for line in text.split(separator: "\n").dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      rows[Array(fields.dropLast(7)), default: [:]][fields[fields.count - 7]] = Array(
        fields.suffix(6))
    }
    return rows
  }

  private mutating func put(_ name: String, _ value: Double?, _ isTrue: Bool) {
    guard let value else { return }
    if isTrue {
      if let known = truth[name] { #expect(near(known, value, 1e-7), "\(name)") }
      truth[name] = value
    } else {
      shown[name] = value
    }
  }

  private mutating func equation(_ whole: String, _ parts: [String]) {
    guard !parts.isEmpty else { return }
    statements.append(
      Statement(terms: [(whole, -1)] + parts.map { ($0, 1) }, isEquation: true))
  }

  /// Parts that overlap: each at most the whole, and the whole at most their sum.
  private mutating func overlap(_ whole: String, _ parts: [String]) {
    for part in parts { atMost(part, whole) }
    statements.append(
      Statement(terms: parts.map { ($0, 1) } + [(whole, -1)], isEquation: false))
  }

  private mutating func atMost(_ small: String, _ large: String) {
    statements.append(Statement(terms: [(large, 1), (small, -1)], isEquation: false))
  }

  private static func number(_ fields: [String]?, _ place: Int = 0) -> Double? {
    fields.flatMap { Double($0[place]) }
  }

  // MARK: - T3

  mutating func addTopics(_ open: Table, _ closed: Table, by split: String, topics: [String]) {
    let all = Self.rows(open)
    func name(_ word: String, _ topic: String, _ level: String) -> String {
      "\(word)|\(topic)|\(level == "(all)" ? level : split + "/" + level)"
    }
    for (rows, isTrue) in [(all, true), (Self.rows(closed), false)] {
      for (keys, cells) in rows {
        let (topic, level) = (keys[0], keys[2])
        for (count, base, share, word) in [
          ("posts", "of_posts", "post_share", "P"), ("users", "of_users", "user_share", "U"),
        ] {
          let (own, whole) = (name(word, topic, level), name(word, "*", level))
          put(own, Self.number(cells[count]), isTrue)
          put(whole, Self.number(cells[base]), isTrue)
          counts.formUnion([own, whole])
          guard !isTrue, let share = Self.number(cells[share]) else { continue }
          if let count = shown[own], share > 0 { put(whole, count / share, false) }
          if let base = shown[whole] { put(own, base * share, false) }
        }
      }
    }
    let levels = Set(all.keys.map { $0[2] }).subtracting(["(all)"]).sorted()
    for topic in ["*", "(none)"] + topics {
      for level in levels + ["(all)"] {
        atMost(name("U", topic, level), name("P", topic, level))
      }
      equation(name("P", topic, "(all)"), levels.map { name("P", topic, $0) })
      if split == "group" {
        equation(name("U", topic, "(all)"), levels.map { name("U", topic, $0) })
      } else {
        overlap(name("U", topic, "(all)"), levels.map { name("U", topic, $0) })
      }
    }
    for level in levels + ["(all)"] {
      let any = name("P", "any", level)
      truth[any] = (truth[name("P", "*", level)] ?? 0) - (truth[name("P", "(none)", level)] ?? 0)
      equation(name("P", "*", level), [any, name("P", "(none)", level)])
      overlap(any, topics.map { name("P", $0, level) })
      overlap(name("U", "*", level), (topics + ["(none)"]).map { name("U", $0, level) })
    }
  }

  // MARK: - T5

  mutating func addShares(_ open: Table, _ closed: Table, topics: [String]) {
    let all = Self.rows(open)
    func slot(_ keys: [String]) -> String {
      keys[0] == "(all)" ? "(all)" : keys.joined(separator: "/")
    }
    for (rows, isTrue) in [(all, true), (Self.rows(closed), false)] {
      for (keys, cells) in rows {
        let own = slot(keys)
        for word in ["ties", "egos", "alters"] {
          put("\(word)|\(own)", Self.number(cells[word]), isTrue)
          counts.insert("\(word)|\(own)")
        }
        counts.insert("inter|\(own)")
        put("inter|\(own)", Self.number(cells["interethnic"]), isTrue)
        let share = Self.number(cells["share"])
        let ties = Self.number(cells["ties"]) ?? shown["ties|\(own)"]
        if let known = Self.number(cells["known_share"]), let ties {
          put("known|\(own)", known * ties, isTrue)
        }
        if isTrue, Self.number(cells["interethnic"]) == nil { put("inter|\(own)", 0, true) }
        guard !isTrue else { continue }
        if share != nil { toldShares.insert(own) }
        if let inter = shown["inter|\(own)"], let share, share > 0 {
          put("known|\(own)", inter / share, false)
        }
        if let known = shown["known|\(own)"], let share {
          put("inter|\(own)", known * share, false)
        }
        if let low = Self.number(cells["naive_bounds"], 1),
          let high = Self.number(cells["naive_bounds"], 2)
        {
          if let ties = shown["ties|\(own)"] {
            put("inter|\(own)", low * ties, false)
            put("known|\(own)", ties - (high - low) * ties, false)
          } else {
            // Three shares of one unknown number: its parts would follow from any count.
            broken.append(own)
          }
        }
      }
    }
    let slots = all.keys.map(slot).sorted()
    for slot in slots {
      atMost("known|\(slot)", "ties|\(slot)")
      atMost("inter|\(slot)", "known|\(slot)")
      atMost("egos|\(slot)", "ties|\(slot)")
      atMost("alters|\(slot)", "ties|\(slot)")
    }
    for split in ["venue-type/", "platform/", "topic/"] {
      let own = slots.filter { $0.hasPrefix(split) }
      guard !own.isEmpty else { continue }
      for word in ["egos", "alters"] { overlap("\(word)|(all)", own.map { "\(word)|\($0)" }) }
      for word in ["ties", "known", "inter"] {
        if split != "topic/" {
          equation("\(word)|(all)", own.map { "\(word)|\($0)" })
          continue
        }
        let none = own.filter { $0 == "topic/(none)" }.map { "\(word)|\($0)" }
        let any = "\(word)|any"
        truth[any] = (truth["\(word)|(all)"] ?? 0) - (none.first.flatMap { truth[$0] } ?? 0)
        equation("\(word)|(all)", none + [any])
        overlap(any, own.filter { $0 != "topic/(none)" }.map { "\(word)|\($0)" })
      }
    }
  }

  // MARK: - T6

  mutating func addMatrix(_ open: Table, _ closed: Table, unmixed: Bool) {
    let all = Self.rows(open)
    let alters = open.columns.map(\.id).filter { $0 != "(all)" }
    let slots = Set(all.keys.map { $0[0] }).sorted()
    func name(_ slot: String, _ ego: String, _ alter: String) -> String {
      let slot = slot == "(all)" ? slot : "topic/" + slot
      return ego == "(all)" && alter == "(all)" ? "ties|\(slot)" : "M|\(slot)|\(ego)|\(alter)"
    }
    for (rows, isTrue) in [(all, true), (Self.rows(closed), false)] {
      for (keys, cells) in rows where keys[2] == "ties" {
        for alter in alters + ["(all)"] {
          let own = name(keys[0], keys[1], alter)
          put(own, Self.number(cells[alter]), isTrue)
          counts.insert(own)
        }
      }
    }
    for (keys, cells) in Self.rows(closed) where keys[2] == "row_share" {
      for alter in alters {
        guard let share = Self.number(cells[alter]) else { continue }
        let (own, row) = (name(keys[0], keys[1], alter), name(keys[0], keys[1], "(all)"))
        if let count = shown[own], share > 0 { put(row, count / share, false) }
        if let base = shown[row] { put(own, base * share, false) }
      }
    }
    for slot in slots {
      for one in alters + ["(all)"] {
        equation(name(slot, one, "(all)"), alters.map { name(slot, one, $0) })
        equation(name(slot, "(all)", one), alters.map { name(slot, $0, one) })
      }
      // An expected value or residual gives away what it rests on: its own cell, the margins, and
      // the row and column of the unknown that are taken out of them.
      for (keys, cells) in Self.rows(closed)
      where keys[0] == slot && ["expected", "residual"].contains(keys[2]) {
        for alter in alters where cells[alter].map({ Double($0[0]) != nil }) ?? false {
          let ego = keys[1]
          var rests = [(ego, alter), (ego, "(all)"), ("(all)", alter), ("(all)", "(all)")]
          if alters.contains("(unknown)") {
            rests += [
              (ego, "(unknown)"), ("(unknown)", alter), ("(unknown)", "(all)"),
              ("(all)", "(unknown)"), ("(unknown)", "(unknown)"),
            ]
          }
          if rests.contains(where: { shown[name(slot, $0.0, $0.1)] == nil }) {
            broken.append("\(slot) \(ego) \(alter) \(keys[2])")
          }
        }
      }
      // The share that the diagonal implies tells of every cell, unless T5 tells it anyway.
      let isWhole = (alters + ["(all)"]).allSatisfy { ego in
        (alters + ["(all)"]).allSatisfy { shown[name(slot, ego, $0)] != nil }
      }
      let place = slot == "(all)" ? slot : "topic/" + slot
      let implied = Self.rows(closed).filter { $0.key[0] == slot && $0.key[2] == "implied_share" }
        .flatMap { $0.value.values }.contains { Double($0[0]) != nil }
      if implied, !isWhole { implying.append((place, unmixed)) }
      let label = slot == "(all)" ? slot : "topic/" + slot
      let known = alters.filter { $0 != "(unknown)" }
      let cells = known.flatMap { ego in known.map { (ego, $0) } }
      if truth["known|\(label)"] != nil {
        equation("known|\(label)", cells.map { name(slot, $0.0, $0.1) })
        if unmixed {
          equation(
            "inter|\(label)", cells.filter { $0.0 != $0.1 }.map { name(slot, $0.0, $0.1) })
        }
      }
    }
    guard slots.contains("(all)") || truth["M|(all)|\(alters[0])|\(alters[0])"] != nil,
      slots != ["(all)"]
    else { return }
    for ego in alters {
      for alter in alters {
        let own = slots.filter { $0 != "(all)" }
        let none = own.filter { $0 == "(none)" }.map { name($0, ego, alter) }
        let whole = name("(all)", ego, alter)
        let any = "M|any|\(ego)|\(alter)"
        truth[any] = (truth[whole] ?? 0) - (none.first.flatMap { truth[$0] } ?? 0)
        equation(whole, none + [any])
        overlap(any, own.filter { $0 != "(none)" }.map { name($0, ego, alter) })
      }
    }
  }

  // MARK: - The attack

  var hidden: [String] { counts.filter { shown[$0] == nil && truth[$0] != nil }.sorted() }

  /// Statements that the truth breaks: the test itself would be wrong.
  var falseStatements: Int {
    statements.count { statement in
      let sum = statement.terms.reduce(0) { $0 + $1.sign * (truth[$1.name] ?? 0) }
      return statement.isEquation ? abs(sum) > 1e-6 : sum < -1e-6
    }
  }

  /// Outer bounds of every number by tightening one statement after another.
  func bounds() -> [String: (low: Double, high: Double)] {
    var bounds: [String: (low: Double, high: Double)] = [:]
    for name in truth.keys {
      bounds[name] = shown[name].map { ($0, $0) } ?? (0, .infinity)
    }
    var (isChanging, rounds) = (true, 0)
    while isChanging, rounds < 200 {
      (isChanging, rounds) = (false, rounds + 1)
      for statement in statements {
        for term in statement.terms where shown[term.name] == nil {
          // sign × x = (≥) − Σ of the others.
          var (low, high) = (0.0, 0.0)
          for other in statement.terms where other.name != term.name {
            let own = bounds[other.name] ?? (0, .infinity)
            low += other.sign > 0 ? -own.high : own.low
            high += other.sign > 0 ? -own.low : own.high
          }
          var own = bounds[term.name] ?? (0, .infinity)
          let before = own
          if term.sign > 0 {
            own.low = max(own.low, low)
            if statement.isEquation { own.high = min(own.high, high) }
          } else {
            own.high = min(own.high, -low)
            if statement.isEquation { own.low = max(own.low, -high) }
          }
          if own.low > before.low + 1e-6 || own.high < before.high - 1e-6 {
            bounds[term.name] = own
            isChanging = true
          }
        }
      }
    }
    return bounds
  }

  /// One line for `Tests/check_protection.py`: inequalities get a number of their own.
  func line(_ name: String, needed: Double) throws -> String {
    var names = truth.keys.sorted()
    var values = names.map { truth[$0] ?? 0 }
    var number: [String: Int] = [:]
    for (place, name) in names.enumerated() { number[name] = place }
    var isHidden = names.map { shown[$0] == nil }
    var sums: [[Int]] = []
    for statement in statements {
      var parts = statement.terms.filter { $0.sign > 0 }.compactMap { number[$0.name] }
      var wholes = statement.terms.filter { $0.sign < 0 }.compactMap { number[$0.name] }
      if !statement.isEquation {
        wholes.append(values.count)
        names.append("")
        isHidden.append(true)
        values.append(
          parts.reduce(0) { $0 + values[$1] } - wholes.dropLast().reduce(0) { $0 + values[$1] })
      }
      if wholes.count > 1 {
        // parts = whole + rest: one large, several small.
        guard parts.count == 1 else {
          let sum = values.count
          names.append("")
          isHidden.append(true)
          values.append(parts.reduce(0) { $0 + values[$1] })
          sums.append([sum] + parts)
          sums.append([sum] + wholes)
          continue
        }
        swap(&parts, &wholes)
      }
      sums.append(wholes + parts)
    }
    let hiddenNumbers = values.indices.filter { isHidden[$0] }
    let object: [String: Any] = [
      "name": name, "values": values, "hidden": hiddenNumbers,
      "needed": hiddenNumbers.map { counts.contains(names[$0]) ? needed : 0 },
      "sums": sums, "covers": [[Int]](),
    ]
    let data = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])
    return String(decoding: data, as: UTF8.self)
  }
}
