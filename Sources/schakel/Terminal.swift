import Corpus
import Foundation
import Pipeline

/// Standard error, for people; and standard output, where it is one text.
enum Terminal {
  static func say(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }

  /// Writes a text to standard output.
  /// - Throws: `Complaint` (73) when it cannot be written.
  static func give(_ text: String) throws {
    let output = DescriptorSink.standardOutput
    try output.write(text)
    try output.flush()
  }

  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Whether colour may be used: a terminal, and nobody asked for none.
  static var hasColour: Bool {
    let environment = ProcessInfo.processInfo.environment
    return isTerminal && environment["NO_COLOR"].map(\.isEmpty) ?? true
      && environment["TERM"] != "dumb"
  }
}

/// How much a command tells.
struct Talk {
  var isQuiet: Bool
  var isJSON: Bool
  private var progress = ProgressLine()

  init(isQuiet: Bool, isJSON: Bool) {
    self.isQuiet = isQuiet
    self.isJSON = isJSON
  }

  var events: RunEvents {
    var events = RunEvents()
    if isJSON {
      let clock = ProgressLine()
      events.progress = { stage, doing, done, unit in
        guard clock.isDue() else { return }
        event([("event", "progress"), ("stage", stage), ("doing", doing), ("done", "\(done)")])
      }
      events.finished = { event([("event", "finished"), ("line", $0)]) }
      events.warning = { event([("event", "warning"), ("line", $0)]) }
      return events
    }
    let progress = self.progress
    let isQuiet = self.isQuiet
    if !isQuiet, Terminal.isTerminal {
      events.progress = { stage, doing, done, unit in
        progress.show("\(stage): \(doing)" + (done > 0 ? " \(done) \(unit)" : ""))
      }
    }
    events.finished = { line in
      progress.clear()
      if !isQuiet { Terminal.say(line) }
    }
    events.warning = { line in
      progress.clear()
      Terminal.say("warning: \(line)")
    }
    return events
  }

  func done() { progress.clear() }
}

/// One JSON object on standard error, for programs.
private func event(_ pairs: [(String, String)]) {
  var json = JSONWriter()
  json.beginObject()
  for (key, value) in pairs {
    json.key(key)
    json.string(value)
  }
  json.endObject()
  Terminal.say(String(decoding: json.bytes(), as: UTF8.self))
}

/// One line on the terminal that is written over, at most ten times a second.
final class ProgressLine: @unchecked Sendable {
  private let lock = NSLock()
  private var last = Date.distantPast
  private var isShown = false

  /// Whether a tenth of a second has gone since it last was.
  func isDue() -> Bool {
    lock.withLock {
      guard Date().timeIntervalSince(last) > 0.1 else { return false }
      last = Date()
      return true
    }
  }

  func show(_ text: String) {
    guard isDue() else { return }
    lock.withLock {
      isShown = true
      let shown = Terminal.hasColour ? "\u{1B}[2m\(text)\u{1B}[0m" : text
      FileHandle.standardError.write(Data("\r\u{1B}[K\(shown)".utf8))
    }
  }

  func clear() {
    lock.withLock {
      guard isShown else { return }
      isShown = false
      FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    }
  }
}
