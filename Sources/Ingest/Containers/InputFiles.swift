import Corpus
import Foundation

/// The files that a pipeline file or command line means.
package enum InputFiles {
  /// Turns names and patterns into paths: `*` and `?` within one part of a path, `**` for any number
  /// of folders. A pattern passes over names that begin with a dot unless it names the dot, and `**`
  /// does not follow links.
  ///
  /// - Returns: every path once, sorted bytewise; `-` stays as it is.
  /// - Throws: `Complaint` (66) for a name that is not there or a pattern that fits nothing; it shows
  ///   what the user wrote, never what was found.
  package static func expand(_ patterns: [String], relativeTo base: String) throws -> [String] {
    var found: Set<[UInt8]> = []
    for pattern in patterns {
      if pattern == "-" {
        found.insert([45])
        continue
      }
      let root = pattern.hasPrefix("/") ? [47] : Array((base == "." ? "" : base).utf8)
      let parts = pattern.utf8.split(separator: 47).map(Array.init)
      let hits = try at("'\(pattern)'") { try match(parts[...], in: root) }
      found.formUnion(hits)
      if hits.isEmpty {
        let isPattern = parts.contains { Wildcard.isIn($0) }
        throw Complaint(
          isPattern ? "no file fits '\(pattern)'" : "'\(pattern)': no such file", status: .noInput)
      }
    }
    return try found.sorted { $0.lexicographicallyPrecedes($1) }.map { path in
      guard path.withUnsafeBufferPointer({ UTF8Check.isValid($0) }) else {
        throw Complaint(
          "a file that fits has a name that is no UTF-8; rename it", status: .noInput)
      }
      return String(decoding: path, as: UTF8.self)
    }
  }

  private static func match(
    _ parts: ArraySlice<[UInt8]>, in folder: [UInt8]
  ) throws -> [[UInt8]] {
    guard let part = parts.first else { return [folder] }
    let rest = parts.dropFirst()
    if part == Array("**".utf8) { return try matchDeep(rest, in: folder) }
    guard Wildcard.isIn(part) else {
      let path = Disk.join(folder, part)
      return try exists(path) ? match(rest, in: path) : []
    }
    var hits: [[UInt8]] = []
    for name in try names(in: folder) where Wildcard.fits(name, part) {
      let path = Disk.join(folder, name)
      if rest.isEmpty {
        hits.append(path)
      } else if try isFolder(path) {
        hits += try match(rest, in: path)
      }
    }
    return hits
  }

  /// `rest` in this folder and in every folder below; all files where nothing follows `**`.
  private static func matchDeep(
    _ rest: ArraySlice<[UInt8]>, in folder: [UInt8]
  ) throws -> [[UInt8]] {
    var hits = rest.isEmpty ? [] : try match(rest, in: folder)
    for name in try names(in: folder) where name.first != 46 {
      let path = Disk.join(folder, name)
      switch try Disk.kind(path) {
      case .folder: hits += try matchDeep(rest, in: path)
      case .file: if rest.isEmpty { hits.append(path) }
      case .other: continue
      }
    }
    return hits
  }

  private static func names(in folder: [UInt8]) throws -> [[UInt8]] {
    let path = folder.isEmpty ? [46] : folder
    return try isFolder(path) ? Disk.names(in: path) : []
  }

  private static func exists(_ path: [UInt8]) throws -> Bool {
    do {
      _ = try Disk.kind(path, following: true)
      return true
    } catch let complaint as Complaint where complaint == FileSource.complaint(ENOENT) {
      return false
    }
  }

  private static func isFolder(_ path: [UInt8]) throws -> Bool {
    guard try exists(path) else { return false }
    if case .folder = try Disk.kind(path, following: true) { return true }
    return false
  }
}

/// `*` and `?` against one part of a path, on bytes.
enum Wildcard {
  static func isIn(_ part: [UInt8]) -> Bool { part.contains(42) || part.contains(63) }

  /// `?` is one character of UTF-8, `*` any number; a leading dot must be written.
  static func fits(_ name: [UInt8], _ pattern: [UInt8]) -> Bool {
    if name.first == 46, pattern.first != 46 { return false }
    var (n, p) = (0, 0)
    var (starN, starP) = (0, -1)
    while n < name.count {
      if p < pattern.count, pattern[p] == 42 {
        (starN, starP) = (n, p)
        p += 1
      } else if p < pattern.count, pattern[p] == 63 {
        n += 1
        while n < name.count, name[n] & 0xC0 == 0x80 { n += 1 }
        p += 1
      } else if p < pattern.count, pattern[p] == name[n] {
        (n, p) = (n + 1, p + 1)
      } else if starP >= 0 {
        starN += 1
        (n, p) = (starN, starP + 1)
      } else {
        return false
      }
    }
    while p < pattern.count, pattern[p] == 42 { p += 1 }
    return p == pattern.count
  }
}
