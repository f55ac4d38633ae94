import Foundation

extension Crew {
  /// Takes pieces one after the other, works on them on `jobs` threads, and commits the results in
  /// the order of the pieces, one at a time, whatever the timing.
  ///
  /// - Parameters:
  ///   - makeWorker: one value per thread, such as caches and buffers.
  ///   - next: the next piece, nil at the end; never called by two threads at once.
  ///   - commit: takes results in order; never called by two threads at once.
  /// - Throws: the error of the first piece, in order, that failed in any of the three; results
  ///   before it have been committed.
  public static func ordered<Piece, Worker, Outcome>(
    jobs: Int, makeWorker: @escaping () throws -> Worker,
    next: @escaping () throws -> Piece?,
    work: @escaping (Worker, Piece) throws -> Outcome,
    commit: @escaping (Outcome) throws -> Void
  ) throws {
    guard jobs > 1 else {
      let worker = try makeWorker()
      while let piece = try next() { try commit(try work(worker, piece)) }
      return
    }
    let line = Line(window: jobs * 3, makeWorker, next, work, commit)
    let threads = (0..<jobs).map { _ in CrewThread { line.run() } }
    for thread in threads { thread.start() }
    for thread in threads { thread.join() }
    if let failure = line.failure { throw failure }
  }

  /// What the threads of one ordered run share. `state` guards all but the closures; `reading`
  /// makes `next` exclusive; `isCommitting` makes `commit` exclusive.
  private final class Line<Piece, Worker, Outcome>: @unchecked Sendable {
    private let state = NSCondition()
    private let reading = NSLock()
    private let window: Int
    private let makeWorker: () throws -> Worker
    private let next: () throws -> Piece?
    private let work: (Worker, Piece) throws -> Outcome
    private let commit: (Outcome) throws -> Void
    private var taken = 0
    private var committed = 0
    private var isCommitting = false
    private var isOver = false
    private var waiting: [Int: Result<Outcome, any Error>] = [:]
    private(set) var failure: (any Error)?

    init(
      window: Int, _ makeWorker: @escaping () throws -> Worker,
      _ next: @escaping () throws -> Piece?,
      _ work: @escaping (Worker, Piece) throws -> Outcome,
      _ commit: @escaping (Outcome) throws -> Void
    ) {
      self.window = window
      self.makeWorker = makeWorker
      self.next = next
      self.work = work
      self.commit = commit
    }

    func run() {
      let worker = Result { try makeWorker() }
      while let (index, piece) = take() {
        put(index, Result { try work(try worker.get(), try piece.get()) })
      }
    }

    private func take() -> (Int, Result<Piece, any Error>)? {
      reading.lock()
      defer { reading.unlock() }
      state.lock()
      while taken - committed >= window, !isOver { state.wait() }
      if isOver {
        state.unlock()
        return nil
      }
      let index = taken
      state.unlock()
      let piece: Result<Piece, any Error>
      do {
        guard let found = try next() else {
          state.withLock { isOver = true }
          return nil
        }
        piece = .success(found)
      } catch {
        piece = .failure(error)
      }
      state.lock()
      taken += 1
      if case .failure = piece { isOver = true }
      state.unlock()
      return (index, piece)
    }

    private func put(_ index: Int, _ outcome: Result<Outcome, any Error>) {
      state.lock()
      defer { state.unlock() }
      waiting[index] = outcome
      if isCommitting { return }
      isCommitting = true
      while failure == nil, let due = waiting.removeValue(forKey: committed) {
        state.unlock()
        let done = Result { try commit(try due.get()) }
        state.lock()
        committed += 1
        if case .failure(let error) = done {
          failure = error
          isOver = true
        }
        state.broadcast()
      }
      isCommitting = false
    }
  }
}
