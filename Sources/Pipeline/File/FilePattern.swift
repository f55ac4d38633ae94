import Foundation

/// A path with wildcards: `*` and `?` within a name, `**` for any number of folders.
///
/// Names that begin with a dot are matched only by a pattern that begins with a dot, and `**` does
/// not enter them or follow links to folders.
package struct FilePattern: Sendable {
  private let parts: [String]
  private let root: String
  /// Whether it has no wildcards: the name of one file or folder.
  package let isPlain: Bool
  private let path: String

  package init(_ path: String) {
    self.path = path
    root = path.hasPrefix("/") ? "/" : ""
    parts = path.split(separator: "/").map(String.init)
    isPlain = !parts.contains(where: Self.isWild)
  }

  private static func isWild(_ part: String) -> Bool { part.contains("*") || part.contains("?") }

  /// The files and folders that fit, sorted bytewise, each once. Folders fit only a pattern whose
  /// last part is not `**`.
  package func matches() -> [String] { find().paths }

  /// ``matches()``, and how many folders on the way may not be read: what is in them is unknown.
  package func find() -> (paths: [String], closed: Int) {
    var found = Found()
    if isPlain {
      if Self.exists(path, &found) { found.paths.insert(path) }
    } else {
      walk(root, parts[...], into: &found)
    }
    return (
      found.paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }, found.closed.count
    )
  }

  private struct Found {
    var paths: Set<String> = []
    var closed: Set<String> = []
  }

  private static func exists(_ path: String, _ found: inout Found) -> Bool {
    var status = stat()
    if stat(path, &status) == 0 { return true }
    if errno == EACCES { found.closed.insert(path) }
    return false
  }

  private func walk(_ base: String, _ rest: ArraySlice<String>, into found: inout Found) {
    guard let part = rest.first else {
      found.paths.insert(base)
      return
    }
    let after = rest.dropFirst()
    if part == "**" {
      if !after.isEmpty { walk(base, after, into: &found) }
      for name in names(in: base, &found) where !name.hasPrefix(".") {
        let path = base + name
        switch sort(of: path) {
        case .folder: walk(path + "/", rest, into: &found)
        case .other: if after.isEmpty { found.paths.insert(path) }
        case .missing: continue
        }
      }
      return
    }
    guard Self.isWild(part) else {
      let path = base + part
      guard Self.exists(path, &found) else { return }
      walk(after.isEmpty ? path : path + "/", after, into: &found)
      return
    }
    let pattern = Array(part.unicodeScalars)
    for name in names(in: base, &found) {
      guard !name.hasPrefix(".") || part.hasPrefix("."), Self.fits(pattern, name) else { continue }
      walk(after.isEmpty ? base + name : base + name + "/", after, into: &found)
    }
  }

  private enum Sort { case folder, other, missing }

  /// A link to a folder counts as a file that is no folder, so that no loop is walked.
  private func sort(of path: String) -> Sort {
    var status = stat()
    guard lstat(path, &status) == 0 else { return .missing }
    if status.st_mode & S_IFMT == S_IFDIR { return .folder }
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    return exists && !isFolder.boolValue ? .other : .missing
  }

  /// Empty for what is no folder or may not be read.
  private func names(in folder: String, _ found: inout Found) -> [String] {
    let path = folder.isEmpty ? "." : folder
    guard let handle = opendir(path) else {
      if errno == EACCES { found.closed.insert(path) }
      return []
    }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Whether a name fits one part of a pattern: greedy, with one place to go back to.
  static func fits(_ pattern: [Unicode.Scalar], _ name: String) -> Bool {
    let scalars = Array(name.unicodeScalars)
    var p = 0
    var s = 0
    var star: (pattern: Int, scalar: Int)?
    while s < scalars.count {
      if p < pattern.count, pattern[p] == "*" {
        star = (p + 1, s)
        p += 1
      } else if p < pattern.count, pattern[p] == "?" || pattern[p] == scalars[s] {
        p += 1
        s += 1
      } else if let back = star {
        star = (back.pattern, back.scalar + 1)
        p = back.pattern
        s = back.scalar + 1
      } else {
        return false
      }
    }
    while p < pattern.count, pattern[p] == "*" { p += 1 }
    return p == pattern.count
  }
}
