/// When two people are of the same group, where people may have several
/// (`docs/tables.md`; four semantics, overlap is the default).
public enum Sameness: String, Sendable, CaseIterable {
  case product, overlap
  case anyShared = "any-shared"
  case strict

  /// 0–1; nil when either side is unknown.
  public func of(_ a: People.Membership, _ b: People.Membership) -> Double? {
    if a.isUnknown || b.isUnknown { return nil }
    var product = 0.0
    var overlap = 0.0
    var shared = 0
    var i = 0
    var j = 0
    while i < a.parts.count, j < b.parts.count {
      let (x, y) = (a.parts[i], b.parts[j])
      if x.group == y.group {
        product += x.weight * y.weight
        overlap += min(x.weight, y.weight)
        shared += 1
        i += 1
        j += 1
      } else if x.group < y.group {
        i += 1
      } else {
        j += 1
      }
    }
    switch self {
    case .product: return product
    case .overlap: return overlap
    case .anyShared: return shared > 0 ? 1 : 0
    case .strict: return shared == a.parts.count && shared == b.parts.count ? 1 : 0
    }
  }
}
