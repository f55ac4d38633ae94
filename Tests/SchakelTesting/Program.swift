package import Foundation

/// What a command left behind when it ended.
package struct Ended: Sendable {
  /// Exit status; 128 + the signal for one that was killed.
  package let status: Int32
  package let output: [UInt8]
  package let errors: String

  package var text: String { String(decoding: output, as: UTF8.self) }
  package var lines: [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}

/// Runs the built program, and shell scripts that use it, in a folder of a test. Standard streams
/// are files, so that no pipe can hang; a script makes its own pipes.
package enum Program {
  /// The binary that was built with the tests: beside the test bundle, or the debug one.
  package static let path: String = {
    let bundles = CommandLine.arguments.map { URL(fileURLWithPath: $0).deletingLastPathComponent() }
    let folders = bundles + [Repository.folder(".build/debug")]
    return folders.map { $0.appendingPathComponent("schakel").path }
      .first { FileManager.default.isExecutableFile(atPath: $0) } ?? "schakel (not built)"
  }()

  /// Runs the program with arguments.
  package static func run(
    _ arguments: [String], in folder: Workdir, input: [UInt8] = [], environment: [String] = []
  ) throws -> Ended {
    try start([path] + arguments, in: folder, input: input, environment: environment).wait()
  }

  /// Runs a script with bash, where `$schakel` is the program; a stage of a pipe that fails makes
  /// the script fail.
  package static func script(
    _ script: String, in folder: Workdir, environment: [String] = []
  ) throws -> Ended {
    try start(
      ["/bin/bash", "-o", "pipefail", "-c", script], in: folder, environment: environment
    ).wait()
  }

  /// Starts any command.
  package static func start(
    _ command: [String], in folder: Workdir, input: [UInt8] = [], environment: [String] = []
  ) throws -> Running {
    let streams = folder.url.appendingPathComponent(".streams-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: streams, withIntermediateDirectories: false)
    try Data(input).write(to: streams.appendingPathComponent("in"))
    // A shell of its own goes to the folder first; `exec` leaves the command with its process id.
    let line = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder.url.path] + command
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (descriptor, name) in [(Int32(0), "in"), (1, "out"), (2, "err")] {
      posix_spawn_file_actions_addopen(
        &actions, descriptor, streams.appendingPathComponent(name).path,
        descriptor == 0 ? O_RDONLY : O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    }
    let usual = ["PATH", "HOME", "LD_LIBRARY_PATH"].compactMap { name in
      ProcessInfo.processInfo.environment[name].map { "\(name)=\($0)" }
    }
    var arguments = line.map { strdup($0) } + [nil]
    var variables =
      (usual + ["schakel=\(path)", "root=\(Repository.root.path)"] + environment).map { strdup($0) }
      + [nil]
    defer { for text in arguments + variables { free(text) } }
    var id: pid_t = 0
    let code = posix_spawn(&id, line[0], &actions, nil, &arguments, &variables)
    guard code == 0 else { throw CannotStart(code: code) }
    return Running(id: id, streams: streams)
  }

  package struct CannotStart: Error { package let code: Int32 }

  /// A command that is at work.
  package struct Running {
    package let id: pid_t
    let streams: URL

    package func send(_ signal: Int32) { kill(id, signal) }

    /// Waits for its end.
    package func wait() throws -> Ended {
      var status: Int32 = 0
      while waitpid(id, &status, 0) < 0, errno == EINTR {}
      let signal = status & 0x7f
      let ended = Ended(
        status: signal == 0 ? status >> 8 & 0xff : 128 + signal,
        output: [UInt8](try Data(contentsOf: streams.appendingPathComponent("out"))),
        errors: String(
          decoding: try Data(contentsOf: streams.appendingPathComponent("err")), as: UTF8.self))
      try FileManager.default.removeItem(at: streams)
      return ended
    }
  }
}

extension Workdir {
  /// Names of all files below a folder, hidden ones too, sorted bytewise.
  package func files(below name: String = "") -> [String] {
    let folder = name.isEmpty ? url.path : path(name)
    let names = (FileManager.default.enumerator(atPath: folder)?.allObjects as? [String]) ?? []
    return names.filter { file in
      var isFolder: ObjCBool = false
      FileManager.default.fileExists(atPath: "\(folder)/\(file)", isDirectory: &isFolder)
      return !isFolder.boolValue
    }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Permission bits of a file or folder.
  package func mode(_ name: String) -> Int? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path(name))
    return (attributes?[.posixPermissions] as? NSNumber)?.intValue
  }

  package func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: path(name))
  }

  /// NDJSON as objects.
  package func records(_ name: String) throws -> [[String: Any]] {
    try text(name).split(separator: "\n").map { line in
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
    }
  }
}
