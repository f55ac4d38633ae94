import Corpus

/// Whose archive it is.
struct XAccount {
  /// Stable id; empty when the archive does not tell.
  let id: [UInt8]
  /// Name without `@` at the time of the export; empty when the archive does not tell.
  let handle: [UInt8]

  /// - Throws: `Complaint` (65) when the export is no X archive, or does not say whose it is.
  init(of export: any Export, _ layout: XLayout) throws {
    if layout.isGrailbird {
      throw Complaint(
        "is a Twitter archive of 2019 or before (data/js/tweets), whose layout is not read; "
          + "ask for a new archive")
    }
    guard let member = layout.account else {
      throw layout.tweets.isEmpty
        ? Complaint(
          "is not an x-archive: found neither account.js nor tweets.js (or tweet.js, "
            + "tweets-part1.js) in it")
        : Complaint(
          "has posts but no account.js, so that nobody knows whose they are; "
            + "give the whole archive, as zip or folder")
    }
    guard layout.accountCount == 1 else {
      throw Complaint(
        "holds \(layout.accountCount) archives (account.js files); give each on its own, "
          + "as in `FOLDER/*`")
    }
    var found: (id: [UInt8], handle: [UInt8])?
    try at(layout.folder + "account.js") {
      var elements = try XElements(export, member)
      guard let (batch, list) = try elements.next(), let first = list.first else {
        throw Complaint("names no account")
      }
      var id: JSONScanner.Text?
      var handle: JSONScanner.Text?
      var scanner = JSONScanner(
        base: batch.base, at: first.range.lowerBound, end: first.range.upperBound)
      scanner.forEachKey { scanner, key in
        guard scanner.matches(key, "account") else { return scanner.skipValue() }
        scanner.forEachKey { scanner, key in
          if scanner.matches(key, "accountId") {
            id = scanner.scalarOrSkip()?.text
          } else if scanner.matches(key, "username") {
            handle = scanner.textOrSkip()
          } else {
            scanner.skipValue()
          }
        }
      }
      found = (
        id.map { Array(batch.bytes(batch.decoded($0))) } ?? [],
        handle.map { Array(batch.bytes(batch.decoded($0))) } ?? []
      )
      guard !scanner.failed, found?.id.isEmpty == false || found?.handle.isEmpty == false else {
        throw Complaint("names no account (accountId, username)")
      }
    }
    id = found?.id ?? []
    handle = found?.handle ?? []
  }
}

/// The elements of one file of an archive: `window.YTD.<what>.part0 = [ … ]`.
struct XElements {
  private var elements: JSONElements
  private var isChecked = false

  init(_ export: any Export, _ member: Member) throws {
    elements = JSONElements(try export.openText(member))
  }

  /// Whether the bytes ended before the list; known at the end.
  var isCutShort: Bool { elements.isCutShort }

  /// - Throws: `Complaint` (65) when the file does not begin as it must.
  mutating func next() throws -> (batch: PostBatch, elements: [JSONElements.Element])? {
    let result = try elements.next()
    if !isChecked {
      isChecked = true
      let prefix = elements.prefix.drop { $0 <= 32 }
      let isAssignment =
        prefix.starts(with: XLayout.prefix) && prefix.last { $0 > 32 } == UInt8(ascii: "=")
      guard prefix.isEmpty || isAssignment else {
        throw Complaint("does not begin with window.YTD… = [, as the files of an x-archive do")
      }
    }
    return result
  }
}

/// How many records the archive says that its files hold.
enum XManifest {
  /// Count by the format's own name of the file; empty when there is no manifest.
  static func counts(_ export: any Export, _ layout: XLayout) throws -> [String: Int] {
    guard let member = layout.manifest else { return [:] }
    let batch = PostBatch()
    let bytes = try at(layout.folder + "manifest.js") {
      try export.openText(member).readAll(limit: 64 << 20)
    }
    _ = batch.put(bytes)
    batch.pad()
    guard let open = bytes.firstIndex(of: 123) else { return [:] }
    var scanner = JSONScanner(base: batch.base, at: open, end: batch.used)
    var files: [(name: JSONScanner.Text, count: JSONScanner.Text)] = []
    scanner.forEachKey { scanner, key in
      guard scanner.matches(key, "dataTypes") else { return scanner.skipValue() }
      scanner.forEachKey { scanner, _ in
        scanner.forEachKey { scanner, key in
          guard scanner.matches(key, "files") else { return scanner.skipValue() }
          scanner.forEachElement { take(&$0, &files) }
        }
      }
    }
    var counts: [String: Int] = [:]
    for file in files {
      let name = batch.string(batch.decoded(file.name)) ?? ""
      let count = batch.string(batch.decoded(file.count)) ?? ""
      if let number = Int(count) { counts[name] = number }
    }
    return counts
  }

  private static func take(
    _ scanner: inout JSONScanner,
    _ files: inout [(name: JSONScanner.Text, count: JSONScanner.Text)]
  ) {
    var name: JSONScanner.Text?
    var count: JSONScanner.Text?
    scanner.forEachKey { scanner, key in
      if scanner.matches(key, "fileName") {
        name = scanner.textOrSkip()
      } else if scanner.matches(key, "count") {
        count = scanner.scalarOrSkip()?.text
      } else {
        scanner.skipValue()
      }
    }
    if let name, let count { files.append((name, count)) }
  }
}
