import Corpus
import Foundation
import SchakelTesting
import Testing
import Topics

@Suite struct `Every text` {
  static let lexicons = Result {
    try LexiconSet.load(folder: Repository.folder("lexicons").path)
  }

  @Test(arguments: Tokenisation.allCases)
  func `of the lexicons' examples is coded as the slow coder codes it`(_ tokenisation: Tokenisation)
    throws
  {
    let lexicons = try Self.lexicons.get()
    for topic in Set(lexicons.map(\.topic)) {
      // Poles are turned round behind the coder's tables; `PoleTests` are theirs.
      let some = lexicons.filter { $0.topic == topic }.map(\.withoutPoles)
      let examples = lexicons.filter { $0.topic == topic }.flatMap { $0.match + $0.pass }
      // The slow coder tries every entry on every text: some of them, from all over the lexicons.
      let step = max(1, examples.count / 5)
      let chosen = stride(from: 0, to: examples.count, by: step).map { examples[$0].text }
      try compare(chosen, some, tokenisation)
    }
  }

  @Test(arguments: Tokenisation.allCases)
  func `made at random is coded as the slow coder codes it`(_ tokenisation: Tokenisation) throws {
    let lexicons = try Self.lexicons.get()
    let words = lexicons.flatMap { ($0.words + $0.exclude).map(\.text) }
    var dice = Dice(state: 20_150_409)
    // A few lexicons of odd entries beside a few entries of ours: the slow coder tries each alone.
    let odd: [Lexicon] = [
      .of(
        ["*school", "s?hool*", "a b", "a * c", "#los", "🇲🇦", "👩‍🎓", "ik ben*", "1000", "m'n"],
        exclude: ["b c", "noot"]),
      .of(
        ["thuis", "thuis voel*", "voel me", "é", "*k*n*", "ß*", "??"], exclude: ["me *", "9*"],
        topic: "belonging"),
      .of(
        bySubtopic: ["one": ["a", "a b", "é", "thuis*"], "two": ["b c", "*a*", "voel me"]],
        exclude: ["one": ["b", "me *"], "two": ["a b", "#los"], "": ["scho"]]),
      .of(["scho", "straße", "هلا", "b"], exclude: ["b 👍"], topic: "work", subtopic: "general"),
    ]
    let texts = (0..<200).map { _ in RandomText.make(words, &dice) }
    try compare(texts, odd, tokenisation)
    let some = lexicons.map { lexicon in
      Lexicon(
        topic: lexicon.topic, language: lexicon.language,
        words: (0..<6).compactMap { _ in lexicon.words.randomElement(using: &dice) },
        exclude: (0..<3).compactMap { _ in lexicon.exclude.randomElement(using: &dice) },
        kind: lexicon.kind)
    }
    try compare(texts, some, tokenisation)
  }

  private func compare(_ texts: [String], _ lexicons: [Lexicon], _ tokenisation: Tokenisation)
    throws
  {
    let coder = try Coder(lexicons, tokenisation: tokenisation)
    let worker = coder.worker()
    let slow = SlowCoder(lexicons: lexicons, tokenisation: tokenisation)
    for text in texts {
      let fast = coder.named(worker.code(padded: text))
      #expect(fast == slow.code(text), "\(tokenisation): \(text)")
    }
  }

  @Test func `is coded the same by a worker that has seen other texts`() throws {
    let coder = try Coder(try Self.lexicons.get())
    let used = coder.worker()
    var dice = Dice(state: 7)
    let texts = (0..<200).map { _ in RandomText.make(["school", "werk", "ramadan"], &dice) }
    for text in texts.shuffled(using: &dice) { _ = used.code(padded: text) }
    for text in texts { #expect(coder.named(used.code(padded: text)) == coder.code(text)) }
  }

  @Test func `is coded the same when the worker's memory has been begun anew`() throws {
    // A worker remembers at most 131,072 words (WordMemo).
    let coder = try Coder([.of(["school*", "in de klas"])])
    let worker = coder.worker()
    for block in 0..<300 {
      let words = (0..<1000).map { "woord\(block)x\($0)" }.joined(separator: " ")
      let result = coder.named(worker.code(padded: words + " schooldag in de klas"))
      #expect(result == CodedText(topics: ["school"], subtopics: [], tokens: 1004))
    }
  }
}

/// Texts of words, signs and scalars that are hard to read.
enum RandomText {
  static let hard = [
    "a", "b", "c", "a b c", "SCHOOOOL", "jaaaammmmeeeerrrrsss", "ıİIi", "Straße", "e\u{301}én",
    "één",
    "m'n", "m’n", "'t", "mn'", "@jan_w.x-y@z.nl", "@", "naam@host.nl", "#ThuisVoelen",
    "#mocro4life",
    "#HBOStress", "#een_twee", "#los", "c#a", "&#39;", "#", "#😂", "https://t.co/abC?d=school",
    "http:/", "www.school.nl", "www", "pic.twitter.com/school", "[email]", "[phone]", "[url]",
    "[withdrawn]", "[mail]", "❤️",
    "❤", "🇲🇦", "🇲🇦🇳🇱", "🇲", "👩🏽‍🎓", "👩‍🎓", "🏽", "1️⃣", "👨‍👩‍👧", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "…", ".", "!", "?", "\n", ";", ",", "-",
    "_", "7abibi", "3ammi", "1000", "10000", "×", "÷", "aė", "bķ×", "ŉ", "ﬁets", "𝓼𝓬𝓱𝓸𝓸𝓵", "ﷺ",
    "مَرحَباً", "ـه",
    "한글", "й", "ǆ", "ŞİMDİ", "çalışıyorum", "öğretmenlerimizden", "geïnteresseerdheid", "\u{200B}",
    "\u{200D}",
    "a\u{200D}b", "\u{301}", "\u{FE0F}", "\u{FFFD}", "ℹ️", "©", "ª", "x²", "½", "١٢", "一一一", "zzzz",
    "lang" + String(repeating: "er", count: 30), "k9", "noot", "9lbi", "thuis", "voel", "me",
    "scho",
    "aaaabbbbccccddddeeee", "هلا", "ʼn", "l'école", "ǅ", "\u{AD}",
  ]

  static func make(_ words: [String], _ dice: inout Dice) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0...14, using: &dice) {
      let isHard = Bool.random(using: &dice)
      var word = (isHard ? hard : words).randomElement(using: &dice) ?? ""
      switch Int.random(in: 0..<8, using: &dice) {
      case 0: word = word.uppercased()
      case 1: word = word.replacingOccurrences(of: "*", with: "en")
      case 2: word = lengthened(word, &dice)
      case 3: word = word.decomposedStringWithCanonicalMapping
      default: break
      }
      text += word + (Int.random(in: 0..<5, using: &dice) == 0 ? "" : " ")
    }
    return text
  }

  private static func lengthened(_ word: String, _ dice: inout Dice) -> String {
    guard let place = word.indices.randomElement(using: &dice) else { return word }
    let count = Int.random(in: 1...4, using: &dice)
    return word.replacingCharacters(
      in: place...place, with: String(repeating: word[place], count: count))
  }
}
