import Corpus
import Pipeline
import Testing

/// What a text looks like behind the mask. In what is expected, `‹name›` stands for the pseudonym of
/// that handle; all else is written by hand.
@Suite struct `Every text` {
  @Test(arguments: [
    // whatever stands before the sign
    ("hoi @Ayse_K!", "hoi @‹ayse_k›!"), (".@ayse_k kijk", ".@‹ayse_k› kijk"),
    ("...@ayse_k", "...@‹ayse_k›"), ("…@ayse_k", "…@‹ayse_k›"), ("thx@ayse_k", "thx@‹ayse_k›"),
    ("😂@ayse_k", "😂@‹ayse_k›"), ("“@ayse_k: hoi”", "“@‹ayse_k›: hoi”"),
    ("é@ayse_k", "é@‹ayse_k›"), ("_@ayse_k", "_@‹ayse_k›"), ("@@ayse_k", "@@‹ayse_k›"),
    ("RT@ayse_k:", "RT@‹ayse_k›:"), ("cc/@ayse_k", "cc/@‹ayse_k›"), ("1@ayse_k", "1@‹ayse_k›"),
    ("@jan@ayse_k", "@‹jan›@‹ayse_k›"), ("＠ayse_k", "＠‹ayse_k›"), ("@ayse_k", "@‹ayse_k›"),
    // where the name ends
    ("@jan.de-vries. En", "@‹jan.de-vries›. En"), ("@jan… ja", "@‹jan›… ja"),
    ("@jan😂", "@‹jan›😂"), ("@jan’s", "@‹jan›’s"), ("@jan”", "@‹jan›”"),
    ("@jan–piet", "@‹jan›–piet"),
    ("@ömer_ç!", "@‹ömer_ç›!"), ("@سعاد؟", "@‹سعاد›؟"), ("@jan--- ja", "@‹jan›--- ja"),
    ("@jan@mastodon.example ja", "@‹jan@mastodon.example› ja"),
    ("@\u{2068}Jan de Vries\u{2069} ja", "@‹jan de vries› ja"),
    ("@" + String(repeating: "a", count: 300), "@‹" + String(repeating: "a", count: 300) + "›"),
    // Reddit's own sign
    ("wat /u/Jan_V zegt", "wat /u/‹jan_v› zegt"), ("kunt u/jij dat", "kunt u/jij dat"),
    // no name
    ("mail @ 5", "mail @ 5"), ("@", "@"), ("@-", "@-"), ("@.", "@."), ("@…", "@…"), ("@😂", "@😂"),
  ])
  func `holds no handle`(_ text: String, _ expected: String) throws {
    #expect(try Mask.keyed(text) == Mask.filled(expected))
  }

  @Test func `on Reddit holds no bare name either`() throws {
    #expect(
      try Mask.keyed("zie u/Jan_V en (u/piet)", platform: "reddit")
        == Mask.filled("zie u/‹jan_v› en (u/‹piet›)", platform: "reddit"))
    #expect(try Mask.keyed("zeg u/", platform: "reddit") == "zeg u/")
    #expect(try Mask.keyed("menu/kaart", platform: "reddit") == "menu/kaart")
  }

  @Test(arguments: [
    ("mail naam@host.nl!", "mail [email]!"), ("(a.b-c+d_1@mail.host.co.uk).", "([email])."),
    ("😂naam@host.nl😂", "😂[email]😂"), ("voeg toe jan_91@hotmail", "voeg toe [email]"),
    ("JAN@Hotmail.COM", "[email]"), ("...naam@host.nl", "...[email]"),
  ])
  func `holds no mail address`(_ text: String, _ expected: String) throws {
    #expect(try Mask.keyed(text) == expected)
  }

  @Test(arguments: [
    ("zie https://x.example/jan/1?a=b nu", "zie [url] nu"), ("HTTP://X.EXAMPLE/a", "[url]"),
    ("😂https://x.example", "😂[url]"), ("ziehttps://x.example", "zie[url]"),
    ("www.host.nl/jan", "[url]"), ("instagram.com/jan_v ja", "[url] ja"),
    ("(t.me/jan", "([url]"), ("en/of", "en/of"), ("e.d./enz", "e.d./enz"), ("24/7", "24/7"),
    ("vs. /u", "vs. /u"), ("1.5/2", "1.5/2"), ("a.b//c", "a.b//c"), ("www", "www"),
    ("<a href=\"https://x.example/a\">", "<a href=\"[url]\">"),
  ])
  func `holds no link`(_ text: String, _ expected: String) throws {
    #expect(try Mask.keyed(text) == expected)
  }

  @Test(arguments: [
    "06-12345678", "0612345678", "06 12 34 56 78", "06 - 12345678", "06–12345678", "06.12.34.56.78",
    "+31 6 12345678", "+31612345678", "0031612345678", "0031 (0)6 12345678", "+31(0)6-12345678",
    "(020) 123 45 67", "020-1234567", "0532 123 45 67", "532 123 45 67", "+90 532 123 45 67",
    "+212 6 12 34 56 78", "06/12345678", "06\u{A0}12345678", "612345678", "555-123-4567",
    "06-12-34-56-78",
    "02 123 45 67", "+32 470 12 34 56",
  ])
  func `holds no telephone number`(_ number: String) throws {
    #expect(try Mask.keyed("bel \(number) nu") == "bel [phone] nu")
    #expect(try Mask.keyed("nr.\(number)xxx") == "nr.[phone]xxx")
    #expect(try Mask.keyed("tel:\(number)😂") == "tel:[phone]😂")
    #expect(try Mask.keyed(number) == "[phone]")
  }

  @Test(arguments: [
    "19-03-2014 10:15", "03-04-2015", "03.04.2015", "3/4/2015", "03-04-2015 10:15",
    "01-02-14 10.15",
    "2015-03-04T05:06:07", "03 04 2015 10:15", "01/02/2014 06.15", "09:00-17:30", "0,00000001",
    "1.000.000", "12345678", "in 2014 2015 2016", "1234567890123456", "10.000.000.000",
    "3,0123456789",
    "0 - 0 en 1 - 1", "00:15:30", "nr 12-03-2014/05-2015",
  ])
  func `keeps dates, times, amounts and longer numbers`(_ text: String) throws {
    #expect(try Mask.keyed("op \(text) dus") == "op \(text) dus")
  }

  @Test(arguments: [
    ("hoi @Weg_1!", "hoi @[withdrawn]!"), (".@weg_1", ".@[withdrawn]"),
    ("thx@weg_1", "thx@[withdrawn]"), ("😂@weg_1😂", "😂@[withdrawn]😂"),
    ("@weg_1.Daarom", "@[withdrawn].Daarom"), ("@weg_1-fans", "@[withdrawn]-fans"),
    ("@weg_1@x", "@[withdrawn]@‹x›"), ("/u/weg_1", "/u/[withdrawn]"), ("＠WEG_1", "＠[withdrawn]"),
    ("@weg_12 @xweg_1", "@‹weg_12› @‹xweg_1›"),
  ])
  func `holds nobody who withdrew`(_ text: String, _ expected: String) throws {
    #expect(try Mask.keyed(text, withdrawn: ["weg_1"]) == Mask.filled(expected))
    // Without a key all others stay as they are.
    let bare = expected.filter { $0 != "‹" && $0 != "›" }
    #expect(try Mask.unkeyed(text, withdrawn: ["weg_1"]) == bare)
  }

  @Test(arguments: [
    ("zie https://x.example/weg_1/status/1 nu", "zie [url] nu"),
    ("zie x.example/Weg_1", "zie [url]"),
    ("zie https://x.example/jan", "zie https://x.example/jan"),
    ("06-12345678 a@host.nl", "06-12345678 a@host.nl"),
  ])
  func `without a key loses links to somebody who withdrew, and nothing else`(
    _ text: String, _ expected: String
  ) throws {
    #expect(try Mask.unkeyed(text, withdrawn: ["weg_1"]) == expected)
  }
}

/// One text through the mask.
private enum Mask {
  static let pseudonymiser = ProjectKey.make(phrase: "mask").pseudonymiser

  static func keyed(
    _ text: String, platform: String = "x", withdrawn: [String] = []
  ) throws -> String {
    try masked(text, platform, KeyedIDs(pseudonymiser), withdrawn)
  }

  static func unkeyed(_ text: String, withdrawn: [String]) throws -> String {
    try masked(text, "x", KeyedIDs(NoPseudonyms()), withdrawn)
  }

  private static func masked(
    _ text: String, _ platform: String, _ ids: KeyedIDs, _ withdrawn: [String]
  ) throws -> String {
    let lines = withdrawn.map { "\(platform),\($0)\n" }.joined()
    let list = try Withdrawn.read(Array(lines.utf8), shown: "list")
    let batch = PostBatch()
    var row = PostRow()
    row.platform = batch.put(Array(platform.utf8))
    row.text = batch.put(Array(text.utf8))
    batch.rows = [row]
    TextMask(ids, withdrawn: list).apply(to: batch)
    return batch.string(batch.rows[0].text) ?? ""
  }

  /// With each `‹name›` replaced by its pseudonym.
  static func filled(_ text: String, platform: String = "x") -> String {
    var out = ""
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "‹"), let close = rest.firstIndex(of: "›") {
      out += rest[..<open]
      let name = Array(rest[rest.index(after: open)..<close].utf8)
      out += name.withUnsafeBufferPointer {
        String(
          decoding: pseudonymiser.pseudonym(space: .handle, platform: platform, native: $0),
          as: UTF8.self)
      }
      rest = rest[rest.index(after: close)...]
    }
    return out + rest
  }
}
