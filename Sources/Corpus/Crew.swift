import Foundation
import Synchronization

/// Threads that work on numbered pieces. `jobs` means that many threads.
public enum Crew {
  /// Runs `body` for 0..<count on up to `jobs` threads and returns the results by number.
  ///
  /// When several pieces throw, the error of the lowest number is thrown, whatever the timing.
  public static func map<T: Sendable>(
    _ count: Int, jobs: Int, _ body: @escaping @Sendable (Int) throws -> T
  ) throws -> [T] {
    if jobs <= 1 || count <= 1 { return try (0..<count).map(body) }
    let box = Results<T>(count)
    let threads = (0..<min(jobs, count)).map { _ in
      CrewThread {
        while let piece = box.next() { box.put(piece, Result { try body(piece) }) }
      }
    }
    for thread in threads { thread.start() }
    for thread in threads { thread.join() }
    return try box.take()
  }

  private final class Results<T: Sendable>: Sendable {
    private struct State {
      var next = 0
      var failed = Int.max
      var results: [Result<T, any Error>?]
    }
    private let state: Mutex<State>
    private let count: Int

    init(_ count: Int) {
      self.count = count
      state = Mutex(State(results: Array(repeating: nil, count: count)))
    }

    func next() -> Int? {
      state.withLock {
        guard $0.next < count, $0.next < $0.failed else { return nil }
        $0.next += 1
        return $0.next - 1
      }
    }

    func put(_ piece: Int, _ result: Result<T, any Error>) {
      state.withLock {
        if case .failure = result { $0.failed = min($0.failed, piece) }
        $0.results[piece] = result
      }
    }

    func take() throws -> [T] {
      let results = state.withLock { $0.results }
      for case .failure(let error)? in results { throw error }
      return try results.map { try $0!.get() }
    }
  }
}

/// A thread that can be waited for, with a stack large enough for a parser.
public final class CrewThread: Sendable {
  nonisolated(unsafe) private let thread: Thread
  private let done = DispatchSemaphore(value: 0)

  public init(_ body: @escaping @Sendable () -> Void) {
    let done = self.done
    thread = Thread {
      body()
      done.signal()
    }
    thread.stackSize = 8 << 20
  }

  public func start() { thread.start() }
  public func join() { done.wait() }
}
