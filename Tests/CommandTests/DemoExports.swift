import Foundation
import SchakelTesting
import Testing

/// The exports of `pipelines/demo` in a size for tests.
enum DemoExports {
  static let phrase = "een ketting is zo sterk als de zwakste schakel"

  /// Puts `pipelines/demo` with its pipeline file, key and some of its exports into a folder.
  static func put(into folder: Workdir, xArchives: Int = 24, forumPages: Int = 80) throws {
    let made = try Program.script(
      """
      mkdir -p pipelines/demo
      cp "$root"/pipelines/demo/*.yaml pipelines/demo/
      python3 -B "$root/pipelines/demo/make_demo.py" pipelines/demo/data > made.txt
      cd pipelines/demo
      $schakel keygen --from-phrase '\(phrase)' demo.key
      find data/x -name '*.zip' | LC_ALL=C sort | tail -n +\(xArchives + 1) | xargs rm
      find data/forum -name '*.html' | LC_ALL=C sort | tail -n +\(forumPages + 1) | xargs -d '\\n' rm
      """, in: folder)
    try #require(made.status == 0, "\(made.errors)")
  }
}
