import Corpus
import Interactions
import SchakelTesting
import Testing

@Suite struct `People of the posts` {
  private func people(
    _ posts: SmallPosts, _ roster: String?, _ scheme: any OriginScheme.Type = SelfDescribed.self
  ) throws -> (People, RosterMatch) {
    try PeopleBuilder.build(
      posts: posts.table, roster: try roster.map { try Roster(csv: Array($0.utf8)) },
      scheme: scheme, pseudonymiser: posts.keys)
  }

  private func name(_ people: People, _ account: Int32) -> String {
    let person = people.personOfAccount[Int(account)]
    return person < 0 ? "nobody" : people.all[Int(person)].name
  }

  private func groups(_ people: People, _ account: Int32) -> [String] {
    let person = people.all[Int(people.personOfAccount[Int(account)])]
    return people.memberships[Int(person.membership)].parts.map(\.group)
  }

  @Test func `without a roster are accounts, in bytewise order, of unknown group`() throws {
    var posts = SmallPosts()
    posts.post("1", by: "é")
    posts.post("2", by: "b", to: [.init(.addressed, account: "Z")])
    posts.post("3", by: "b")
    posts.post("4", by: "a", role: .context)
    let (people, match) = try people(posts, nil)
    // Bytes: Z 5A, a 61, b 62, é C3 A9.
    #expect(people.all.map(\.name) == ["Z", "a", "b", "é"])
    #expect(people.all.map(\.posts) == [0, 0, 2, 1])
    #expect(people.all.map(\.isParticipant) == [false, false, true, true])
    #expect(people.all.allSatisfy { $0.role == .public && $0.membership == 0 && !$0.onRoster })
    #expect(match == RosterMatch())
  }

  @Test(arguments: [0, 1])
  func `are matched by id first, then by handle, with and without a key`(_ withKey: Int) throws {
    var posts = SmallPosts(withKey == 1 ? InventedKey() : PlainIDs())
    posts.post("1", by: "101")
    posts.post("2", by: "@mo_x")
    posts.post("3", by: "@102")
    posts.post("4", by: "102")
    posts.post("5", by: "999")
    let (people, match) = try people(
      posts,
      """
      person,platform,account,self_described,role,weight,stratum
      p1,x,101,a,,,
      p2,X,@Mo_X,b,alter,2,north
      p3,x,102,c,,,
      p4,x,nowhere,d,,,
      """)
    #expect(groups(people, posts.account("101")) == ["a"])
    #expect(groups(people, posts.account("@mo_x")) == ["b"])
    // The id 102 is p3; the handle @102 is somebody else.
    #expect(groups(people, posts.account("102")) == ["c"])
    #expect(groups(people, posts.account("@102")) == [])
    #expect(groups(people, posts.account("999")) == [])
    #expect(name(people, posts.account("101")) == posts.keys.text(.person, "", "p1"))
    #expect(name(people, posts.account("999")) == posts.keys.text(.account, "x", "999"))
    let second = people.all[Int(people.personOfAccount[Int(posts.account("@mo_x"))])]
    #expect(second.role == .alter && second.weight == 2 && second.stratum == "north")
    let first = people.all[Int(people.personOfAccount[Int(posts.account("101"))])]
    #expect(first.role == .donor && first.weight == 1 && first.stratum.isEmpty && first.onRoster)
    // p4 stays in the table, without posts: `population: roster` counts every row.
    #expect(people.all.count == 6)
    #expect(match.rows == 4 && match.matchedRows == 3 && match.unmatchedRows == 1)
    #expect(match.matchedAccounts == 3 && match.balances)
  }

  @Test func `with several accounts are joined by the roster only`() throws {
    var posts = SmallPosts()
    posts.post("1", by: "101")
    posts.post("2", by: "202", "y")
    posts.post("3", by: "101", "y")
    let (people, _) = try people(
      posts, "person,platform,account,self_described\np1,x,101,a\np1,y,202,a\n")
    #expect(name(people, posts.account("101")) == "p1")
    #expect(name(people, posts.account("202", "y")) == "p1")
    #expect(name(people, posts.account("101", "y")) == "101")
    #expect(people.all.map(\.posts) == [1, 2])
  }

  @Test func `of a roster without accounts are looked for under their person id`() throws {
    var posts = SmallPosts()
    posts.post("1", by: "p1")
    posts.post("2", by: "p1", "y")
    posts.post("3", by: "p2")
    let (people, match) = try people(posts, "person,self_described\np1,a\np3,b\n")
    #expect(people.all.map(\.name) == ["p1", "p2", "p3"])
    #expect(people.all.map(\.posts) == [2, 1, 0])
    #expect(match.matchedRows == 1 && match.unmatchedRows == 1 && match.matchedAccounts == 2)
  }

  @Test func `have their handle and id joined by an alias record, without a roster too`() throws {
    var posts = SmallPosts()
    posts.post("1", by: "101")
    posts.post("2", by: "102", to: [.init(.quoteName, account: "@ann")])
    posts.post("3", by: "103", to: [.init(.quoteName, account: "@both")])
    posts.alias("101", "@ann")
    posts.alias("101", "@ann")
    posts.alias("102", "@both")
    posts.alias("103", "@both")
    let (people, match) = try people(posts, nil)
    #expect(name(people, posts.account("@ann")) == "101")
    // Two ids claim @both: it is neither.
    #expect(name(people, posts.account("@both")) == "both")
    #expect(match.conflictingHandles == 1)
    #expect(people.all.map(\.name) == ["101", "102", "103", "both"])
  }

  @Test func `meet their roster row by handle when posts name the id`() throws {
    var posts = SmallPosts()
    posts.post("1", by: "101")
    posts.alias("101", "@ann")
    let (people, match) = try people(posts, "platform,account,self_described\nx,@ANN,a\n")
    #expect(people.all.map(\.name) == ["101"])
    #expect(groups(people, posts.account("101")) == ["a"])
    #expect(match.matchedRows == 1 && match.matchedAccounts == 2)
  }

  @Test func `that two persons claim belong to neither, and the rows are counted`() throws {
    var posts = SmallPosts()
    posts.post("1", by: "101")
    posts.post("2", by: "102")
    posts.post("3", by: "103")
    let (people, match) = try people(
      posts,
      """
      person,platform,account,self_described
      p1,x,101,a
      p2,x,101,b
      p3,x,102,a
      p3,x,102,a
      p4,x,103,a
      p4,x,104,b
      p5,x,105,b
      """)
    #expect(name(people, posts.account("101")) == "101")
    #expect(groups(people, posts.account("101")) == [])
    // p4's rows disagree: the account is theirs, the group unknown.
    #expect(name(people, posts.account("103")) == "p4")
    #expect(groups(people, posts.account("103")) == [])
    #expect(match.conflictingRows == 4)
    #expect(match.doubleRows == 1 && match.matchedRows == 1 && match.unmatchedRows == 1)
    #expect(match.rows == 7 && match.balances)
  }

  @Test func `named by id in one row and by handle in another are one when the rows agree`() throws
  {
    var posts = SmallPosts()
    posts.post("1", by: "101")
    posts.alias("101", "@ann")
    let (people, match) = try people(
      posts, "platform,account,self_described\nx,101,a\nx,@ann,a\n")
    #expect(people.all.map(\.name) == ["101"])
    #expect(match.matchedRows == 1 && match.doubleRows == 1)
  }

  @Test func `of two platforms with one id and no key are told apart`() throws {
    var posts = SmallPosts()
    posts.post("1", by: "7")
    posts.post("2", by: "7", "y")
    let (people, _) = try people(posts, nil)
    #expect(people.all.map(\.name) == ["x:7", "y:7"])
  }

  @Test func `none of whom is on the roster are an error that names no one`() throws {
    var posts = SmallPosts()
    posts.post("1", by: "canaryname7q")
    posts.post("2", by: "@canaryhandle7q", "reddit")
    let message: String
    do {
      _ = try people(
        posts,
        "person,platform,account,self_described\n"
          + "canaryname7q,canaryhandle7q,canaryname7q,canarytext7q\np,x,canarytext7q,a\n")
      message = "no complaint"
    } catch let complaint as Complaint {
      message = complaint.description
      #expect(complaint.status == .data)
    }
    #expect(
      message
        == "not one of its 2 rows meets the posts: compared accounts of platform 'x', 1 that no "
        + "post has with 1 account ids and 1 handles of platform 'reddit', 'x'; check the platform "
        + "names, and whether both use the same key")
    #expect(Canary.found(in: message) == [])
  }

  @Test func `are the same whatever the order of posts and rows`() throws {
    let ids = (0..<40).map { "u\($0 * 7919 % 101)" }
    var forward = SmallPosts(InventedKey())
    var backward = SmallPosts(InventedKey())
    for id in ids { forward.post(id, by: id) }
    for id in ids.reversed() { backward.post(id, by: id) }
    let rows = ids.prefix(20).map { "\($0),\(["a", "b", "a;b"][$0.utf8.count % 3])" }
    let (a, _) = try people(
      forward, "person,self_described\n" + rows.joined(separator: "\n"))
    let (b, _) = try people(
      backward, "person,self_described\n" + rows.reversed().joined(separator: "\n"))
    #expect(a.all.map(\.name) == b.all.map(\.name))
    #expect(a.all.map(\.membership) == b.all.map(\.membership))
    #expect(a.memberships == b.memberships && a.memberships[0] == .unknown)
  }
}
