import Corpus

/// Reddit's ids are numbers in base 36.
enum Base36 {
  /// `t1_` and the base 36 form of a decimal literal; missing when it is no whole number.
  static func fullName(_ decimal: UnsafeBufferPointer<UInt8>, _ batch: PostBatch) -> Field {
    guard decimal.count > 0, decimal.count <= 18 else { return .missing }
    var value: UInt64 = 0
    for digit in decimal {
      guard digit >= 48, digit <= 57 else { return .missing }
      value = value * 10 + UInt64(digit - 48)
    }
    return batch.put("t1_" + String(value, radix: 36))
  }
}

/// Seconds since 1970, as dumps write them.
enum EpochSeconds {
  /// Milliseconds of `1337000000`, `1337000000.0` or `1.337e9`; nil for what is no time between 1970
  /// and 5138 (where milliseconds would begin to be taken for seconds).
  static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    var seconds: Int64 = 0
    var at = 0
    while at < bytes.count, at < 12, bytes[at] >= 48, bytes[at] <= 57 {
      seconds = seconds * 10 + Int64(bytes[at] - 48)
      at += 1
    }
    guard at > 0 else { return nil }
    if at == bytes.count { return seconds > 0 && seconds < 100_000_000_000 ? seconds * 1000 : nil }
    guard let value = Double(String(decoding: bytes, as: UTF8.self)), value > 0, value < 1e11
    else { return nil }
    return Int64((value * 1000).rounded())
  }
}
