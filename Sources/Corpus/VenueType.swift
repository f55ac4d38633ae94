/// Purposes of venues, declared in a table and never computed from who is there.
package enum VenueType {
  package static let all = [
    "interest", "ethnic", "religious", "school-work", "local", "news", "personal", "unknown",
  ]
  package static let unknown = UInt8(all.count - 1)
}
