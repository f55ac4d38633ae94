import Foundation

/// Checks that what is named exists: the phase `files`.
struct FilesCheck {
  var mistakes: [Mistake] = []

  mutating func run(
    _ uses: [SettingCheck.PathUse],
    topics: [(topic: String, place: Place, path: String, folder: String)]
  ) {
    for use in uses { check(use) }
    for topic in topics { check(topic) }
  }

  private mutating func add(
    _ code: MistakeCode, _ use: SettingCheck.PathUse, _ message: String
  ) {
    mistakes.append(Mistake(code, at: use.place, path: use.path, message))
  }

  private mutating func check(_ use: SettingCheck.PathUse) {
    if use.sort == .pattern {
      checkPattern(use)
      return
    }
    let shown = SettingCheck.short(use.written)
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: use.resolved, isDirectory: &isFolder) else {
      let remedy =
        use.sort == .keyFile ? "; make a key with `schakel keygen \(shown)`" : at(use)
      add(.noSuchFile, use, "no such \(use.sort == .folder ? "folder" : "file"): \(shown)\(remedy)")
      return
    }
    switch use.sort {
    case .file, .keyFile:
      if isFolder.boolValue {
        add(.wrongSortOfFile, use, "\(shown) is a folder; a file is needed")
        return
      }
    case .folder:
      if !isFolder.boolValue {
        add(.wrongSortOfFile, use, "\(shown) is a file; a folder is needed")
        return
      }
    case .lexicon, .pattern: break
    }
    checkReadable(use, shown)
    if use.sort == .keyFile { checkMode(use, shown) }
  }

  /// Says where a relative path was looked for.
  private func at(_ use: SettingCheck.PathUse) -> String {
    use.resolved == use.written ? "" : " (looked for \(use.resolved))"
  }

  private mutating func checkReadable(_ use: SettingCheck.PathUse, _ shown: String) {
    guard !FileManager.default.isReadableFile(atPath: use.resolved) else { return }
    add(.notReadable, use, "\(shown) may not be read; check its permissions (ls -l)")
  }

  private mutating func checkMode(_ use: SettingCheck.PathUse, _ shown: String) {
    var status = stat()
    guard stat(use.resolved, &status) == 0, status.st_mode & 0o077 != 0 else { return }
    add(.openKeyFile, use, "others may read the key; close it with chmod 600 \(shown)")
  }

  private mutating func checkPattern(_ use: SettingCheck.PathUse) {
    if use.written == "-" { return }
    let shown = SettingCheck.short(use.written)
    let pattern = FilePattern(use.resolved)
    let (paths, closed) = pattern.find()
    if closed > 0 {
      add(
        .notReadable, use,
        "\(shown) leads to a folder that may not be read; check its permissions (ls -lR)")
      return
    }
    guard !paths.isEmpty else {
      add(
        pattern.isPlain ? .noSuchFile : .noFiles, use,
        (pattern.isPlain ? "no such file or folder: \(shown)" : "no file fits \(shown)") + at(use))
      return
    }
    if pattern.isPlain { checkReadable(use, shown) }
  }

  private mutating func check(
    _ topic: (topic: String, place: Place, path: String, folder: String)
  ) {
    guard FileManager.default.fileExists(atPath: topic.folder) else { return }
    let known = Self.topics(in: topic.folder)
    guard !known.contains(topic.topic) else { return }
    mistakes.append(
      Mistake(
        .unknownLexicon, at: topic.place, path: topic.path,
        "the lexicon folder has no file \(SettingCheck.short(topic.topic)).yaml (have: "
          + "\(SettingCheck.listed(known)))",
        suggestion: Nearest.word(topic.topic, among: known)))
  }

  /// Names of the lexicon files in a folder and its language folders, sorted, each once.
  static func topics(in folder: String) -> [String] {
    let files =
      FilePattern(folder + "/*.yaml").matches() + FilePattern(folder + "/*/*.yaml").matches()
    let names = files.map { path in
      let start = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
      return String(path[start...].dropLast(5))
    }
    return Set(names).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
