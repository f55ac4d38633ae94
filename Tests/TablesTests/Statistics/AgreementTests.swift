import Tables
import Testing

@Suite struct `Agreement between coders` {
  static let oracle = "agreement"

  /// A study of the oracle: values as categories in increasing order.
  struct Study {
    let ratings: Ratings
    let values: [Double]
    let expected: Oracle

    init(_ oracle: Oracle) throws {
      let coders = try oracle["coders_by_units"].list().map { coder in
        try coder.list().map { $0.isNull ? nil : try $0.number() }
      }
      let values = Set(coders.flatMap { $0 }.compactMap { $0 }).sorted()
      self.values = values
      ratings = Ratings(
        units: coders[0].indices.map { unit in
          coders.map { coder in coder[unit].flatMap { values.firstIndex(of: $0) } }
        }, categories: values.count)
      expected = oracle["expected"]
    }
  }

  @Test func `alpha is that of Krippendorff's own examples, at every level of measurement`() throws
  {
    let studies = try Oracle.named(Self.oracle)["krippendorff"].list()
    #expect(studies.count == 4)
    for oracle in studies {
      let study = try Study(oracle)
      let distances: [(String, AlphaDistance)] = [
        ("nominal", .nominal), ("ordinal", .ordinal), ("interval", .interval(study.values)),
        ("ratio", .ratio(study.values)),
      ]
      for (name, distance) in distances where study.expected[name].value is Double {
        let alpha = Alpha(study.ratings, distance).alpha
        expectClose(alpha, try study.expected[name].number())
        let printed = try oracle["published_rounded"][name].number()
        #expect(abs((alpha.value ?? .nan) - printed) <= 0.0005)
      }
    }
  }

  @Test func `coincidences and disagreements are those of section C`() throws {
    let oracle = try Oracle.named(Self.oracle)["krippendorff"][2]
    let alpha = Alpha(try Study(oracle).ratings)
    for (row, expected) in zip(
      alpha.coincidences, try oracle["coincidence_matrix"]["matrix"].list())
    {
      for (cell, expected) in zip(row, try expected.numbers()) { expectClose(cell, expected) }
    }
    for (total, expected) in zip(alpha.totals, try oracle["coincidence_matrix"]["n_c"].numbers()) {
      expectClose(total, expected)
    }
    expectClose(alpha.values, try oracle["coincidence_matrix"]["n"].number())
    #expect(alpha.units == 11)
    expectClose(alpha.observed, try oracle["Do_nominal"].number())
    expectClose(alpha.expected, try oracle["De_nominal"].number())
  }

  @Test func `coefficients of several coders and their errors are those that irrCAC prints`() throws
  {
    let oracle = try Oracle.named(Self.oracle)["krippendorff"][2]
    let ratings = try Study(oracle).ratings
    let coefficients: [(String, Agreement)] = [
      ("gwet", .gwetAC1(ratings)), ("fleiss", .fleiss(ratings)),
      ("krippendorff", .krippendorff(ratings)), ("conger", .conger(ratings)),
      ("bp", .brennanPrediger(ratings)),
    ]
    for (name, agreement) in coefficients {
      let printed = oracle["irrCAC"][name]
      let pairs: [(Estimated<Double>, String)] = [
        (agreement.value, "coefficient_value"), (agreement.standardError, "se"),
        (agreement.observed, "pa"), (agreement.expected, "pe"),
      ]
      for (value, key) in pairs {
        let expected = try printed[key].number()
        // Five decimals are printed.
        #expect(abs((value.value ?? .nan) - expected) <= 5.001e-6, "\(name) \(key)")
      }
    }
  }

  @Test func `coefficients of two coders are those of their table`() throws {
    let tables = try Oracle.named(Self.oracle)["two_rater"].list()
    #expect(tables.count == 4)
    for table in tables {
      let ratings = Ratings(table: try table["table_rows_rater1"].list().map { try $0.wholes() })
      let expected = table["expected"]
      let cohen = Agreement.cohen(ratings)
      expectClose(cohen.observed, try expected["po"].number())
      expectClose(cohen.value, try expected["kappa"].number())
      expectClose(cohen.standardError, try expected["kappa_se_fce1969"].number())
      expectClose(Agreement.conger(ratings).value, try expected["kappa"].number())
      expectClose(Agreement.fleiss(ratings).value, try expected["scott_pi"].number())
      expectClose(Agreement.gwetAC1(ratings).value, try expected["gwet_ac1"].number())
      expectClose(Alpha(ratings).alpha, try expected["krippendorff_alpha"].number())
      expectClose(
        Agreement.krippendorff(ratings).value, try expected["krippendorff_alpha"].number())
      expectClose(
        Agreement.brennanPrediger(ratings).value, try expected["brennan_prediger"].number())
    }
  }

  @Test func `values that are all alike have no alpha and no kappa, and agree by AC1`() {
    let ratings = Ratings(units: Array(repeating: [0, 0], count: 20), categories: 2)
    #expect(Alpha(ratings).alpha == .undefined(.noVariation))
    #expect(Agreement.cohen(ratings).value == .undefined(.noVariation))
    #expect(Agreement.conger(ratings).value == .undefined(.noVariation))
    expectClose(Agreement.gwetAC1(ratings).value, 1)
  }

  @Test func `units of one coder say nothing`() {
    let ratings = Ratings(units: [[0, nil], [nil, 1]], categories: 2)
    #expect(Alpha(ratings).alpha == .undefined(.noUnits))
    #expect(Agreement.gwetAC1(ratings).value == .undefined(.noUnits))
    #expect(Agreement.cohen(ratings).value == .undefined(.noUnits))
  }

  @Test func `sets are as far apart as Passonneau says`() {
    // {school}, {school, work}: one holds the other, J = 1/2. {school, work}, {work, leisure}: they
    // overlap, J = 1/3. {school}, {work}: disjoint.
    expectClose(SetDistance.masi.between(0b001, 0b011), 1 - 0.5 * 2 / 3)
    expectClose(SetDistance.masi.between(0b011, 0b110), 1 - 1.0 / 3 / 3)
    expectClose(SetDistance.masi.between(0b001, 0b010), 1)
    expectClose(SetDistance.masi.between(0b101, 0b101), 0)
    expectClose(SetDistance.masi.between(0, 0), 0)
    expectClose(SetDistance.masi.between(0, 1), 1)
    expectClose(SetDistance.jaccard.between(0b001, 0b011), 0.5)
    expectClose(SetDistance.jaccard.between(0b011, 0b110), 2.0 / 3)
  }

  @Test func `alpha of sets follows by hand from its distances`() {
    // Three units of two coders: {a}|{a}, {a}|{a,b}, {b}|{b}. Sets {a}: 3 values, {a,b}: 1, {b}: 2;
    // n = 6. Dₒ: the one pair {a}|{a,b}, twice, over 6: d/3. Dₑ: 2 (3·1·d + 3·2·1 + 1·2·d) / 30.
    // Jaccard d = 1/2: Dₒ = 1/6, Dₑ = 17/30, alpha = 1 − 5/17.
    // MASI d = 2/3: Dₒ = 2/9, Dₑ = 2 (6 + 10/3) / 30 = 28/45, alpha = 1 − 10/28.
    let ratings = Ratings(units: [[0, 0], [0, 1], [2, 2]], categories: 3)
    let sets: [UInt64] = [0b01, 0b11, 0b10]
    expectClose(Alpha(ratings, .sets(sets, .jaccard)).alpha, 12.0 / 17)
    expectClose(Alpha(ratings, .sets(sets, .masi)).alpha, 18.0 / 28)
  }

  @Test func `the bootstrap by unit is repeatable and holds the estimate`() throws {
    var series = Series(state: 5)
    let units: [[Int?]] = (0..<200).map { _ in
      let first = series.below(4) == 0 ? 1 : 0
      return [first, series.below(10) == 0 ? 1 - first : first]
    }
    let ratings = Ratings(units: units, categories: 2)
    let names = units.indices.map { "p\($0)" }
    func interval(_ seed: UInt64) throws -> Limits? {
      try Alpha.interval(ratings, names: names, seed: seed, replicates: 500).value
    }
    let first = try #require(try interval(1))
    #expect(try interval(1) == first)
    #expect(try interval(2) != first)
    let alpha = try #require(Alpha(ratings).alpha.value)
    #expect(first.low < alpha && alpha < first.high)
    // About ± 1.96 of the linearised error of another route.
    let error = try #require(Agreement.krippendorff(ratings).standardError.value)
    #expect(abs((first.high - first.low) / (2 * 1.96 * error) - 1) < 0.15)
  }

  @Test func `an interval needs ten units`() throws {
    let ratings = Ratings(units: Array(repeating: [0, 1], count: 9), categories: 2)
    let names = (0..<9).map { "p\($0)" }
    #expect(
      try Alpha.interval(ratings, names: names, seed: 1, replicates: 100)
        == .undefined(.fewClusters))
  }
}
