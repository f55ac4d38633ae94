import Foundation

/// How paths in a pipeline file become paths that can be opened: relative to the file, `~` is the
/// home folder.
package struct PathRule: Sendable {
  /// Folder of the pipeline file, as the user gave it; empty for the current one.
  package let folder: String
  package let home: String

  package init(folder: String, home: String = NSHomeDirectory()) {
    self.folder = folder
    self.home = home
  }

  /// For the paths in `file`.
  package init(file: String, home: String = NSHomeDirectory()) {
    let slash = file.lastIndex(of: "/")
    self.init(folder: slash.map { String(file[...$0]) } ?? "", home: home)
  }

  package func resolve(_ path: String) -> String {
    if path == "-" { return path }
    if path == "~" { return home }
    if path.hasPrefix("~/") { return home + path.dropFirst() }
    if path.hasPrefix("/") || folder.isEmpty { return path }
    return folder + (folder.hasSuffix("/") ? "" : "/") + path
  }
}
