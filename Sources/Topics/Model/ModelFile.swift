internal import Corpus
private import Foundation

// The file, all numbers little-endian:
//   "SCHAKELM", u32 form (1), u32 length of the header, the header as JSON with sorted keys,
//   a bit for each bucket, and for each bucket whose bit is set u8 how telling it is and an i16
//   weight for each label; at the end u64 FNV-1a of all bytes before.
extension TopicModel {
  private static let magic = Array("SCHAKELM".utf8)
  private static let form: UInt32 = 1

  /// The model as a file; the same model gives the same bytes.
  package func bytes() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let text = try [UInt8](encoder.encode(header))
    var file = Self.magic
    Self.append(Self.form, to: &file)
    Self.append(UInt32(text.count), to: &file)
    file += text
    let buckets = 1 << header.bits
    var present = [UInt8](repeating: 0, count: buckets / 8)
    for bucket in 0..<buckets where table[bucket * stride] != 0 {
      present[bucket >> 3] |= 1 << UInt8(bucket & 7)
    }
    file += present
    for bucket in 0..<buckets where table[bucket * stride] != 0 {
      file.append(UInt8(truncatingIfNeeded: table[bucket * stride]))
      for label in 1..<stride {
        Self.append(UInt16(bitPattern: table[bucket * stride + label]), to: &file)
      }
    }
    Self.append(Self.checksum(file[...]), to: &file)
    return file
  }

  /// - Throws: `Complaint` (65) for anything but a whole, unchanged model of this form.
  package init(bytes file: [UInt8]) throws {
    guard file.starts(with: Self.magic) else { throw Self.wrong("is no model of schakel") }
    guard let form: UInt32 = Self.number(file, at: 8),
      let length: UInt32 = Self.number(file, at: 12)
    else { throw Self.wrong("ends too early") }
    table = []
    guard form == Self.form else {
      throw Self.wrong("is a model of form \(form), and this schakel reads form \(Self.form)")
    }
    guard file.count >= 24, let sum: UInt64 = Self.number(file, at: file.count - 8),
      sum == Self.checksum(file[..<(file.count - 8)])
    else { throw Self.wrong("was cut short or changed") }
    let start = 16 + Int(length)
    guard start <= file.count - 8 else { throw Self.wrong("has a header longer than itself") }
    do {
      header = try JSONDecoder().decode(Header.self, from: Data(file[16..<start]))
    } catch {
      throw Self.wrong("has a header that cannot be read")
    }
    guard (3...Self.mostBits).contains(header.bits),
      (1...Coder.mostTopics).contains(header.labels.count), header.hits.last == Self.none,
      Set(header.labels.map(\.name)).count == header.labels.count,
      header.labels.allSatisfy({ label in
        label.hitWeights.count == header.hits.count
          && ([label.scale, label.intercept, label.plattA, label.plattB, label.threshold]
            + [label.thresholdWithHit, label.thresholdWithoutHit] + label.hitWeights)
            .allSatisfy(\.isFinite)
      })
    else { throw Self.wrong("has a header that does not fit itself") }
    let buckets = 1 << header.bits
    let stride = header.labels.count + 1
    let body = file[start..<(file.count - 8)]
    guard body.count >= buckets / 8 else { throw Self.wrong("has too small a table") }
    let present = body.prefix(buckets / 8)
    let used = present.reduce(0) { $0 + $1.nonzeroBitCount }
    let width = 1 + 2 * (stride - 1)
    guard body.count == buckets / 8 + used * width else {
      throw Self.wrong("has a table of another size than it says")
    }
    table = [Int16](repeating: 0, count: buckets * stride)
    var place = start + buckets / 8
    for bucket in 0..<buckets where file[start + (bucket >> 3)] >> UInt8(bucket & 7) & 1 == 1 {
      table[bucket * stride] = Int16(file[place])
      for label in 1..<stride {
        let low = UInt16(file[place + 2 * label - 1])
        table[bucket * stride + label] = Int16(
          bitPattern: low | UInt16(file[place + 2 * label]) << 8)
      }
      place += width
    }
  }

  private static func wrong(_ what: String) -> Complaint {
    Complaint(
      "the file \(what); train it again (schakel train), or take the one that comes with schakel")
  }

  private static func append<T: FixedWidthInteger>(_ number: T, to file: inout [UInt8]) {
    withUnsafeBytes(of: number.littleEndian) { file.append(contentsOf: $0) }
  }

  private static func number<T: FixedWidthInteger>(_ file: [UInt8], at place: Int) -> T? {
    guard place >= 0, place + MemoryLayout<T>.size <= file.count else { return nil }
    return file.withUnsafeBytes {
      T(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: T.self))
    }
  }

  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.withUnsafeBufferPointer { $0.reduce(TextGrams.seed, TextGrams.step) }
  }
}
