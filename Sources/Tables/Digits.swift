/// A number as decimal digits, so that rounding happens once and in decimal.
///
/// The value is 0.d₁d₂d₃… × 10^`point`. Zero has no digits and no sign.
struct Digits: Equatable {
  var isNegative = false
  /// 0–9 each; the first is not 0.
  var digits: [UInt8] = []
  var point = 0

  /// A whole number.
  init(_ whole: Int) {
    isNegative = whole < 0
    digits = String(whole.magnitude).utf8.map { $0 - 48 }
    point = digits.count
    trim()
  }

  /// `numerator` / `denominator`, 40 digits behind the first; a digit 1 behind those stands for
  /// whatever is left, so that rounding to fewer digits is exact.
  init(_ numerator: Int, over denominator: Int) {
    precondition(denominator > 0, "a ratio needs a positive denominator")
    let divisor = UInt(denominator)
    self.init(Int(numerator.magnitude / divisor))
    var rest = numerator.magnitude % divisor
    if digits.isEmpty { point = 0 }
    while digits.count < point { digits.append(0) }
    var places = 0
    while rest != 0, places < 40 {
      let (quotient, remainder) = divisor.dividingFullWidth(rest.multipliedFullWidth(by: 10))
      if digits.isEmpty && quotient == 0 {
        point -= 1
      } else {
        digits.append(UInt8(quotient))
        places += 1
      }
      rest = remainder
    }
    if rest != 0 { digits.append(1) }
    isNegative = numerator < 0
    trim()
  }

  /// The shortest decimal that reads back as the same double.
  init(_ real: Double) {
    precondition(real.isFinite, "only finite numbers are printed")
    var beforePoint = 0
    var seenPoint = false
    var exponent = 0
    var text = "\(real.magnitude)".utf8[...]
    if let e = text.firstIndex(of: UInt8(ascii: "e")) {
      exponent = Int(String(text[text.index(after: e)...]) ?? "") ?? 0
      text = text[..<e]
    }
    for byte in text {
      if byte == UInt8(ascii: ".") {
        seenPoint = true
      } else {
        digits.append(byte - 48)
        if !seenPoint { beforePoint += 1 }
      }
    }
    point = beforePoint + exponent
    isNegative = real < 0
    trim()
  }

  private mutating func trim() {
    while digits.last == 0 { digits.removeLast() }
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    point -= zeros
    if digits.isEmpty {
      isNegative = false
      point = 0
    }
  }

  /// Keeps `count` digits from the first; half goes away from zero.
  private mutating func keep(_ count: Int) {
    guard count < digits.count else { return }
    let roundsUp = count >= 0 && digits[count] >= 5
    digits.removeSubrange(max(0, count)...)
    if roundsUp {
      var at = digits.count - 1
      while at >= 0, digits[at] == 9 {
        digits[at] = 0
        at -= 1
      }
      if at >= 0 {
        digits[at] += 1
      } else {
        digits.insert(1, at: 0)
        point += 1
      }
    }
    trim()
  }

  /// With `places` decimals, after multiplying by 10^`shift`: "-12.30".
  func fixed(_ places: Int, shift: Int = 0) -> String {
    var value = self
    if !value.digits.isEmpty { value.point += shift }
    value.keep(value.point + places)
    return value.plain(atLeast: places)
  }

  /// With at most `count` significant digits and no zeros at the end: "0.4368055556".
  func significant(_ count: Int) -> String {
    var value = self
    value.keep(count)
    return value.plain(atLeast: 0)
  }

  private func plain(atLeast places: Int) -> String {
    func digit(_ index: Int) -> Character {
      Character(UnicodeScalar(48 + (digits.indices.contains(index) ? digits[index] : 0)))
    }
    let whole = point > 0 ? String((0..<point).map(digit)) : "0"
    let decimals = max(places, digits.isEmpty ? 0 : digits.count - point)
    let fraction = String((0..<max(0, decimals)).map { digit($0 + point) })
    return (isNegative ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
  }
}
