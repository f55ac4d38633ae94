import Testing
import Topics

@Suite struct `Every entry` {
  /// Anchored at both ends; `*` none or more, `?` exactly one. Checked against Python's `fnmatch`.
  @Test(arguments: [
    ("werk", "werk", true), ("werk", "werken", false), ("werk", "vuurwerk", false),
    ("werk*", "werk", true), ("werk*", "werken", true), ("*werk", "vuurwerk", true),
    ("*werk", "werken", false),
    ("*werk*", "vuurwerken", true), ("w*k", "wk", true), ("w*k", "werk", true),
    ("w*k", "werken", false),
    ("w?rk", "werk", true), ("w?rk", "wrk", false), ("w?rk", "weerk", false),
    ("20??", "2024", true),
    ("20??", "203", false), ("*a*b*", "xaxbx", true), ("*a*b*", "bxa", false), ("a**b", "ab", true),
    ("?é", "éé", true),
  ])
  func `matches whole words by its wildcards`(_ entry: String, _ word: String, _ isMatch: Bool)
    throws
  {
    #expect(try finds([entry], in: "een \(word) nu") == isMatch)
    #expect(try finds([entry], in: "een \(word) nu", .plain) == isMatch)
  }

  @Test func `of several words matches these words in a row, with wildcards in any of them`() throws
  {
    #expect(try finds(["gemengde vriendengroep*"], in: "een GEMENGDE vriendengroepen!"))
    #expect(try finds(["ik * moe"], in: "want ik ben moe"))
    #expect(try !finds(["ik * moe"], in: "want ik moe"))
    #expect(try !finds(["op school"], in: "op de school"))
    #expect(try finds(["a a b"], in: "a a a b"))
  }

  @Test func `is folded like the text`() throws {
    #expect(try finds(["öğretmen*"], in: "OGRETMENIM"))
    #expect(try finds(["ogretmen*"], in: "öğretmenim"))
    #expect(try finds(["ruïne"], in: "rui\u{308}ne"))
    #expect(try !finds(["ruïne"], in: "ruine", .plain))
  }

  @Test func `may be a word, an emoji or a hashtag`() throws {
    #expect(try finds(["🎮"], in: "zin in 🎮🎮"))
    #expect(try finds(["🙏"], in: "🙏🏽"))
    #expect(try !finds(["🙏🏽"], in: "🙏🏿"))
    #expect(try finds(["#mocro4life"], in: "ja #Mocro4Life"))
    #expect(try !finds(["#mocro4life"], in: "ja mocro4life"))
    #expect(try finds(["mocro"], in: "ja #Mocro4Life"))
    #expect(try finds(["thuis voelen"], in: "#ThuisVoelen"))
    #expect(try finds(["no", "on"], in: "oh no"))
  }

  @Test func `of a hashtag's inner words stays within the hashtag`() throws {
    #expect(try !finds(["voelen mag"], in: "#ThuisVoelen mag"))
    #expect(try !finds(["thuis #voelen"], in: "#ThuisVoelen"))
    #expect(try finds(["thuisvoelen mag"], in: "#ThuisVoelen mag"))
  }

  @Test func `of several words does not cross the end of a sentence, a link or a handle`() throws {
    for between in [".", "!", "?", "…", "\n", ";", " https://t.co/x ", " @jan ", " [email] "] {
      #expect(try !finds(["op school"], in: "kom op\(between)school"), "\(between)")
    }
    for between in [" ", ", ", " - ", " (", "\"", " : "] {
      #expect(try finds(["op school"], in: "kom op\(between)school"), "\(between)")
    }
    // The rule of plain tokenisation: words in a row, whatever stood between.
    #expect(try finds(["op school"], in: "kom op. School", .plain))
  }

  @Test func `is found whether or not the post denies it`() throws {
    // Design: negation does not cancel a topic.
    #expect(try finds(["school"], in: "geen school vandaag"))
    #expect(try finds(["ders"], in: "ders yok"))
  }

  @Test func `that is lengthened is tried twice and once`() throws {
    #expect(try finds(["school"], in: "SCHOOOOOL"))
    #expect(try finds(["mama"], in: "maaaamaaaa"))
    #expect(try !finds(["maan"], in: "man"))
    #expect(try !finds(["man"], in: "maan"))
    #expect(try !finds(["10"], in: "1000"))
  }
}

@Suite struct `An exclusion` {
  @Test func `blocks the hits that it overlaps, and no other`() throws {
    let words = ["school*"]
    let exclude = ["old school", "schoolslag"]
    #expect(try !finds(words, exclude: exclude, in: "die beat is old school"))
    #expect(try finds(words, exclude: exclude, in: "die school is old school"))
    #expect(try !finds(words, exclude: exclude, in: "schoolslag"))
    #expect(try finds(words, exclude: exclude, in: "old. school"))
    #expect(try finds(words, exclude: exclude, in: "cool school"))
  }

  @Test func `blocks a phrase by one word of it`() throws {
    #expect(try !finds(["in de klas"], exclude: ["eerste klas"], in: "in de eerste klas"))
    #expect(try !finds(["de klas uit"], exclude: ["klas"], in: "ik ga de klas uit"))
    #expect(try !finds(["#los"], exclude: ["los"], in: "#los"))
    #expect(try !finds(["thuis"], exclude: ["voelen"], in: "#ThuisVoelen"))
  }

  @Test func `of one subtopic leaves the hits of the others alone`() throws {
    let coder = try Coder([
      .of(
        bySubtopic: ["positive": ["leuk", "fijn"], "negative": ["niet leuk", "stom"]],
        exclude: ["positive": ["niet leuk"], "negative": ["stom toevallig"], "": ["leuk weer"]])
    ])
    #expect(coder.code("wat leuk").subtopics == ["tone/positive"])
    #expect(coder.code("echt niet leuk").subtopics == ["tone/negative"])
    #expect(coder.code("niet leuk maar fijn").subtopics == ["tone/positive", "tone/negative"])
    #expect(coder.code("niet leuk maar leuk").subtopics == ["tone/positive", "tone/negative"])
    #expect(coder.code("stom toevallig").subtopics.isEmpty)
    #expect(coder.code("stom toevallig, stom").subtopics == ["tone/negative"])
    // Without subtopic it blocks both.
    #expect(coder.code("niet leuk weer").subtopics.isEmpty)
    #expect(coder.code("#NietLeuk").subtopics == ["tone/negative"])
  }

  @Test func `leaves the hits of other lexicons alone`() throws {
    let coder = try Coder([
      .of(["schoolfeest"], exclude: ["schoolfeest"], topic: "school"),
      .of(["schoolfeest"], topic: "leisure"),
      .of(["school*"], topic: "school"),
    ])
    #expect(coder.code("schoolfeest").topics == ["school", "leisure"])
  }
}
