import Interactions
import SchakelTesting
import Tables
import Testing

/// Expected values: `Tests/Fixtures/statistics/distributions.json`, made by `distributions.py` beside it
/// with mpmath at 60 digits.
@Suite struct `Every distribution` {
  private func cases(_ name: String) throws -> [[Double]] {
    try Oracle(file: "Tests/Fixtures/statistics/distributions.json")[name].list().map {
      try $0.numbers()
    }
  }

  @Test func `has the tail of the normal to fourteen digits`() throws {
    for row in try cases("normal") {
      expectClose(Normal.upperTail(row[0]), row[1], 1e-14)
      expectClose(Normal.cumulative(-row[0]), row[1], 1e-14)
    }
    #expect(Normal.upperTail(.infinity) == 0)
    #expect(Normal.upperTail(-.infinity) == 1)
    #expect(Normal.upperTail(60) == 0)
  }

  @Test func `has the quantile of the normal to fourteen digits`() throws {
    for row in try cases("normal_quantile") { expectClose(Normal.quantile(row[0]), row[1], 1e-14) }
    #expect(Normal.quantile(0.5) == 0)
    expectClose(Normal.critical(0.95), 1.959963984540054, 1e-15)
  }

  @Test func `has the tail of chi-square`() throws {
    for row in try cases("chi") { expectClose(ChiSquare.upperTail(row[0], row[1]), row[2], 1e-13) }
    #expect(ChiSquare.upperTail(0, 3) == 1)
    #expect(ChiSquare.upperTail(.infinity, 3) == 0)
  }

  @Test func `has the quantile of chi-square`() throws {
    for row in try cases("chi_quantile") {
      expectClose(ChiSquare.quantile(row[0], row[1]), row[2], 1e-13)
    }
  }

  @Test func `has the tail of Student's t`() throws {
    for row in try cases("t") {
      expectClose(StudentT.upperTail(row[0], row[1]), row[2], 1e-13)
      expectClose(StudentT.upperTail(-row[0], row[1]), 1 - row[2], 1e-13)
    }
    #expect(StudentT.upperTail(0, 3) == 0.5)
    #expect(StudentT.upperTail(.infinity, 3) == 0)
    #expect(StudentT.upperTail(1.5, .infinity) == Normal.upperTail(1.5))
  }

  @Test func `has the quantile of Student's t`() throws {
    for row in try cases("t_quantile") {
      expectClose(StudentT.quantile(row[0], row[1]), row[2], 1e-13)
    }
    #expect(StudentT.quantile(0.5, 9) == 0)
    #expect(StudentT.quantile(0.975, .infinity) == Normal.quantile(0.975))
  }
}
