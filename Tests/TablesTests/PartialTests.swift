import Corpus
import Tables
import Testing

@Suite struct `Every partial` {
  private func partial(_ persons: [(String, [(Int, Int)])]) throws -> Partial {
    var bytes = [UInt8]("schakel-partial-1\n".utf8)
    func put(_ text: String) { bytes += [UInt8(text.utf8.count)] + Array(text.utf8) }
    put("toy")
    bytes += [10, UInt8(persons.count)]
    for (name, entries) in persons {
      put(name)
      bytes.append(UInt8(entries.count))
      var last = 0
      for (cell, count) in entries {
        bytes += [UInt8(cell - last), UInt8(count)]
        last = cell
      }
    }
    return try Partial.decode(bytes)
  }

  @Test func `adds up person by person and cell by cell`() throws {
    let a = try partial([("ann", [(0, 2), (3, 1)]), ("cor", [(9, 4)])])
    let b = try partial([("ann", [(3, 5), (4, 1)]), ("bob", [(1, 1)])])
    let sum = try a.combined(with: b)
    #expect(sum.persons == ["ann", "bob", "cor"])
    #expect(
      sum.entries(0) == [
        .init(cell: 0, count: 2), .init(cell: 3, count: 6), .init(cell: 4, count: 1),
      ])
    #expect(sum.entries(1) == [.init(cell: 1, count: 1)])
    #expect(sum.entries(2) == [.init(cell: 9, count: 4)])
    #expect(try b.combined(with: a).encode() == sum.encode())
    #expect(try a.combined(with: .zero(layout: "toy", width: 10)) == a)
  }

  @Test func `reads back what it wrote`() throws {
    let a = try partial([("ann", [(0, 100), (3, 1)]), ("çağla", [(9, 4)])])
    #expect(try Partial.decode(a.encode()) == a)
    let zero = Partial.zero(layout: "toy", width: 1_000_000)
    #expect(try Partial.decode(zero.encode()) == zero)
  }

  @Test func `is refused when cut off, out of order or of another layout`() throws {
    let a = try partial([("ann", [(0, 2), (3, 1)]), ("cor", [(9, 4)])])
    let bytes = a.encode()
    for length in 0..<bytes.count {
      #expect(throws: Complaint.self) { try Partial.decode(Array(bytes[..<length])) }
    }
    #expect(throws: Complaint.self) { try Partial.decode(bytes + [0]) }
    #expect(throws: Complaint.self) { try self.partial([("b", [(0, 1)]), ("a", [(0, 1)])]) }
    #expect(throws: Complaint.self) { try self.partial([("a", [(10, 1)])]) }
    #expect(throws: Complaint.self) { try self.partial([("a", [(1, 0)])]) }
    #expect(throws: Complaint.self) { try a.combined(with: .zero(layout: "other", width: 10)) }
  }
}
