/// A number of a table: exact where it can be.
package enum Number: Sendable, Equatable {
  case whole(Int)
  /// Numerator and positive denominator.
  case ratio(Int, Int)
  /// Finite.
  case real(Double)

  /// The nearest double.
  package var value: Double {
    switch self {
    case .whole(let n): Double(n)
    case .ratio(let a, let b): Double(a) / Double(b)
    case .real(let x): x
    }
  }

  var digits: Digits {
    switch self {
    case .whole(let n): Digits(n)
    case .ratio(let a, let b): Digits(a, over: b)
    case .real(let x): Digits(x)
    }
  }

  /// For machines: a point, no exponent; whole numbers as they are, others with the fewest digits
  /// that read back as the same double.
  package var machineText: String {
    if case .ratio = self { return Digits(value).significant(17) }
    return digits.significant(19)
  }

  /// A sum that is whole as far as a double can tell becomes a whole number.
  package static func sum(_ x: Double) -> Number {
    x == x.rounded() && x.magnitude < 9e15 ? .whole(Int(x)) : .real(x)
  }

  /// `numerator` / `denominator`: exact where both are whole, nil where it is undefined.
  package static func share(_ numerator: Double, of denominator: Double) -> Number? {
    guard denominator > 0 else { return nil }
    if case .whole(let a) = sum(numerator), case .whole(let b) = sum(denominator) {
      return .ratio(a, b)
    }
    return .real(numerator / denominator)
  }
}

/// How a number is printed for people. Machine forms ignore it.
package enum NumberFormat: Sendable, Equatable {
  /// Whole; one decimal where memberships count in parts.
  case count
  /// A share 0–1 as per cent with one decimal.
  case percent
  /// With so many decimals.
  case decimals(Int)

  /// The printed digits, with a point and a hyphen for minus; the forms localise both.
  package func text(_ number: Number) -> String {
    switch self {
    case .count:
      if case .whole(let n) = number { return "\(n)" }
      return number.digits.fixed(1)
    case .percent: return number.digits.fixed(1, shift: 2)
    case .decimals(let places): return number.digits.fixed(places)
    }
  }
}
