import Foundation
import SchakelTesting
import Testing

/// The exports of `pipelines/demo` in a size for tests: 24 X archives, 60 forum pages, the beginning
/// of the Reddit dump, and the comments whole.
enum DemoExports {
  static let phrase = "een ketting is zo sterk als de zwakste schakel"

  /// Made once for all tests of the process.
  private static let made: (folder: Workdir, ended: Ended)? = {
    do {
      let folder = try Workdir()
      let ended = try Program.script(
        """
        mkdir -p pipelines/demo
        cp "$root"/pipelines/demo/*.yaml pipelines/demo/
        python3 -B "$root/pipelines/demo/make_demo.py" pipelines/demo/data > made.txt
        cd pipelines/demo
        $schakel keygen --from-phrase '\(phrase)' demo.key
        for f in data/reddit/*.ndjson; do sed -i 300q $f; done
        for f in data/reddit/*.ndjson.gz; do gzip -dc $f | sed -n 1,600p | gzip > g; mv g $f; done
        find data/x -name '*.zip' | LC_ALL=C sort | tail -n +25 | xargs rm
        find data/forum -name '*.html' | LC_ALL=C sort | tail -n +61 | xargs -d '\\n' rm
        """, in: folder)
      // What is made once is not let go of before the process ends.
      atexit { DemoExports.remove() }
      return (folder, ended)
    } catch { return nil }
  }()

  private static func remove() {
    if let made { try? FileManager.default.removeItem(at: made.folder.url) }
  }

  /// Puts `pipelines/demo` with its pipeline file, key and exports into a folder.
  static func put(into folder: Workdir) throws {
    let (source, ended) = try #require(made)
    try #require(ended.status == 0, "\(ended.errors)")
    try FileManager.default.copyItem(
      atPath: source.path("pipelines"), toPath: folder.path("pipelines"))
  }
}
