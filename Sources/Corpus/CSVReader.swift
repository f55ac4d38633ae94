/// Reads CSV and TSV records from bytes: RFC 4180 with what Excel and collection tools add to it.
///
/// - A field in double quotes may hold delimiters, line ends and doubled quotes.
/// - A byte order mark is dropped. A first line `sep=;` names the delimiter and is no record.
/// - Without a given delimiter the first record decides: whichever of comma, semicolon and tab it
///   has most of outside quotes (a tie goes to the comma).
/// - Lines end in LF, CRLF or CR. Lines without a byte are passed over.
/// - A quote inside an unquoted field is an ordinary byte.
/// - Bytes are handed out as they stand: encoding and NULs are the caller's affair.
///
/// Whole texts: `CSVReader(bytes:)`, then ``next()`` until nil. Streams: `CSVReader(delimiter:)`,
/// ``feed(_:)`` blocks of any size and ``finish()``; ``next()`` is nil while a record is incomplete.
/// Cost: one pass; memory is one record beside the block that was fed.
public struct CSVReader: Sendable {
  /// What was wrong with the last record's quotes. Its fields are what could be made of it.
  public enum Fault: Sendable, Equatable {
    /// The text ended inside quotes: a file cut short, or a stray quote.
    case unclosedQuote
    /// A closing quote was followed by something other than a delimiter or a line end.
    case textAfterQuote
  }

  /// Where something begins: both from 1, columns in bytes.
  public struct Place: Sendable, Equatable {
    public var line: Int
    public var column: Int

    public init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }
  }

  private enum State { case fieldStart, plain, quoted, quoteSeen }

  private var window: [UInt8]
  private var at = 0
  private var isFinished: Bool
  private var isOpened = false
  private var state = State.fieldStart
  private var afterCarriageReturn = false
  private var here = Place(line: 1, column: 1)
  private var isInRecord = false
  /// Decoded bytes of the record that is being read, and where each field ends in them.
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var places: [Place] = []
  private var pendingFault: Fault?
  private var recordLine = 1

  /// The delimiter in use; nil until the first record has shown it.
  public private(set) var delimiter: UInt8?
  /// Line on which the record that ``next()`` gave last begins, from 1.
  public private(set) var line = 1
  /// What was wrong with that record's quotes.
  public private(set) var fault: Fault?
  /// Bytes of the record that is still incomplete; lets a caller of ``feed(_:)`` stop at a limit.
  public var pendingCount: Int { bytes.count }
  /// Whether a backslash escapes a quote inside quotes, as YouTube Data Tools and Pushshift write.
  public var backslashEscapes = false

  /// A reader of a whole text.
  public init(bytes: [UInt8], delimiter: UInt8? = nil) {
    window = bytes
    isFinished = true
    self.delimiter = delimiter
  }

  /// A reader of a text that comes in blocks.
  public init(delimiter: UInt8? = nil) {
    window = []
    isFinished = false
    self.delimiter = delimiter
  }

  /// Adds the next block of the text.
  public mutating func feed(_ block: ArraySlice<UInt8>) {
    window.removeSubrange(..<at)
    at = 0
    window.append(contentsOf: block)
  }

  /// Says that no block follows.
  public mutating func finish() { isFinished = true }

  /// Line and column at which a field of the last record begins (its opening quote, if it has one).
  public func place(of field: Int) -> Place {
    field < places.count ? places[field] : Place(line: line, column: 1)
  }

  /// The fields of the next record; nil at the end, or while more must be fed.
  public mutating func next() -> [[UInt8]]? {
    guard advance() else { return nil }
    return (0..<ends.count).map { Array(field($0)) }
  }

  /// Number of fields of the last record.
  public var fieldCount: Int { ends.count }

  /// A field of the last record, without a copy; valid until the next call.
  public func field(_ index: Int) -> ArraySlice<UInt8> {
    bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }

  /// Reads the next record for ``field(_:)``; false at the end, or while more must be fed.
  public mutating func advance() -> Bool {
    if !isOpened, !open() { return false }
    if !isInRecord {
      bytes.removeAll(keepingCapacity: true)
      ends.removeAll(keepingCapacity: true)
      places.removeAll(keepingCapacity: true)
      pendingFault = nil
    }
    let delimiter = delimiter ?? 44
    while at < window.count {
      let byte = window[at]
      if afterCarriageReturn {
        afterCarriageReturn = false
        if byte == 10 {
          at += 1
          if state == .quoted { bytes.append(10) }
          continue
        }
      }
      if !isInRecord {
        if byte == 10 || byte == 13 {
          passLineEnd(byte)
          continue
        }
        isInRecord = true
        recordLine = here.line
        state = .fieldStart
        places.append(here)
      }
      if state == .quoted {
        takeQuoted(byte)
        continue
      }
      if byte == delimiter {
        pass()
        ends.append(bytes.count)
        places.append(here)
        state = .fieldStart
      } else if byte == 10 || byte == 13 {
        passLineEnd(byte)
        return close(nil)
      } else if byte == 34, state == .fieldStart {
        pass()
        state = .quoted
      } else if byte == 34, state == .quoteSeen {
        bytes.append(34)
        pass()
        state = .quoted
      } else {
        if state == .quoteSeen { pendingFault = .textAfterQuote }
        state = .plain
        bytes.append(byte)
        pass()
      }
    }
    guard isFinished, isInRecord else { return false }
    return close(state == .quoted ? .unclosedQuote : nil)
  }

  private mutating func takeQuoted(_ byte: UInt8) {
    if byte == 34 {
      pass()
      state = .quoteSeen
    } else if byte == 92, backslashEscapes, at + 1 < window.count, window[at + 1] == 34 {
      bytes.append(34)
      pass()
      pass()
    } else {
      bytes.append(byte)
      if byte == 10 || byte == 13 { passLineEnd(byte) } else { pass() }
    }
  }

  private mutating func pass() {
    at += 1
    here.column += 1
  }

  private mutating func passLineEnd(_ byte: UInt8) {
    at += 1
    here = Place(line: here.line + 1, column: 1)
    afterCarriageReturn = byte == 13
  }

  private mutating func close(_ fault: Fault?) -> Bool {
    ends.append(bytes.count)
    isInRecord = false
    line = recordLine
    self.fault = fault ?? pendingFault
    return true
  }

  /// Drops the byte order mark, obeys `sep=`, sniffs the delimiter; false while more must be fed.
  private mutating func open() -> Bool {
    var stop = 0
    var inQuotes = false
    while stop < window.count, inQuotes || (window[stop] != 10 && window[stop] != 13) {
      if window[stop] == 34 { inQuotes.toggle() }
      stop += 1
    }
    guard stop < window.count || isFinished else { return false }
    isOpened = true
    if window.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
    let first = window[min(at, stop)..<stop].filter { $0 != 34 }
    if first.count == 5, first.starts(with: Array("sep=".utf8)) {
      if delimiter == nil { delimiter = first[4] }
      at = stop
      return true
    }
    if delimiter == nil { delimiter = Self.sniff(window[min(at, stop)..<stop]) }
    return true
  }

  private static func sniff(_ line: ArraySlice<UInt8>) -> UInt8 {
    var counts: [UInt8: Int] = [44: 0, 59: 0, 9: 0]
    var inQuotes = false
    for byte in line {
      if byte == 34 { inQuotes.toggle() } else if !inQuotes { counts[byte]? += 1 }
    }
    var best: UInt8 = 44
    for candidate: UInt8 in [59, 9] where counts[candidate, default: 0] > counts[best, default: 0] {
      best = candidate
    }
    return best
  }
}
