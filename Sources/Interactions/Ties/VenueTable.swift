package import Corpus

/// The purpose of each venue, as the researcher declares it: CSV `platform,venue,type`.
///
/// Types are ``VenueType/all``. Nothing here looks at who is in a venue: that would make the
/// outcome its own cause. A venue that the table does not name is `unknown`.
package struct VenueTable: Sendable {
  private struct Key: Hashable {
    let platform: String
    let venue: String
  }
  private var types: [Key: UInt8] = [:]

  package init() {}
  package var count: Int { types.count }

  /// - Throws: one `Complaint` (65) that holds every mistake of the file, a line each.
  package init(csv bytes: [UInt8]) throws {
    var csv = CSVReader(bytes: bytes)
    let header = ["platform", "venue", "type"]
    guard csv.advance() else {
      throw Complaint("is empty; it needs the columns platform,venue,type")
    }
    let names = (0..<csv.fieldCount).map { Self.text(csv.field($0)) }
    let places = header.map { names.firstIndex(of: $0) ?? -1 }
    guard names.count == 3, !places.contains(-1) else {
      throw Complaint("must have the columns platform,venue,type and no others", at: "line 1")
    }
    var mistakes: [Complaint] = []
    func complain(_ message: String) {
      mistakes.append(Complaint(message, at: "line \(csv.line)"))
    }
    while csv.advance() {
      guard csv.fieldCount == 3, csv.fault == nil else {
        complain("has \(csv.fieldCount) fields or an open quote; three fields are needed")
        continue
      }
      let cells = places.map { Self.text(csv.field($0)) }
      guard let type = VenueType.all.firstIndex(of: cells[2]) else {
        let nearest = Nearest.word(to: cells[2], in: VenueType.all, within: 2)
        complain(
          "type: is none of \(VenueType.all.joined(separator: ", "))"
            + (nearest.map { "; did you mean \($0)?" } ?? ""))
        continue
      }
      guard !cells[0].isEmpty else {
        complain("platform: is empty")
        continue
      }
      let key = Key(platform: cells[0].lowercased(), venue: cells[1])
      if let before = types[key], before != UInt8(type) {
        complain("type: this venue has another type on an earlier line")
      }
      types[key] = UInt8(type)
    }
    if let joined = Mistakes.joined(mistakes) { throw joined }
  }

  /// Type number of each venue of the posts.
  package func types(of posts: PostTable) -> [UInt8] {
    posts.venues.map { venue in
      guard venue.platform >= 0 else { return VenueType.unknown }
      let platform = posts.platforms[Int(venue.platform)].lowercased()
      return types[Key(platform: platform, venue: venue.id ?? "")] ?? VenueType.unknown
    }
  }

  private static func text(_ field: ArraySlice<UInt8>) -> String {
    var rest = field
    while let c = rest.first, c == 32 || c == 9 { rest.removeFirst() }
    while let c = rest.last, c == 32 || c == 9 { rest.removeLast() }
    return String(decoding: rest, as: UTF8.self)
  }
}
