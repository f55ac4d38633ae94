package import Corpus
package import Interactions

/// One row of measures per author: what they wrote, whom they answered, who answered them.
///
/// Rows are donors with at least one kept post, in the order of people; everybody with a kept post
/// where a reason is given. Meaning of each measure: `docs/profile.md`.
/// Cost: one pass over posts and one over ties; 6 bytes a post and 8 a tie while it runs.
package enum ProfileBuilder {
  /// - Parameters:
  ///   - ties: made from these posts and people; an empty table leaves the tie measures at 0.
  ///   - settings: which edges make a post a reply, and when two people are of one group.
  ///   - reason: why others than donors have profiles.
  package static func build(
    posts: PostTable, ties: TieTable, people: People, settings: InteractSettings, reason: String?
  ) -> ProfileTable {
    precondition(
      ties.ties.count == 0 || ties.people.all.count == people.all.count,
      "ties and people of different runs cannot make profiles")
    var slots = Slots(posts: posts, people: people, isForAll: reason != nil)
    var writing = Writing(posts, slots)
    writing.run(people, settings)
    let contact = Contact(ties, people, settings.same, slots)
    writing.enter(&slots.rows)
    contact.enter(&slots.rows)
    var table = ProfileTable()
    table.rows = slots.rows
    table.reason = reason
    return table
  }
}

/// Which persons have a row, and which row.
struct Slots {
  /// Row of each person; -1: none.
  let ofPerson: [Int32]
  var rows: [ProfileTable.Row] = []

  init(posts: PostTable, people: People, isForAll: Bool) {
    var count = [Int32](repeating: 0, count: people.all.count)
    for row in posts.rows.slices.joined() {
      guard row.role == .sample, row.account >= 0 else { continue }
      let person = people.personOfAccount[Int(row.account)]
      if person >= 0 { count[Int(person)] += 1 }
    }
    var ofPerson = [Int32](repeating: -1, count: people.all.count)
    for (person, posts) in count.enumerated()
    where posts > 0 && (isForAll || people.all[person].role == .donor) {
      ofPerson[person] = Int32(rows.count)
      var row = ProfileTable.Row(person: Int32(person))
      row.posts = Int(posts)
      rows.append(row)
    }
    self.ofPerson = ofPerson
  }
}
