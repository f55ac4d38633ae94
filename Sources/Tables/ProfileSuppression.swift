/// Which cells of T10 are hidden: numbers of persons, and means with their deviations.
///
/// What everybody knows: persons of the groups add up to all, and so do the sums of their values,
/// which are mean times persons. A share of one's own posts or ties is no count: its sum is taken as
/// if each person counted in full, so that partners are chosen by persons.
struct ProfileSuppression: Sendable {
  /// The groups of one measure, the unknown and all behind them.
  struct Measured: Sendable {
    let measure: ProfileMeasure
    let groups: [Sample]

    /// Groups that have a row.
    var present: [Int] { groups.indices.filter { groups[$0].users > 0 } }
  }

  private let samples: [Measured]
  private let keys: [Key]
  private let rule: Disclosure
  private let isPartition: Bool

  init(_ samples: [Measured], _ keys: [Key], _ rule: Disclosure, isPartition: Bool) {
    self.samples = samples
    self.keys = keys
    self.rule = rule
    self.isPartition = isPartition
  }

  private func key(_ word: String, _ number: Int, _ group: Int) -> CellKey {
    CellKey(
      "profile \(word)", row: samples[number].measure.key.id,
      column: group == keys.count - 1 ? "(all)" : "group/\(keys[group].id)")
  }

  /// Persons, and mean with deviation; the latter also rests on the former.
  func reasons(
    _ number: Int, _ group: Int, _ protection: Protection
  ) -> (users: Suppression?, mean: Suppression?) {
    let (users, total) = (key("users", number, group), key("sum", number, group))
    return (protection.suppression(users), protection.suppression(total))
  }

  var tables: [ProtectedTable] {
    samples.indices.filter { !samples[$0].present.isEmpty }.map { number in
      let present = samples[number].present
      let groups = present.dropLast()
      guard let all = present.last, !groups.isEmpty else {
        return ProtectedTable(cells: [], relations: [])
      }
      let kind: ProtectedTable.Kind = isPartition ? .partition : .sum
      // Sums of values need not be whole: the margin is that of the rounded ones.
      let sum = groups.reduce(0) { $0 + total(number, $1) }
      return ProtectedTable(
        cells: present.flatMap { group in
          cells(number, group, total: group == all ? sum : total(number, group))
        },
        relations: ["users", "sum"].map { word in
          .init(kind, whole: key(word, number, all), parts: groups.map { key(word, number, $0) })
        })
    }
  }

  private func total(_ number: Int, _ group: Int) -> Int {
    let sample = samples[number].groups[group]
    return samples[number].measure.isShare ? sample.userUnits : sample.totalUnits
  }

  private func cells(_ number: Int, _ group: Int, total: Int) -> [ProtectedCell] {
    let (sample, isShare) = (samples[number].groups[group], samples[number].measure.isShare)
    let few = rule.few(sample.users)
    let reason =
      few ?? rule.uniform(sample.mostAlike, of: sample.users)
      ?? (isShare ? nil : rule.dominated(largest: sample.largest, of: sample.total))
    return [
      ProtectedCell(
        key("users", number, group), count: sample.userUnits,
        sides: [Contributors(persons: sample.users)], besides: few.map(HidingReason.init)),
      ProtectedCell(
        key("sum", number, group), count: total,
        sides: [
          Contributors(persons: sample.users, largest: isShare ? 0 : sample.largestUnits)
        ], besides: reason.map(HidingReason.init)),
    ]
  }
}
