import Corpus
import Testing
import Topics

@Suite struct `The terms of posts` {
  /// Terms of each text in order.
  private func terms(_ texts: [String], title: String? = nil) -> [[String]] {
    let batch = PostBatch()
    for text in texts {
      var row = PostRow()
      row.platform = batch.put("forum")
      row.title = batch.putOptional(title)
      row.text = batch.put(text)
      batch.append(row)
    }
    return spelt(TermReader().read(batch))
  }

  private func spelt(_ digest: TermDigest) -> [[String]] {
    var start = 0
    return digest.ends.map { end in
      let own = digest.tokens[start..<end].map { digest.spellings[Int($0)] }
      start = end
      return own
    }
  }

  @Test func `are letters without case and diacritics, by every way a token is read`() {
    #expect(terms(["Één één, EEN! een"]) == [["een", "een", "een", "een"]])
    #expect(
      terms(["çok güzel abi 😂 zo'n arbeidsongeschiktheidsverzekering"])
        == [["cok", "guzel", "abi", "😂", "zo'n", "arbeidsongeschiktheidsverzekering"]])
    #expect(terms(["jaaaaa jaaa jaa ja 1000"]) == [["jaa", "jaa", "jaa", "ja", "1000"]])
    #expect(terms(["#MoccoRotterdam #moccorotterdam"]) == [["#moccorotterdam", "#moccorotterdam"]])
  }

  @Test func `are of title and text, and of no quoted or foreign words`() {
    #expect(terms(["tekst"], title: "Kop") == [["kop", "tekst"]])
    let batch = PostBatch()
    for (kind, role) in [(PostKind.repost, PostRole.sample), (.post, .context), (.reply, .sample)] {
      var row = PostRow()
      row.text = batch.put("eigen")
      row.quoted = batch.put("ander")
      row.kind = kind
      row.role = role
      batch.append(row)
    }
    #expect(spelt(TermReader().read(batch)) == [[], [], ["eigen"]])
  }

  @Test func `are never handles, links, masks or pseudonyms`() {
    #expect(
      terms([
        "hoi @fatima_1 zie https://voorbeeld.nl/x [url] [email] [phone] @habcdefghijklmnopqrstuvwxyz2 u/habcdefghijklmnopqrstuvwx27 dag"
      ]) == [["hoi", "zie", "u", "dag"]])
  }

  @Test func `are the same in every batch of a reader`() {
    let reader = TermReader()
    for text in ["een twee een", "twee drie", "drie een"] {
      let batch = PostBatch()
      var row = PostRow()
      row.text = batch.put(text)
      batch.append(row)
      #expect(spelt(reader.read(batch))[0].joined(separator: " ") == text)
    }
  }
}
