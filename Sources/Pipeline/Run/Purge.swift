import Corpus
import Foundation

/// Deletes restricted outputs, stored answers and the key of a project.
package struct Purge {
  /// What is there to be deleted, the key last.
  package let targets: [String]

  package init(_ plan: Plan, out: String? = nil, keepsKey: Bool = false) {
    let home = URL(fileURLWithPath: plan.file).deletingLastPathComponent().path
    var paths = ["\(out ?? plan.outputs.dir)/restricted", "\(home)/.schakel"]
    if !keepsKey, case .file(let key) = plan.privacy.key { paths.append(key) }
    targets = paths.filter { FileManager.default.fileExists(atPath: $0) }
  }

  /// - Throws: `Complaint` (73) for the first that cannot be deleted.
  package func run() throws {
    for path in targets {
      do {
        try FileManager.default.removeItem(atPath: path)
      } catch {
        throw Complaint("cannot be deleted; check its permissions", at: path, status: .cannotWrite)
      }
    }
  }
}
