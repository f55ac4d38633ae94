/// k-anonymity and l-diversity of records that stand for one person each.
///
/// Source: Sweeney 2002; Machanavajjhala et al. 2007 (distinct l-diversity); measures §6.3: k ≥ 5
/// within the team, ≥ 10 outside.
package struct Anonymity: Sendable, Equatable {
  package static let within = 5
  package static let outside = 10

  /// Records with the same quasi-identifiers, largest class first.
  package let classSizes: [Int]
  /// Fewest distinct sensitive values of a class; nil where none were given or there is no record.
  package let distinctSensitive: Int?

  /// `records[i]` are the values of the quasi-identifiers of one person, in one order; `sensitive`
  /// the values of one attribute, as many as records.
  package init(_ records: [[String]], sensitive: [String]? = nil) {
    precondition(
      sensitive.map { $0.count == records.count } ?? true, "one sensitive value for each record")
    var sizes: [[String]: Int] = [:]
    var values: [[String]: Set<String>] = [:]
    for (number, record) in records.enumerated() {
      sizes[record, default: 0] += 1
      if let sensitive { values[record, default: []].insert(sensitive[number]) }
    }
    classSizes = sizes.values.sorted(by: >)
    distinctSensitive = values.values.map(\.count).min()
  }

  /// The size of the smallest class; nil without records.
  package var k: Int? { classSizes.last }

  /// Records in classes smaller than `k`.
  package func records(below k: Int) -> Int {
    classSizes.filter { $0 < k }.reduce(0, +)
  }
}
