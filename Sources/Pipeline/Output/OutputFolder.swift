import Corpus
import Foundation

/// The folder of a run: `release/` for tables and the public record, `restricted/` (mode 0700) for
/// all that has a row per person, post or edge. Both appear whole, at the end, or not at all.
final class OutputFolder {
  let path: String
  private let release: String
  private let restricted: String
  /// Whether this run made the folder, and takes it away when nothing comes of it.
  private let isNew: Bool
  private var isDone = false
  /// Name below the folder, size and SHA-256 of each finished file, in the order of finishing.
  private(set) var files: [(name: String, size: Int, sha256: String)] = []

  static let mark = "run.json"

  /// - Throws: `Complaint` (73) when the folder cannot be made, or holds files of others.
  init(_ path: String) throws {
    self.path = path
    release = "\(path)/.release.partial-\(getpid())"
    restricted = "\(path)/.restricted.partial-\(getpid())"
    for name in ["release", "restricted"] { try Self.refuseForeign("\(path)/\(name)") }
    isNew = !FileManager.default.fileExists(atPath: path)
    try Self.make(path, 0o755, withParents: true)
    if isNew { Leftovers.add(path) }
    try Self.make(release, 0o755)
    Leftovers.add(release)
    try Self.make(restricted, 0o700)
    Leftovers.add(restricted)
  }

  deinit {
    if !isDone {
      Leftovers.remove(release)
      Leftovers.remove(restricted)
      if isNew { Leftovers.remove(path) }
    }
  }

  private static func make(_ path: String, _ mode: mode_t, withParents: Bool = false) throws {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: withParents,
        attributes: [.posixPermissions: NSNumber(value: mode)])
    } catch {
      throw Complaint(
        "cannot be made; check that the folder above it may be written", at: path,
        status: .cannotWrite)
    }
  }

  /// Names in a folder; none where there is no folder yet.
  /// - Throws: `Complaint` (73) for a folder that may not be looked into.
  static func names(in path: String) throws -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
    else { return [] }
    do { return try FileManager.default.contentsOfDirectory(atPath: path) } catch {
      throw Complaint(
        "cannot be looked into; check that you may read this folder", at: path,
        status: .cannotWrite)
    }
  }

  private static func refuseForeign(_ path: String) throws {
    let names = try names(in: path)
    if !names.isEmpty, !names.contains(mark) {
      throw Complaint(
        "holds files that no run of schakel wrote; choose another folder with --out, or empty it",
        at: path, status: .cannotWrite)
    }
  }

  /// A new file of the release.
  func released(_ name: String) throws -> OutputFile {
    try OutputFile(path: "\(release)/\(name)", mode: 0o644)
  }

  /// A new file that stays in the restricted folder.
  func restrictedFile(_ name: String) throws -> OutputFile {
    try OutputFile(path: "\(restricted)/\(name)", mode: 0o600)
  }

  /// Path of a scratch file in the restricted folder, to be deleted by who asks.
  func scratch(_ name: String) -> String { "\(restricted)/\(name)" }

  /// Finishes a file and remembers its hash.
  func finish(_ file: OutputFile) throws {
    let hash = try file.finish()
    let isReleased = file.path.hasPrefix(release)
    let name = String(file.path.dropFirst((isReleased ? release : restricted).count + 1))
    files.append(((isReleased ? "release/" : "restricted/") + name, file.size, hash))
  }

  func write(released name: String, _ bytes: [UInt8]) throws {
    let file = try released(name)
    try file.write(bytes)
    try finish(file)
  }

  func write(restricted name: String, _ bytes: [UInt8]) throws {
    let file = try restrictedFile(name)
    try file.write(bytes)
    try finish(file)
  }

  /// Puts both folders in their places; what an earlier run left there is gone.
  func commit() throws {
    for (from, name) in [(restricted, "restricted"), (release, "release")] {
      let place = "\(path)/\(name)"
      let old = "\(path)/.\(name).old-\(getpid())"
      let hadOld = rename(place, old) == 0
      guard rename(from, place) == 0 else {
        let code = errno
        if hadOld { rename(old, place) }
        throw DescriptorSink.complaint(code, place)
      }
      Leftovers.forget(from)
      if hadOld { Leftovers.remove(old) }
    }
    if isNew { Leftovers.forget(path) }
    isDone = true
  }
}
