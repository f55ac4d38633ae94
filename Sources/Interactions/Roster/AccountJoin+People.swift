import Corpus

extension AccountJoin {
  /// Persons in the order of their names, and where each person of the roster stands among them;
  /// -1: under another row's person.
  func people(
    roster: Roster?, setting: OriginSetting, _ pseudonymiser: any Pseudonymiser,
    posts: PostTable
  ) -> (People, personOfRoster: [Int32]) {
    var people = People()
    people.scheme = setting.name
    var persons: [People.Person] = []
    var vectors = Memberships()
    for person in roster?.persons ?? [] {
      persons.append(
        People.Person(
          name: "", membership: vectors.number(person.origin(setting).membership),
          role: person.role ?? .donor, weight: person.weight ?? 1,
          stratum: person.stratum ?? "", isParticipant: false, onRoster: true))
    }
    name(&persons, roster, pseudonymiser)
    var personOf = [Int32](repeating: -1, count: table.count)
    for account in 0..<table.count where standsFor[account] == account {
      if owner[account] >= 0 {
        personOf[account] = owner[account]
        if persons[Int(owner[account])].name.isEmpty {
          persons[Int(owner[account])].name = table.names[account]
        }
      } else {
        personOf[account] = Int32(persons.count)
        persons.append(People.Person(name: table.names[account], isParticipant: false))
      }
    }
    for account in 0..<table.count where standsFor[account] != account {
      personOf[account] = personOf[Int(standsFor[account])]
    }
    nameUnmatched(&persons, roster, pseudonymiser)
    tellApart(&persons, personOf)

    let order = NameOrder.sorted(persons.map(\.name)).filter {
      $0 >= isRepeated.count || !isRepeated[Int($0)]
    }
    var place = [Int32](repeating: 0, count: persons.count)
    for (new, old) in order.enumerated() { place[Int(old)] = Int32(new) }
    people.all = order.map { persons[Int($0)] }
    people.personOfAccount = personOf.map { $0 < 0 ? -1 : place[Int($0)] }
    people.memberships = vectors.sorted(&people.all)

    for row in posts.rows.slices.joined() {
      guard row.role == .sample, row.account >= 0 else { continue }
      let person = people.personOfAccount[Int(row.account)]
      if person >= 0 { people.all[Int(person)].posts += 1 }
    }
    for index in people.all.indices {
      people.all[index].isParticipant = people.all[index].posts > 0
    }
    let personOfRoster = (roster?.persons ?? []).indices.map { isRepeated[$0] ? -1 : place[$0] }
    return (people, personOfRoster)
  }

  private func name(
    _ persons: inout [People.Person], _ roster: Roster?, _ pseudonymiser: any Pseudonymiser
  ) {
    for (number, person) in (roster?.persons ?? []).enumerated() where !person.id.isEmpty {
      let name = person.id.withUnsafeBufferPointer {
        pseudonymiser.pseudonym(space: .person, platform: "", native: $0)
      }
      persons[number].name = String(decoding: name, as: UTF8.self)
    }
  }

  /// Persons whom the roster names by an account that no post has.
  private func nameUnmatched(
    _ persons: inout [People.Person], _ roster: Roster?, _ pseudonymiser: any Pseudonymiser
  ) {
    for row in roster?.rows ?? [] where persons[row.person].name.isEmpty {
      let name = row.account.withUnsafeBufferPointer {
        pseudonymiser.pseudonym(space: .account, platform: row.platform, native: $0)
      }
      persons[row.person].name = String(decoding: name, as: UTF8.self)
    }
  }

  /// Without a key two platforms may use one id: the later persons' names then begin with their
  /// platform.
  private func tellApart(_ persons: inout [People.Person], _ personOf: [Int32]) {
    let order = NameOrder.sorted(persons.map(\.name))
    var repeated: [Int32] = []
    for (a, b) in zip(order, order.dropFirst())
    where persons[Int(a)].name.utf8.elementsEqual(persons[Int(b)].name.utf8) {
      repeated.append(b)
      if !persons[Int(a)].onRoster { repeated.append(a) }
    }
    if repeated.isEmpty { return }
    var platform: [Int32: Int16] = [:]
    for account in 0..<table.count where personOf[account] >= 0 {
      let person = personOf[account]
      if platform[person] == nil { platform[person] = table.platforms[account] }
    }
    for person in Set(repeated).sorted() {
      let prefix = platform[person].map { platforms[Int($0)] } ?? "roster"
      persons[Int(person)].name = "\(prefix):\(persons[Int(person)].name)"
    }
  }
}
