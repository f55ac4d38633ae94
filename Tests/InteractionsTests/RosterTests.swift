import Corpus
import Interactions
import SchakelTesting
import Testing

@Suite struct `A roster file` {
  private func read(_ text: String) throws -> Roster { try Roster(csv: Array(text.utf8)) }

  private func complaint(_ text: String) -> String {
    do {
      _ = try read(text)
      return "no complaint"
    } catch { return (error as? Complaint)?.description ?? "\(error)" }
  }

  @Test func `may have its columns in any order, and semicolons`() throws {
    let roster = try read(
      "\u{FEFF}weight;birth_year;person;father_birth_country;birth_country;mother_birth_country\r\n"
        + "2.5;1994;p1;MAR;NLD;?\r\n;;p2;;;\r\n")
    #expect(roster.persons.count == 2 && roster.rows.count == 2)
    #expect(roster.persons[0].weight == 2.5 && roster.persons[0].birthYear == 1994)
    #expect(
      roster.persons[0].declared
        == Declared(own: Country("NLD"), mother: nil, father: Country("MAR")))
    #expect(roster.persons[1].declared == Declared())
    #expect(roster.persons[1].weight == nil && roster.persons[1].role == nil)
  }

  @Test func `takes labels as written, with equal weights or those given`() throws {
    let roster = try read(
      """
      person,self_described
      p1,Amazigh
      p2,turks;Koerd
      p3,a:0.7;b:0.3
      p4," Turks : 3 ; nederlander:1 "
      p5,?
      p6,
      """)
    let labels = roster.persons.map { person in
      person.declared.selfDescribed.map { "\($0.group)=\($0.weight)" }
    }
    #expect(
      labels == [
        ["Amazigh=1.0"], ["turks=0.5", "Koerd=0.5"], ["a=0.7", "b=0.3"],
        ["Turks=0.75", "nederlander=0.25"], [], [],
      ])
  }

  @Test func `must name a person and one source of origin`() {
    #expect(
      complaint("platform,self_described\nx,a\n")
        == "line 1: 'platform' needs the column 'account' beside it")
    #expect(
      complaint("gender,self_described\nx,a\n")
        == "line 1: needs the column 'person', or 'platform' and 'account'")
    #expect(
      complaint("person,birth_country\np,NLD\n")
        == "line 1: needs one source of origin: 'self_described', or the three birth countries "
        + "(not there: mother_birth_country, father_birth_country)")
    #expect(complaint("") == "is empty; the first line must name the columns")
    #expect(complaint("person,self_described\n") == "has a header and no rows")
  }

  @Test func `with an unknown column is told the nearest known one`() {
    #expect(
      complaint("person,self_describd\np1,a\n").hasPrefix(
        "2 mistakes:\n  line 1: unknown column 'self_describd'; did you mean 'self_described'?"))
    #expect(
      complaint("person,self_described,person\np1,a,p1\n")
        == "line 1: person: stands twice in the header")
  }

  @Test func `has all its mistakes told at once, by line and column, without what cells say`() {
    let text = """
      person,platform,account,birth_country,mother_birth_country,father_birth_country,birth_year,\
      role,weight
      canaryname7q,x,canaryhandle7q,NLDD,TUR,TR,94,boss,-1
      canaryname7q,,canaryhandle7q,NLD,TUR,TUR,1994,donor,1
      ,x,,NLD,TUR,TUR,1994,donor,1
      p,x,a
      """
    let message = complaint(text)
    #expect(
      message == """
        8 mistakes:
          line 2: birth_country: is no ISO 3166 alpha-3 code; did you mean NLD?
          line 2: father_birth_country: is no ISO 3166 alpha-3 code; did you mean TUR?
          line 2: birth_year: is no year from 1900 to 2100
          line 2: role: must be donor, alter or public
          line 2: weight: must be a number above 0, with a point for decimals
          line 3: platform: is needed beside an account
          line 4: names neither a person nor an account
          line 5: has 3 fields, the header 9
        """)
    #expect(Canary.found(in: message) == [])
  }

  @Test func `without a header is not quoted back`() {
    let message = complaint("canaryname7q,x,canaryhandle7q\n")
    #expect(message.hasPrefix("line 1: names none of the roster's columns"))
    #expect(Canary.found(in: message) == [])
  }

  @Test(arguments: ["a:0.7;b", "a:x", "a:0", "a;;a", "a;?", "a:0,5;b:0,5", "a:nan"])
  func `complains of labels that cannot be meant`(_ labels: String) {
    #expect(
      complaint("person,self_described\np1,\"\(labels)\"\n").hasPrefix("line 2: self_described: "))
  }

  @Test func `in another encoding than UTF-8 is refused`() {
    let bytes = Array("person,self_described\np1,T".utf8) + [0xFC] + Array("rk\n".utf8)
    #expect(throws: Complaint("is not UTF-8; save the file as CSV UTF-8", at: "line 2")) {
      try Roster(csv: bytes)
    }
  }

  @Test func `may have several rows of one person that agree`() throws {
    let roster = try read(
      """
      person,platform,account,self_described,weight
      p1,x,101,a;b,2
      p1,Reddit,@Foo,b;a,
      p1,x,102,,2
      p1,x,101,a;b,2
      p2,x,103,a,
      """)
    #expect(roster.persons.count == 2 && roster.rows.count == 5)
    #expect(!roster.persons[0].isConflicting)
    #expect(roster.persons[0].weight == 2)
    #expect(roster.rows.map(\.isDouble) == [false, false, false, true, false])
    #expect(roster.rows[1].platform == "reddit")
  }

  @Test func `makes a person unknown whose rows give two origins, and complains of two weights`()
    throws
  {
    let roster = try read("person,self_described\np1,a\np1,b\np2,a\n")
    #expect(roster.persons.map(\.isConflicting) == [true, false])
    let origin = roster.persons[0].origin(SelfDescribed.self)
    #expect(origin.status == .conflicting && origin.membership.isUnknown)
    #expect(
      complaint("person,self_described,weight\np1,a,1\np1,a,2\n")
        == "line 3: weight: differs from line 2, which is about the same person")
  }
}

@Suite struct `The roster's table schema` {
  @Test func `has the columns that the reader knows, in their order`() throws {
    let schema = try #require(
      try Repository.json("data-schema/roster.tableschema.json") as? [String: Any])
    let fields = try #require(schema["fields"] as? [[String: Any]])
    #expect(fields.map { $0["name"] as? String } == Roster.Column.allCases.map(\.rawValue))
    let roles = fields.first { $0["name"] as? String == "role" }?["constraints"] as? [String: Any]
    #expect(roles?["enum"] as? [String] == People.Role.allCases.map(\.rawValue))
    let page = try Repository.text("docs/groups.md")
    for column in Roster.Column.allCases { #expect(page.contains("`\(column.rawValue)`")) }
  }
}

@Suite struct `The list of groups` {
  @Test func `shows each person's assignment and its rule`() throws {
    let roster = try Roster(
      csv: Array(
        """
        person,platform,account,birth_country,mother_birth_country,father_birth_country
        p1,,,NLD,MAR,TUR
        "p,2",,,TUR,NLD,NLD
        p3,,,NLD,?,SUR
        p4,,,,NLD,NLD
        ,x,77,NLD,NLD,NLD
        p5,,,NLD,NLD,TUR
        p5,x,78,NLD,NLD,MAR
        """.utf8))
    let text = String(
      decoding: try groupsCSV(roster: roster, scheme: CBS2022.self), as: UTF8.self)
    // The first three are the illustrations of the method page.
    #expect(
      text == """
        person,status,origin_country,main_group,generation,parents_born_abroad,rule
        p1,child-of-migrants,MAR,morocco,2,2,mother
        "p,2",migrant,TUR,turkey,1,0,own-birth-country
        p3,child-of-migrants,SUR,suriname,2,,father
        p4,unknown,,,,0,own-unknown
        x:77,dutch-origin,NLD,netherlands,0,0,parents-netherlands
        p5,conflicting,,,,,rows-disagree

        """)
    #expect(
      throws: Complaint("scheme self needs the column self_described, which the roster has not")
    ) { try groupsCSV(roster: roster, scheme: SelfDescribed.self) }
  }

  @Test func `shows several labels as the roster takes them`() throws {
    let roster = try Roster(csv: Array("person,self_described\np1,b:3;a:1\np2,\n".utf8))
    let text = String(
      decoding: try groupsCSV(roster: roster, scheme: SelfDescribed.self), as: UTF8.self)
    #expect(
      text == """
        person,status,origin_country,main_group,generation,parents_born_abroad,rule
        p1,self-described,,a:0.25;b:0.75,,,several-labels
        p2,unknown,,,,,no-label

        """)
  }
}
