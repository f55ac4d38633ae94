import Corpus
import Interactions
import SchakelTesting
import Testing

@Suite struct `The sample by origin` {
  private static let roster = """
    person,birth_country,mother_birth_country,father_birth_country,source,mother_birth_country_source,\
    birth_year,gender
    p1,NLD,MAR,MAR,survey,,1990,f
    p2,NLD,MAR,TUR,survey,donation-questionnaire,1990,m
    p3,MAR,NLD,NLD,donation-questionnaire,,2000,f
    p4,NLD,NLD,NLD,self-description,,1950,
    p5,NLD,?,?,survey,,1985,f
    p6,TUR,?,?,,,,x
    p7,NLD,TUR,TUR,panel 7,,2010,m
    p8,MAR,MAR,MAR,survey,,1990,f
    """

  private func built(_ setting: OriginSetting) throws -> (PeopleBuilder.Built, [SampleFacts]) {
    var posts = SmallPosts()
    // p8 posts nothing; z is not on the roster, and has one post.
    for (person, count) in [
      ("p1", 3), ("p2", 1), ("p3", 4), ("p4", 1), ("p5", 5), ("p6", 9), ("p7", 2), ("z", 1),
    ] {
      for number in 0..<count { posts.post("\(person)-\(number)", by: person) }
    }
    let roster = try Roster(csv: Array(Self.roster.utf8))
    let built = try PeopleBuilder.build(
      posts: posts.table, roster: roster, setting: setting, pseudonymiser: posts.keys)
    return (built, SampleFacts.of(built, roster: roster, setting: setting))
  }

  @Test func `counts users, posts, sources, ages and genders by group and generation`() throws {
    let (built, facts) = try built(OriginSetting(CBS2022.self))
    let sample = SampleByOrigin(
      built.people, facts, groups: CBS2022.groups.map(\.name), year: 2024)
    // By hand from the roster above.
    let rows = sample.rows.map {
      "\($0.group) \($0.generation ?? -1): \($0.counts.users), \($0.counts.posts)"
    }
    #expect(
      rows == [
        "one(\"netherlands\") 0: 1, 1", "one(\"turkey\") 1: 1, 9", "one(\"turkey\") 2: 1, 2",
        "one(\"morocco\") 1: 1, 4", "one(\"morocco\") 2: 2, 4", "unknown -1: 2, 6",
      ])
    #expect(sample.total.users == 8 && sample.total.posts == 26)
    #expect(sample.genders == ["f", "m", "x"])
    #expect(sample.total.genders == [3, 2, 1, 2])
    let second = sample.rows[4].counts
    // p1 survey throughout; p2 own answer by survey, the mother's by questionnaire: mixed.
    #expect(second.users(.survey) == 1 && second.users(.mixed) == 1)
    #expect(second.users(.to34) == 2 && second.genders == [1, 1, 0, 0])
    #expect(sample.rows[0].counts.users(.selfDescription) == 1)
    #expect(sample.rows[0].counts.users(.over64) == 1)
    #expect(sample.rows[1].counts.users(.notStated) == 1)
    #expect(sample.rows[2].counts.users(.other) == 1 && sample.rows[2].counts.users(.under18) == 1)
    #expect(sample.rows[3].counts.users(.donationQuestionnaire) == 1)
    // p5 answered, but not what decides; nothing is known of z.
    #expect(sample.rows[5].counts.users(.none) == 2)
    #expect(sample.byGroup.map { $0.counts.users } == [1, 2, 3, 2])
    #expect(sample.byGeneration.map { $0.generation } == [0, 1, 2, nil])
    #expect(sample.byGeneration.map { $0.counts.users } == [1, 2, 3, 2])
    #expect(
      sample.members.map { "\($0.group) \($0.users)" } == [
        "morocco 3", "netherlands 1", "turkey 2",
      ])
  }

  @Test func `may be of the roster, with and without posts`() throws {
    let (built, facts) = try built(OriginSetting(CBS2022.self))
    let sample = SampleByOrigin(built.people, facts, population: .roster, year: 2024)
    // With p8, without z; groups by name where no order is given.
    #expect(sample.total.users == 8 && sample.total.posts == 25)
    #expect(sample.byGroup.map { $0.counts.users } == [4, 1, 2, 1])
    #expect(sample.byGroup.first?.group == .one("morocco"))
  }

  @Test func `keeps people of several groups apart, once, and says who is of each`() throws {
    let (built, facts) = try built(OriginSetting(CBS2022.self, builder: .parents))
    let sample = SampleByOrigin(built.people, facts, year: 2024)
    let several = try #require(sample.byGroup.first { $0.group == .several })
    #expect(several.counts.users == 1)
    // p1, p2 half; p7, p2 half; p3 and p4 by their parents.
    #expect(
      sample.members.map { "\($0.group) \($0.users)" } == [
        "morocco 2", "netherlands 2", "turkey 2",
      ])
    #expect(sample.rows.reduce(0) { $0 + $1.counts.users } == sample.total.users)
    // p2's parents: one asked by questionnaire, one by survey.
    #expect(several.counts.users(.mixed) == 1)
  }

  @Test func `has parts that add up, and the same rows whatever the order of the roster`() throws {
    let (built, facts) = try built(OriginSetting(CBS2022.self))
    let sample = SampleByOrigin(built.people, facts, year: 2024)
    for counts in sample.rows.map(\.counts) + [sample.total] {
      #expect(counts.information.reduce(0, +) == counts.users)
      #expect(counts.ages.reduce(0, +) == counts.users)
      #expect(counts.genders.reduce(0, +) == counts.users)
    }
    var people = built.people
    people.all.reverse()
    #expect(SampleByOrigin(people, facts.reversed(), year: 2024) == sample)
    #expect(sample.rows.map(\.counts.users).reduce(0, +) == sample.total.users)
  }

  @Test(arguments: [
    (2007, "0-17"), (2006, "18-24"), (2000, "18-24"), (1999, "25-34"), (1990, "25-34"),
    (1989, "35-44"), (1979, "45-54"), (1969, "55-64"), (1960, "55-64"), (1959, "65+"),
    (2025, "unknown"),
  ])
  func `bands ages by the year of reference`(_ year: Int, _ band: String) {
    #expect(AgeBand(birthYear: year, in: 2024).rawValue == band)
    #expect(AgeBand(birthYear: nil, in: 2024) == .unknown)
  }
}

@Suite struct `The source of an answer` {
  private func person(_ text: String) throws -> Roster.Person {
    try Roster(csv: Array(text.utf8)).persons[0]
  }

  @Test func `is its own column's, else the row's`() throws {
    let person = try person(
      """
      person,self_described,gender,birth_year,source,gender_source,birth_year_source
      p1,a,f,1990,Survey,self-description,my notes
      """)
    #expect(person.provenance[.selfDescribed] == .survey)
    #expect(person.provenance[.gender] == .selfDescription)
    #expect(person.provenance[.birthYear] == .other)
    #expect(person.provenance.of([]) == .none && person.provenance.of([.selfDescribed]) == .survey)
  }

  @Test func `goes with the first row that answers`() throws {
    let person = try person(
      """
      person,platform,account,self_described,gender,source
      p1,x,1,,f,survey
      p1,y,2,a,,self-description
      p1,y,3,a,f,donation-questionnaire
      """)
    #expect(person.provenance[.selfDescribed] == .selfDescription)
    #expect(person.provenance[.gender] == .survey)
  }

  @Test func `that nothing states is not stated`() throws {
    let person = try person("person,self_described\np1,a\n")
    #expect(person.provenance[.selfDescribed] == nil)
    #expect(person.provenance.of([.selfDescribed]) == .notStated)
  }
}
