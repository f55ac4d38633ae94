/// What a process tells its caller when it ends, after BSD sysexits.
public enum ExitStatus: Int32, Sendable {
  case fine = 0
  /// Ran, but nothing came out, or `--strict` found records set aside.
  case nothing = 1
  case disclosure = 3
  case usage = 64
  case data = 65
  case noInput = 66
  case software = 70
  case cannotWrite = 73
  case tryAgain = 75
  case configuration = 78
  case interrupted = 130
}

/// A wrong file or setting: where it is, what is wrong, what to do. Stops the run.
///
/// Each layer adds only its own place on the way up (``inside(_:)``). A complaint never quotes a
/// post, a name, a handle or a path inside an archive.
public struct Complaint: Error, Sendable, Equatable, CustomStringConvertible {
  /// Outermost first: file, then line or record, then field.
  public private(set) var places: [String]
  public let message: String
  public let status: ExitStatus

  public init(_ message: String, at place: String? = nil, status: ExitStatus = .data) {
    self.message = message
    self.places = place.map { [$0] } ?? []
    self.status = status
  }

  public func inside(_ place: String) -> Complaint {
    var outer = self
    outer.places.insert(place, at: 0)
    return outer
  }

  public var description: String { (places + [message]).joined(separator: ": ") }
}

/// Runs `body`; a complaint that leaves it names `place` first.
public func at<T>(_ place: String, _ body: () throws -> T) throws -> T {
  do { return try body() } catch let complaint as Complaint { throw complaint.inside(place) }
}
