import Corpus
import Foundation

/// Names of members as containers give them, made safe.
enum MemberName {
  /// Largest name that is taken, in bytes.
  private static let longest = 4096

  /// The name with `/` between its parts, or why the member is not used.
  ///
  /// Absolute names, drive letters and `..` are refused, although nothing is ever unpacked to disk:
  /// an archive that holds one was made to climb, or was damaged.
  static func clean(_ raw: UnsafeBufferPointer<UInt8>) -> Result<String, Refusal> {
    guard raw.count > 0, raw.count <= longest, UTF8Check.isValid(raw), !raw.contains(0) else {
      return .failure(Refusal(reason: .unnamedMember))
    }
    let name = String(decoding: raw, as: UTF8.self).replacing("\\", with: "/")
    if name.hasPrefix("/") || isDrive(raw) { return .failure(Refusal(reason: .unsafePath)) }
    var parts: [Substring] = []
    for part in name.split(separator: "/") where part != "." {
      if part == ".." { return .failure(Refusal(reason: .unsafePath)) }
      parts.append(part)
    }
    guard !parts.isEmpty else { return .failure(Refusal(reason: .unnamedMember)) }
    return .success(parts.joined(separator: "/").precomposedStringWithCanonicalMapping)
  }

  /// Files that operating systems leave behind: no part of any export.
  static func isLitter(_ name: String) -> Bool {
    let last = name[(name.lastIndex(of: "/").map { name.index(after: $0) } ?? name.startIndex)...]
    return name.hasPrefix("__MACOSX/") || name.contains("/__MACOSX/") || last.hasPrefix("._")
      || last == ".DS_Store" || last == "Thumbs.db" || last == "desktop.ini"
  }

  private static func isDrive(_ raw: UnsafeBufferPointer<UInt8>) -> Bool {
    raw.count >= 2 && raw[1] == 58 && (raw[0] | 32) >= 97 && (raw[0] | 32) <= 122
  }

  /// Why a member is not used.
  struct Refusal: Error { let reason: SetAside.Reason }
}

/// Members that a container collects: the usable ones sorted by name, and the rest counted.
struct MemberList {
  private var found: [Member] = []
  private(set) var refused: [SetAside] = []
  private let input: Int32
  private let limits: UnpackLimits

  init(input: Int32, limits: UnpackLimits) {
    self.input = input
    self.limits = limits
  }

  /// - Throws: `Complaint` (65) when there are more members than `limits` allow.
  mutating func add(_ raw: UnsafeBufferPointer<UInt8>, size: Int64, index: Int) throws {
    switch MemberName.clean(raw) {
    case .success(let name):
      if MemberName.isLitter(name) { return }
      found.append(Member(input: input, name: name, size: size, index: index))
      if found.count > limits.members {
        throw Complaint("holds more than \(limits.members) files")
      }
    case .failure(let refusal): refuse(refusal.reason, index: index)
    }
  }

  mutating func refuse(_ reason: SetAside.Reason, index: Int) {
    refused.append(
      SetAside(input: input, member: "", ordinal: Int64(index) + 1, reason: reason))
  }

  /// Members by name, bytewise; of two with one name the later one counts, as in any unpacker.
  mutating func sorted() -> [Member] {
    found.sort {
      let (a, b) = ($0.name.utf8, $1.name.utf8)
      return a.elementsEqual(b) ? $0.index < $1.index : a.lexicographicallyPrecedes(b)
    }
    var kept: [Member] = []
    kept.reserveCapacity(found.count)
    for member in found {
      if let last = kept.last, last.name.utf8.elementsEqual(member.name.utf8) {
        refuse(.duplicate, index: last.index)
        kept.removeLast()
      }
      kept.append(member)
    }
    return kept
  }
}
