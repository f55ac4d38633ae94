import Foundation
import Synchronization

/// Files and folders that are not in their place yet; gone when the program is stopped.
package enum Leftovers {
  private static let paths = Mutex<Set<String>>([])

  static func add(_ path: String) { paths.withLock { _ = $0.insert(path) } }
  static func forget(_ path: String) { paths.withLock { _ = $0.remove(path) } }

  /// Deletes one.
  static func remove(_ path: String) {
    forget(path)
    delete(path)
  }

  /// Deletes all, as after an interrupt.
  package static func removeAll() {
    let all = paths.withLock { paths in
      defer { paths = [] }
      return paths
    }
    for path in all { delete(path) }
  }

  private static func delete(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    if status.st_mode & S_IFMT == S_IFDIR {
      let folder = FileManager.default
      let names = (folder.enumerator(atPath: path)?.allObjects as? [String]) ?? []
      for name in names.sorted(by: >) { Foundation.remove("\(path)/\(name)") }
      rmdir(path)
    } else {
      unlink(path)
    }
  }

  /// From now on, SIGINT and SIGTERM delete what is not in its place, say so, and end with 130.
  package static func removeWhenInterrupted() {
    for number in [SIGINT, SIGTERM] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        removeAll()
        FileHandle.standardError.write(Data("schakel: interrupted; nothing was written\n".utf8))
        _exit(130)
      }
      source.resume()
      sources.append(source)
    }
    // A closed pipe and a limit on the size of files come back as errors of write(2).
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Set once, at the start of the program, before there are threads.
  nonisolated(unsafe) private static var sources: [any DispatchSourceSignal] = []
}
