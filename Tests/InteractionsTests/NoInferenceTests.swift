import Corpus
import Foundation
import Interactions
import SchakelTesting
import Testing

/// Numbers without a clock: SplitMix64.
private struct Numbers: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

@Suite struct `Nothing but the roster` {
  private static let people = (0..<40).map { "id\($0)" }
  /// Half are on the roster.
  private static let onRoster = people.prefix(20)
  private static let tempting = [
    "mehmet_34", "fatima.nl", "jan_de_boer", "olga_ru", "wang_li", "kofi", "anne", "yusuf06",
  ]
  private static let languages = ["tr", "ar", "nl", "ru", "zh", "fy"]

  private static let roster: String = {
    let countries = ["TUR", "MAR", "NLD", "SUR", "DEU", "?"]
    let rows = onRoster.enumerated().map { number, person in
      let (own, mother, father) = (number % 6, number / 2 % 6, number / 5 % 6)
      return "\(person),x,\(person),label\(number % 3),\(countries[own]),\(countries[mother]),"
        + countries[father]
    }
    return
      "person,platform,account,self_described,birth_country,mother_birth_country,"
      + "father_birth_country\n" + rows.joined(separator: "\n")
  }()

  /// A world in which handles, languages, venues, threads and who answers whom are drawn anew.
  private func world(_ seed: UInt64) -> SmallPosts {
    var numbers = Numbers(state: seed)
    var posts = SmallPosts()
    let handles = Self.people.indices.map { "\(Self.tempting[$0 % 8])\($0)" }
      .shuffled(using: &numbers)
    for (person, handle) in zip(Self.people, handles) { posts.alias(person, "@\(handle)") }
    for number in 0..<200 {
      let author = Int.random(in: 0..<40, using: &numbers)
      let other = Int.random(in: 0..<40, using: &numbers)
      let isByHandle = Bool.random(using: &numbers)
      let alter = isByHandle ? "@\(handles[other])" : Self.people[other]
      posts.post(
        "\(number)", by: Self.people[author],
        to: other == author ? [] : [.init(isByHandle ? .mention : .nativeParent, account: alter)],
        at: Int64.random(in: 0..<1_000_000, using: &numbers),
        venue: "venue-\(Int.random(in: 0..<5, using: &numbers))",
        thread: Int32.random(in: 0..<9, using: &numbers),
        lang: Self.languages.randomElement(using: &numbers))
    }
    // Everyone is there, whatever was drawn.
    for person in Self.people { posts.post("first-\(person)", by: person) }
    return posts
  }

  private func groups(_ posts: SmallPosts, _ setting: OriginSetting) throws -> [String] {
    var posts = posts
    let built = try PeopleBuilder.build(
      posts: posts.table, roster: try Roster(csv: Array(Self.roster.utf8)), setting: setting,
      pseudonymiser: posts.keys)
    return Self.people.map { person in
      let number = built.people.personOfAccount[Int(posts.account(person))]
      let parts = built.people.memberships[Int(built.people.all[Int(number)].membership)].parts
      return parts.map { "\($0.group)=\($0.weight)" }.joined(separator: ";")
    }
  }

  @Test func `gives a group: new handles, languages, venues and networks change no one's`() throws {
    let settings = try [
      OriginSetting(CBS2022.self), OriginSetting(CBSOld.self), OriginSetting(Destatis.self),
      OriginSetting(UNECE.self), OriginSetting(SelfDescribed.self),
      OriginSetting(CBS2022.self, builder: .parents),
      OriginSetting(CBS2022.self, grouping: .generation),
    ]
    for setting in settings {
      let before = try groups(world(1), setting)
      #expect(before.prefix(20).contains { !$0.isEmpty })
      #expect(before.suffix(20).allSatisfy { $0.isEmpty }, "nobody off the roster has a group")
      for seed in 2...25 { #expect(try groups(world(UInt64(seed)), setting) == before) }
    }
  }

  @Test func `gives a group: what people are called on it changes no one's`() throws {
    // The same answers under other ids, accounts and platforms.
    let setting = OriginSetting(CBS2022.self)
    let plain = try Roster(csv: Array(Self.roster.utf8))
    let header = Self.roster.split(separator: "\n")[0]
    let renamed = Self.roster.split(separator: "\n").dropFirst().enumerated().map { number, row in
      let cells = row.split(separator: ",", omittingEmptySubsequences: false)
      return
        (["Ali \(number)", "tiktok", "@\(Self.tempting[number % 8])\(number)"]
        + cells.dropFirst(3).map(String.init)).joined(separator: ",")
    }
    let other = try Roster(
      csv: Array(([String(header)] + renamed).joined(separator: "\n").utf8))
    #expect(plain.persons.map { $0.origin(setting) } == other.persons.map { $0.origin(setting) })
    #expect(
      plain.persons.map { $0.origin(SelfDescribed.self) }
        == other.persons.map { $0.origin(SelfDescribed.self) })
  }

  @Test func `reaches a scheme: these answers and no others`() {
    let names = Mirror(reflecting: Declared()).children.compactMap(\.label)
    #expect(
      names == [
        "selfDescribed", "birthCountry", "motherBirthCountry", "fatherBirthCountry",
        "birthCitizenship", "motherBirthCitizenship", "fatherBirthCitizenship", "grandparents",
        "immigrationYear", "motherImmigrationYear", "fatherImmigrationYear",
      ])
  }

  @Test func `is known to the files of the groups: no post, account, name or tie is`() throws {
    let folder = Repository.folder("Sources/Interactions/Groups")
    let files = try #require(FileManager.default.enumerator(atPath: folder.path))
    var count = 0
    for case let file as String in files where file.hasSuffix(".swift") {
      count += 1
      let lines = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
        .split(separator: "\n").map { $0.drop { $0 == " " } }
      for line in lines where line.contains("import ") && !line.hasPrefix("//") {
        #expect(["import Corpus", "package import Corpus"].contains(String(line)), "\(file)")
      }
      if file.hasPrefix("Compiled") { continue }
      let code = lines.filter { !$0.hasPrefix("//") }.joined(separator: "\n").lowercased()
      for word in [
        "handle", "account", "pseudonym", "posttable", "postrow", "tietable", "venue", "thread",
        "lang", "platform", "displayname", "edge", "roster.row", "roster.person", "peoplebuilder",
        "people.person",
      ] {
        #expect(!code.contains(word), "\(file) speaks of \(word)")
      }
      #expect(!lines.joined().lowercased().contains("handle"), "\(file)")
    }
    #expect(count >= 15)
  }
}
