package import Corpus
import Interactions

/// Writes profiles as records, a line each (`data-schema/profile.schema.json`).
package struct ProfileRecords {
  private let table: ProfileTable
  private let people: People
  private let posts: PostTable
  private let memberships: [[UInt8]]
  /// Language numbers in the order of their names.
  private let langs: [Int]

  package init(_ table: ProfileTable, people: People, posts: PostTable) {
    self.table = table
    self.people = people
    self.posts = posts
    memberships = people.memberships.map { TieRecords.json($0) }
    langs = posts.langs.indices.sorted {
      posts.langs[$0].utf8.lexicographicallyPrecedes(posts.langs[$1].utf8)
    }
  }

  package var count: Int { table.rows.count }

  /// Writes the rows of a range of numbers.
  package func write(_ range: Range<Int>, into out: inout JSONWriter) {
    for row in table.rows[range] {
      let person = people.all[Int(row.person)]
      out.beginObject()
      out.key("record")
      out.string("profile" as StaticString)
      out.key("person")
      out.string(person.name)
      out.key("role")
      out.string(person.role.rawValue)
      out.key("membership")
      memberships[Int(person.membership)].withUnsafeBufferPointer { out.raw($0) }
      out.key("posts")
      out.int(row.posts)
      writeTexts(row, &out)
      writeContact(row, &out)
      out.endObject()
      out.endLine()
    }
  }

  private func writeTexts(_ row: ProfileTable.Row, _ out: inout JSONWriter) {
    // Without coded posts nobody looked for topics or counted tokens: missing, not zero.
    let isCoded = !row.topicPosts.isEmpty
    if isCoded {
      out.key("tokens")
      out.int(row.tokens)
    }
    out.key("active_days")
    out.int(row.activeDays)
    if row.firstAt != PostRow.noTime {
      out.key("first_at")
      out.time(row.firstAt)
      out.key("last_at")
      out.time(row.lastAt)
    }
    if isCoded {
      out.key("topics")
      out.beginObject()
      for (name, posts) in zip(posts.topicNames, row.topicPosts) {
        out.key(name)
        out.int(posts)
      }
      out.endObject()
      out.key("none")
      out.int(row.none)
    }
    if row.langPosts.contains(where: { $0 > 0 }) {
      out.key("langs")
      out.beginObject()
      for lang in langs where row.langPosts[lang] > 0 {
        out.key(posts.langs[lang])
        out.int(row.langPosts[lang])
      }
      out.endObject()
    }
  }

  private func writeContact(_ row: ProfileTable.Row, _ out: inout JSONWriter) {
    out.key("replies")
    out.int(row.replies)
    out.key("replies_received")
    out.int(row.repliesReceived)
    out.key("inter_out")
    out.double(row.interOut)
    out.key("intra_out")
    out.double(row.intraOut)
    out.key("inter_in")
    out.double(row.interIn)
    out.key("intra_in")
    out.double(row.intraIn)
    out.key("unknown_out")
    out.int(row.unknownOut)
    out.key("unknown_in")
    out.int(row.unknownIn)
    out.key("alters_out")
    out.int(row.altersOut)
    out.key("reciprocated")
    out.int(row.reciprocated)
    out.key("groups_met")
    out.int(row.groupsMet)
  }
}
