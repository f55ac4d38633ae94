import Corpus
import Foundation
import Pipeline
import SchakelTesting

/// The pipeline files under `Tests/Fixtures/pipelines`.
enum Fixtures {
  static let folder = "Tests/Fixtures/pipelines"

  /// Names of the cases in `good` or `bad`, sorted.
  static func cases(_ kind: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: Repository.folder("\(folder)/\(kind)").path
    ).filter { !$0.hasPrefix(".") }.sorted()
  }

  /// Reads a case by the path that it has on this machine; ``relative(_:)`` takes that out again.
  static func read(
    _ kind: String, _ name: String, overrides: [Override] = []
  ) throws -> PipelineReading {
    try PipelineFile.read(
      path: Repository.folder("\(folder)/\(kind)/\(name)/pipeline.yaml").path,
      PipelineFile.Options(overrides: overrides, home: "/home/of/nobody"))
  }

  /// Text with the case's own folder left out of its paths.
  static func relative(_ text: String, _ kind: String, _ name: String) -> String {
    text.replacing(Repository.folder("\(folder)/\(kind)/\(name)").path + "/", with: "")
  }

  /// A pipeline file that is given as text, with nothing on disk.
  static func reading(
    _ text: String, overrides: [Override] = [], file: String = "study.yaml"
  ) -> PipelineReading {
    PipelineFile.read(
      bytes: [UInt8](text.utf8), file: file,
      PipelineFile.Options(overrides: overrides, checksFiles: false, home: "/home/ada"))
  }
}
