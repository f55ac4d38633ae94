import Foundation
import SchakelTesting
import Testing

/// Swift files below a folder of the repository.
private func sources(_ folder: String) -> [String] {
  let names =
    (FileManager.default.enumerator(atPath: Repository.folder(folder).path)?.allObjects
      as? [String]) ?? []
  return names.filter { $0.hasSuffix(".swift") }.sorted().map { "\(folder)/\($0)" }
}

/// Code lines without comments and the contents of string literals.
private func code(_ path: String) throws -> [Substring] {
  try Repository.text(path).split(separator: "\n").map { line in
    line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line
  }
}

@Suite struct `Every target` {
  /// The way of the data (decision 0001): a target may know those before it, as its row says.
  static let mayKnow: [String: Set<String>] = [
    "Corpus": [],
    "Markup": ["Corpus", "CLibXML2"],
    "Ingest": ["Corpus", "Markup", "CArchive"],
    "Topics": ["Corpus", "Markup"],
    "Interactions": ["Corpus"],
    "Profiles": ["Corpus", "Interactions"],
    "Tables": ["Corpus", "Interactions", "Profiles"],
    "Pipeline": ["CMalloc", "Corpus", "Ingest", "Topics", "Interactions", "Profiles", "Tables"],
    "schakel": ["Corpus", "Pipeline"],
  ]
  /// Modules from outside: the standard ones, and those that one room needs.
  static let outside: [String: Set<String>] = [
    "Ingest": ["Yams"], "Topics": ["Yams"], "Pipeline": ["Yams", "Crypto"],
    "schakel": ["ArgumentParser"],
  ]
  static let standard: Set<String> = ["Foundation", "Synchronization", "Glibc", "Dispatch"]

  @Test func `has a row in the list, and every row a target`() throws {
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: Repository.folder("Sources").path)
    let own = Set(folders.filter { !$0.hasPrefix(".") && (!$0.hasPrefix("C") || $0 == "Corpus") })
    #expect(own == Set(Self.mayKnow.keys))
    #expect(own.count <= 10)
  }

  @Test(arguments: mayKnow.keys.sorted())
  func `imports only what stands before it on the way of the data`(target: String) throws {
    let allowed = (Self.mayKnow[target] ?? []).union(Self.outside[target] ?? []).union(
      Self.standard)
    let files = sources("Sources/\(target)")
    #expect(!files.isEmpty)
    for file in files {
      for line in try code(file) {
        let words = line.split(separator: " ").map(String.init)
        guard let place = words.firstIndex(of: "import"),
          words[..<place].allSatisfy({
            [
              "package", "public", "internal", "private", "fileprivate", "@preconcurrency",
              "@_exported",
            ].contains($0)
          })
        else { continue }
        // `import struct Foundation.Data` names the module second.
        let name = words[words.count > place + 2 ? place + 2 : place + 1]
        let module = String(name.split(separator: ".")[0])
        #expect(allowed.contains(module), "\(file) imports \(module)")
        #expect(!words.contains("@_exported"), "\(file)")
      }
    }
  }

  @Test func `opens no network connection`() throws {
    let forbidden = [
      "URLSession", "FoundationNetworking", "getaddrinfo", "gethostbyname", "NWConnection",
      "CFSocket",
      "socket(", "connect(",
    ]
    for file in sources("Sources") {
      for line in try code(file) {
        for word in forbidden { #expect(!line.contains(word), "\(file): \(word)") }
      }
    }
  }

  @Test func `has no clock, chance or locale where outputs are made`() throws {
    // The run's own clock (seconds, in the restricted record) and the terminal's are the exceptions,
    // and the system's random source makes keys.
    let exceptions: Set<String> = [
      "Sources/Pipeline/Run/RunWork.swift", "Sources/Pipeline/Run/RunRecord.swift",
      "Sources/schakel/Terminal.swift",
    ]
    let forbidden = [
      "Date()", ".random(", "SystemRandomNumberGenerator", "Locale.current", "TimeZone.current",
      "DateFormatter", "NumberFormatter", "localizedCompare", "localizedStandardCompare",
      "ContinuousClock", "shuffled()", "hashValue", "setlocale(",
    ]
    for file in sources("Sources") where !exceptions.contains(file) {
      for line in try code(file) {
        for word in forbidden { #expect(!line.contains(word), "\(file): \(word)") }
      }
    }
  }

  @Test func `says what it cannot do instead of crashing: no try!, fatalError or empty catch`()
    throws
  {
    for file in sources("Sources") {
      for line in try code(file) {
        for word in ["try!", "fatalError(", "catch {}", "as! "] {
          #expect(!line.contains(word), "\(file): \(word)")
        }
      }
    }
  }

  @Test func `leaves no way from a name to a group`() throws {
    // The room of groups knows accounts as keys only: no handle, display name, text or language
    // reaches an origin scheme.
    for file in sources("Sources/Interactions/Groups") {
      for line in try code(file) {
        for word in [
          "handle", "Handle", "displayName", "lang", ".text", "PostTable", "PostRow", "PostBatch",
        ] {
          #expect(!line.contains(word), "\(file): \(word)")
        }
      }
    }
  }
}

@Suite struct `Every reader of the hot path` {
  /// Files through which every post goes, byte by byte.
  static let files: [String] =
    [
      "Sources/Corpus/JSONScanner.swift", "Sources/Corpus/JSONWriter.swift",
      "Sources/Corpus/JSONWriter+Values.swift", "Sources/Corpus/CSVReader.swift",
      "Sources/Corpus/UTF8Check.swift", "Sources/Corpus/Moment.swift",
      "Sources/Corpus/Key128.swift",
      "Sources/Corpus/PostBatch.swift", "Sources/Corpus/PostBatch+JSON.swift",
      "Sources/Corpus/PostBatch+Entities.swift", "Sources/Ingest/LineWalk.swift",
      "Sources/Ingest/JSONScanner+Values.swift", "Sources/Pipeline/Flow/ShardReader.swift",
      "Sources/Pipeline/Flow/FlowWorker.swift", "Sources/Pipeline/Privacy/TextMask.swift",
    ] + sources("Sources/Corpus/Records") + sources("Sources/Corpus/Digest")
    + sources("Sources/Ingest/Tweets") + sources("Sources/Ingest/Reddit")
    + sources("Sources/Topics").filter { file in
      ["Token", "Matcher", "CoderWorker", "WordMemo", "KeyBuffer", "PhraseStates"]
        .contains { file.contains("/\($0)") }
    }

  @Test(arguments: files)
  func `uses no Character, Regex or Codable`(file: String) throws {
    let forbidden = [
      "Character", "Regex", "Codable", "JSONDecoder", "JSONEncoder", "JSONSerialization",
      "NSRegularExpression", "DateFormatter", "components(separatedBy:", "StringProtocol",
    ]
    for line in try code(file) {
      for word in forbidden { #expect(!line.contains(word), "\(word)") }
    }
  }

  @Test func `is a file that is there`() {
    for file in Self.files {
      #expect(FileManager.default.fileExists(atPath: Repository.folder(file).path), "\(file)")
    }
    #expect(Self.files.count > 25)
  }
}

@Suite struct `Every decision` {
  @Test func `is enforced by tests that are there`() throws {
    let tests = try sources("Tests").map { try Repository.text($0) }.joined(separator: "\n")
    let pages = try FileManager.default.contentsOfDirectory(
      atPath: Repository.folder("docs/decisions").path
    ).filter { $0.hasSuffix(".md") }.sorted()
    #expect(pages.count >= 5)
    for page in pages {
      let text = try Repository.text("docs/decisions/\(page)")
      let last = try #require(text.components(separatedBy: "Enforced by: ").last)
      // Names of tests are sentences in backticks; a name without a space is a file.
      let names = last.replacing("\n", with: " ").split(separator: "`").enumerated()
        .filter { $0.offset % 2 == (last.hasPrefix("`") ? 0 : 1) && $0.element.contains(" ") }
        .map { String($0.element) }.filter { !$0.hasPrefix("make ") }
      #expect(names.count >= 2, "\(page)")
      for name in names { #expect(tests.contains("`\(name)`"), "\(page): \(name)") }
    }
  }
}
