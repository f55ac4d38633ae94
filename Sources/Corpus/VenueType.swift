/// Purposes of venues, declared in a table and never computed from who is there.
public enum VenueType {
  public static let all = [
    "interest", "ethnic", "religious", "school-work", "local", "news", "personal", "unknown",
  ]
  public static let unknown = UInt8(all.count - 1)
}
