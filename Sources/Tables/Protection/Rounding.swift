/// Counts rounded to a base, as an alternative to hiding: to the nearest multiple, halves up; totals
/// are rounded for themselves and need not be the sum. Percentages are then taken from rounded
/// counts. Source: measures §6.3.
package struct Rounding: Sendable, Equatable {
  package let base: Int

  /// Five unless said otherwise; one changes nothing.
  package init(base: Int = 5) {
    precondition(base > 0, "the base of rounding is positive")
    self.base = base
  }

  /// The nearest multiple of the base; a count is not negative.
  package func round(_ count: Int) -> Int {
    precondition(count >= 0, "a count is not negative")
    let (times, rest) = count.quotientAndRemainder(dividingBy: base)
    return (2 * rest >= base ? times + 1 : times) * base
  }

  /// A share of rounded counts; nil where the rounded base is zero.
  package func share(_ part: Int, of whole: Int) -> Double? {
    let (part, whole) = (round(part), round(whole))
    return whole > 0 ? min(1, Double(part) / Double(whole)) : nil
  }
}
