package import Corpus

/// The spectral segregation index (Echenique & Fryer 2007).
///
/// Ties without direction, each person's made to sum to 1; for each group and each connected
/// component of its own ties, λ is the largest eigenvalue of what stays within the component and v
/// its vector; a person has λ v_i / mean(v). The mean over a component is λ. 0 for persons who have
/// ties with other groups only. To 1e-6.
///
/// Rests on ties with both groups known, between persons of one group each: those of several groups
/// count as other people to everybody. The weights are the counts of the pairs given
/// (``PersonPairs/binary`` for ever or never).
package struct SpectralSegregation: Sendable {
  /// Person (number) and value, by person: those with one group and at least one tie.
  package let nodes: [(person: Int32, value: Double)]
  /// Mean over the nodes of each of ``groups``.
  package let means: [Measured]
  package let groups: [String]
  /// Mean over all nodes.
  package let mean: Measured
  /// Connected components within groups, those of one person included.
  package let components: Int

  package init(_ pairs: PersonPairs, people: People, groups: [String]? = nil) {
    let groups = groups ?? people.groups
    let places = Dictionary(uniqueKeysWithValues: groups.enumerated().map { ($1, $0) })
    let single = people.memberships.map { membership in
      membership.parts.count == 1 ? places[membership.parts[0].group] ?? -1 : -1
    }
    var degree = [Double](repeating: 0, count: people.all.count)
    var links: [(a: Int32, b: Int32, weight: Double)] = []
    for pair in pairs.undirected.pairs {
      let (a, b) = (people.all[Int(pair.ego)].membership, people.all[Int(pair.alter)].membership)
      if a == 0 || b == 0 { continue }
      degree[Int(pair.ego)] += Double(pair.count)
      degree[Int(pair.alter)] += Double(pair.count)
      if single[Int(a)] >= 0, single[Int(a)] == single[Int(b)] {
        links.append((pair.ego, pair.alter, Double(pair.count)))
      }
    }
    var value = [Double](repeating: 0, count: people.all.count)
    var isNode = people.all.indices.map {
      degree[$0] > 0 && single[Int(people.all[$0].membership)] >= 0
    }
    var isFailed = [Bool](repeating: false, count: groups.count)
    let components = Component.all(links, isNode: isNode)
    for component in components where component.persons.count > 1 {
      let isFound = component.fill(&value, degree: degree)
      if !isFound {
        for person in component.persons {
          isFailed[single[Int(people.all[Int(person)].membership)]] = true
          isNode[Int(person)] = false
        }
      }
    }
    self.groups = groups
    self.components = components.count
    nodes = value.indices.filter { isNode[$0] }.map { (Int32($0), value[$0]) }
    var sums = [Double](repeating: 0, count: groups.count)
    var counts = [Int](repeating: 0, count: groups.count)
    for node in nodes {
      let group = single[Int(people.all[Int(node.person)].membership)]
      sums[group] += node.value
      counts[group] += 1
    }
    means = groups.indices.map { group in
      if isFailed[group] { return .undefined(.notConverged) }
      return counts[group] == 0
        ? .undefined(.noTies) : .value(sums[group] / Double(counts[group]))
    }
    if isFailed.contains(true) {
      mean = .undefined(.notConverged)
    } else if nodes.isEmpty {
      mean = .undefined(.noTies)
    } else {
      // A share of a person's ties: rounding may carry it past one.
      mean = .value(min(1, sums.reduce(0, +) / Double(nodes.count)))
    }
  }

  /// Persons who hang together by ties within their group.
  private struct Component {
    /// In order.
    var persons: [Int32] = []
    /// Ends by their place among the persons.
    var links: [(a: Int32, b: Int32, weight: Double)] = []

    /// In the order of their first person.
    static func all(
      _ links: [(a: Int32, b: Int32, weight: Double)], isNode: [Bool]
    ) -> [Component] {
      var root = isNode.indices.map { Int32($0) }
      func find(_ person: Int32) -> Int32 {
        var here = person
        while root[Int(here)] != here {
          root[Int(here)] = root[Int(root[Int(here)])]
          here = root[Int(here)]
        }
        return here
      }
      for link in links {
        let (a, b) = (find(link.a), find(link.b))
        root[Int(max(a, b))] = min(a, b)
      }
      var components: [Component] = []
      var number = [Int32](repeating: -1, count: isNode.count)
      var place = number
      for person in isNode.indices where isNode[person] {
        let first = Int(find(Int32(person)))
        if number[first] < 0 {
          number[first] = Int32(components.count)
          components.append(Component())
        }
        let component = Int(number[first])
        number[person] = Int32(component)
        place[person] = Int32(components[component].persons.count)
        components[component].persons.append(Int32(person))
      }
      for link in links {
        components[Int(number[Int(link.a)])].links.append(
          (place[Int(link.a)], place[Int(link.b)], link.weight))
      }
      return components
    }

    /// Writes each person's value; false where the iteration did not settle.
    ///
    /// With degrees D and ties A, D⁻¹A has the eigenvalues of the symmetric D^-½ A D^-½, and its
    /// vector is D^-½ times that one's.
    func fill(_ value: inout [Double], degree: [Double]) -> Bool {
      let scale = persons.map { 1 / degree[Int($0)].squareRoot() }
      var starts = [Int](repeating: 0, count: persons.count + 1)
      for link in links {
        starts[Int(link.a) + 1] += 1
        starts[Int(link.b) + 1] += 1
      }
      for i in persons.indices { starts[i + 1] += starts[i] }
      var next = starts
      var columns = [Int32](repeating: 0, count: links.count * 2)
      var entries = [Double](repeating: 0, count: links.count * 2)
      for link in links {
        let entry = link.weight * scale[Int(link.a)] * scale[Int(link.b)]
        for (row, column) in [(link.a, link.b), (link.b, link.a)] {
          columns[next[Int(row)]] = column
          entries[next[Int(row)]] = entry
          next[Int(row)] += 1
        }
      }
      let matrix = Lanczos(starts: starts, columns: columns, values: entries)
      guard let found = matrix.largest(start: scale.map { 1 / $0 }) else { return false }
      let vector = zip(found.vector, scale).map { abs($0 * $1) }
      let mean = vector.reduce(0, +) / Double(vector.count)
      for (person, v) in zip(persons, vector) { value[Int(person)] = found.value * v / mean }
      return true
    }
  }
}
