import Foundation
import SchakelTesting
import Testing
import Topics

/// The cases of `Tests/oracles/lexicons/normalisation_cases.json` that say which keys a text has. Its
/// rows on negation speak of a later stage; its Turkish rows allow two foldings, of which ours is one.
@Suite struct `The keys of a text under youth tokenisation` {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let keys: [String]
    let isOneOf: Bool
    var testDescription: String { text }
  }

  static func cases(_ names: [String], isOneOf: Bool) throws -> [Case] {
    let root = try #require(
      Repository.json("Tests/oracles/lexicons/normalisation_cases.json") as? [String: Any])
    let rows = try #require(root["rows"] as? [[String: Any]])
    return try rows.compactMap { row in
      let keys = names.compactMap { row[$0] as? [String] }.flatMap { $0 }
      guard !keys.isEmpty else { return nil }
      return Case(text: try #require(row["in"] as? String), keys: keys, isOneOf: isOneOf)
    }
  }

  @Test func `are those of the oracle`() throws {
    let cases = try Self.cases(["keys", "keys_fold"], isOneOf: false)
    #expect(cases.count == 12)
    for one in cases { #expect(Tokenisation.youth.keys(of: one.text) == [one.keys]) }
  }

  @Test func `are one of the two foldings of a Turkish capital`() throws {
    let cases = try Self.cases(["keys_tr", "keys_root"], isOneOf: true)
    #expect(cases.count == 2)
    for one in cases {
      let keys = Tokenisation.youth.keys(of: one.text)
      #expect(keys.count == 1 && keys[0].count == 1 && one.keys.contains(keys[0][0]))
    }
  }

  @Test(arguments: [
    // composed and decomposed are one
    ("\u{E9}\u{E9}n", [["een"]]), ("e\u{301}e\u{301}n", [["een"]]),
    ("KIZ kız", [["kiz"], ["kiz"]]), ("ÖĞRETMEN", [["ogretmen"]]), ("Straße", [["strasse"]]),
    // an inner apostrophe may be left out, an outer one is a quotation mark
    ("m'n", [["m'n", "mn"]]), ("m’n", [["m'n", "mn"]]), ("'thuis'", [["thuis"]]),
    // two lengthened letters: each twice and once
    ("schoooollll", [["schooll", "scholl", "school", "schol"]]),
    ("1000", [["1000"]]), ("school", [["school"]]),
    ("#HBOStress", [["hbostress", "hbo stress"]]), ("#een_twee", [["eentwee", "een twee"]]),
    ("#werk", [["werk"]]), ("#", []),
    ("@jan_w.x hoi", [["hoi"]]), ("mail naam@host.nl", [["mail"], ["naam"]]),
    ("zie https://t.co/School?x=1 nu", [["zie"], ["nu"]]), ("www.school.nl", []),
    ("bel [phone] of [email]", [["bel"], ["of"]]), ("zie [url] nu", [["zie"], ["nu"]]),
    ("hoi @[withdrawn]!", [["hoi"]]), ("[urls]", [["urls"]]),
    ("🇲🇦🇳🇱", [["🇲🇦"], ["🇳🇱"]]), ("ik❤️jou", [["ik"], ["❤"], ["jou"]]),
    ("👨‍👩‍👧!", [["👨‍👩‍👧"]]), ("🙏🏽", [["🙏🏽", "🙏"]]),
    ("turks-nederlands", [["turks"], ["nederlands"]]), ("𝓼𝓬𝓱𝓸𝓸𝓵", [["school"]]),
    ("", []), (" .,!? ", []),
  ])
  func `are`(_ text: String, _ keys: [[String]]) {
    #expect(Tokenisation.youth.keys(of: text).map { Set($0) } == keys.map { Set($0) })
  }
}

@Suite struct `The keys of a text under plain tokenisation` {
  /// Expected values: `re.sub(r"\W+", " ", text.lower()).split()` of Python 3.11, whose `\w` is
  /// letters, numbers and `_`.
  @Test(arguments: [
    ("Één, twee_drie! 3lash", ["één", "twee_drie", "3lash"]),
    ("ŞIRIN", ["şirin"]),
    ("m'n make-up", ["m", "n", "make", "up"]),
    ("#ThuisVoelen @Jan https://t.co/aB", ["thuisvoelen", "jan", "https", "t", "co", "ab"]),
    ("x²½Ⅳ १२", ["x²½ⅳ", "१२"]), ("مرحبا صباح", ["مرحبا", "صباح"]), ("ΑΒΓ × ÷ 中文", ["αβγ", "中文"]),
    ("a😂b🇲🇦", ["a", "b"]),
    ("SCHOOOOL", ["schooool"]),
    ("𐐀𝓼", ["𐐨𝓼"]), ("_", ["_"]), ("", []),
  ])
  func `are the runs of letters, numbers and underscores in lower case`(
    _ text: String, _ keys: [String]
  ) {
    #expect(Tokenisation.plain.keys(of: text) == keys.map { [$0] })
  }
}
