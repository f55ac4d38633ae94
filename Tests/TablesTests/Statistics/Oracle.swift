import Foundation
import SchakelTesting
import Tables
import Testing

/// A JSON file of expected values, walked by key. A value that is not there fails the test.
struct Oracle {
  let value: Any

  init(_ value: Any) { self.value = value }
  init(file: String) throws { value = try Repository.json(file) }
  static func named(_ name: String) throws -> Oracle {
    try Oracle(file: "Tests/oracles/\(name).json")
  }

  subscript(key: String) -> Oracle { Oracle((value as? [String: Any])?[key] ?? Missing(key)) }
  subscript(index: Int) -> Oracle {
    guard let list = value as? [Any], list.indices.contains(index) else {
      return Oracle(Missing("\(index)"))
    }
    return Oracle(list[index])
  }
  struct Missing {
    let key: String
    init(_ key: String) { self.key = key }
  }

  func list(_ place: SourceLocation = #_sourceLocation) throws -> [Oracle] {
    try #require(value as? [Any], "\(value)", sourceLocation: place).map(Oracle.init)
  }
  func number(_ place: SourceLocation = #_sourceLocation) throws -> Double {
    try #require(value as? Double, "\(value)", sourceLocation: place)
  }
  func whole(_ place: SourceLocation = #_sourceLocation) throws -> Int {
    try #require(value as? Int, "\(value)", sourceLocation: place)
  }
  func text(_ place: SourceLocation = #_sourceLocation) throws -> String {
    try #require(value as? String, "\(value)", sourceLocation: place)
  }
  func flag(_ place: SourceLocation = #_sourceLocation) throws -> Bool {
    try #require(value as? Bool, "\(value)", sourceLocation: place)
  }
  var isNull: Bool { value is NSNull }
  func numbers(_ place: SourceLocation = #_sourceLocation) throws -> [Double] {
    try #require(value as? [Double], "\(value)", sourceLocation: place)
  }
  func wholes(_ place: SourceLocation = #_sourceLocation) throws -> [Int] {
    try #require(value as? [Int], "\(value)", sourceLocation: place)
  }
}

/// Nearness that grows and shrinks with the value, so that small p-values are held to it too. What
/// should be 0 may differ by 1e-12.
func close(_ a: Double?, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
  guard let a else { return false }
  return abs(a - b) <= (b == 0 ? 1e-12 : tolerance * abs(b))
}

func expectClose(
  _ a: Double?, _ b: Double, _ tolerance: Double = 1e-9,
  _ place: SourceLocation = #_sourceLocation
) {
  #expect(
    close(a, b, tolerance), "\(a.map { "\($0)" } ?? "nil") is not \(b)", sourceLocation: place)
}

func expectClose(
  _ a: Estimated<Double>, _ b: Double, _ tolerance: Double = 1e-9,
  _ place: SourceLocation = #_sourceLocation
) { expectClose(a.value, b, tolerance, place) }

func expectClose(
  _ a: Limits?, _ b: [Double], _ tolerance: Double = 1e-9,
  _ place: SourceLocation = #_sourceLocation
) {
  expectClose(a?.low, b[0], tolerance, place)
  expectClose(a?.high, b[1], tolerance, place)
}

/// Numbers from 0 to below 1 that are the same on every run (Knuth's MMIX congruence).
struct Series {
  var state: UInt64
  mutating func next() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) / 9_007_199_254_740_992
  }
  mutating func below(_ n: Int) -> Int { Int(next() * Double(n)) }
}
