import Foundation

/// What flags say of a run; the science is in the pipeline file.
package struct RunOptions: Sendable {
  package var jobs: Int
  /// Whether records set aside make the run end with status 1.
  package var isStrict = false
  /// Whether a stream may end without its end record.
  package var isPartial = false
  /// Whether whole inputs are hashed for the run record.
  package var digestsInputs = true

  package init(jobs: Int? = nil) {
    self.jobs = max(1, jobs ?? ProcessInfo.processInfo.activeProcessorCount)
  }
}

/// What a run tells while it works and when it is done. The program decides what a person sees.
package struct RunEvents {
  /// A stage began or went on: its name, what it does, what is done so far and its unit.
  package var progress: (_ stage: String, _ doing: String, _ done: Int, _ unit: String) -> Void = {
    _, _, _, _ in
  }
  /// A stage ended: one plain line.
  package var finished: (_ line: String) -> Void = { _ in }
  /// Something that does not stop the run but should be seen.
  package var warning: (_ line: String) -> Void = { _ in }
  package init() {}
}

/// What came out of a run.
package struct RunReport: Sendable {
  package var runID: String
  package var folder: String
  package var postsKept: Int
  package var setAside: Int
  /// Names of the released files.
  package var released: [String]
  /// Seconds spent hashing inputs.
  package var digestSeconds: Double
}
