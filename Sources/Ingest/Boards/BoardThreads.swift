internal import Corpus

/// Which pages belong to one thread, and which thread owns a post.
///
/// Pages that do not name their thread join the thread in which any of their posts stands
/// elsewhere; else their first post names it.
struct BoardThreads {
  struct Key: Hashable {
    var id: String
    /// `native`, or `derived` where no page names the thread.
    var origin: IDOrigin
  }

  private var keys: [Key?] = []
  private var captured: [Int64] = []
  private var owners: [String: Int] = [:]
  private var pages: [Key: [Int]] = [:]

  init(_ entries: [BoardPages.Entry], captured: Int64?) {
    self.captured = entries.map { $0.page.captured ?? captured ?? .min }
    keys = entries.map { entry in
      entry.ids.isEmpty ? nil : entry.page.threadID.map { Key(id: $0, origin: .native) }
    }
    var native: [String: Key] = [:]
    for (index, entry) in entries.enumerated() {
      if let key = keys[index] { for id in entry.ids { native[id] = key } }
    }
    for (index, entry) in entries.enumerated() {
      guard let first = entry.ids.first else { continue }
      let key =
        keys[index] ?? entry.ids.lazy.compactMap { native[$0] }.first
        ?? Key(id: "post-" + first, origin: .derived)
      keys[index] = key
      pages[key, default: []].append(index)
      for id in entry.ids {
        guard let other = owners[id] else {
          owners[id] = index
          continue
        }
        if !isEarlier(index, other) { owners[id] = index }
      }
    }
  }

  /// Threads with their pages, in the order of thread numbers.
  var sorted: [(key: Key, pages: [Int])] {
    pages.sorted {
      let (a, b) = ($0.key.id, $1.key.id)
      return a.utf8.count == b.utf8.count
        ? a.utf8.lexicographicallyPrecedes(b.utf8) : a.utf8.count < b.utf8.count
    }.map { ($0.key, $0.value) }
  }

  /// The thread in which a post stands on its latest page.
  func owner(of id: String) -> Key? { owners[id].flatMap { keys[$0] } }

  /// Whether the page `a` was captured before `b`; among equals, stands before it.
  func isEarlier(_ a: Int, _ b: Int) -> Bool { (captured[a], a) < (captured[b], b) }
}
