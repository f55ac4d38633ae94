package import Corpus

/// Opens what stands on disk as exports: a lone file, a folder, an archive, standard input.
package enum Exports {
  /// Opens every path as one export, numbered from `first` in the order given.
  ///
  /// `-` is standard input, which can be opened once past its first MiB.
  /// - Throws: `Complaint` (65, 66) behind the place `input N`; no file name is in it.
  package static func open(
    _ paths: [String], first: Int32 = 1, limits: UnpackLimits = .usual, standardInput: Int32 = 0
  ) throws -> [any Export] {
    try paths.enumerated().map { offset, path in
      let input = first + Int32(offset)
      return try at("input \(input)") {
        try open(path, input: input, limits: limits, standardInput: standardInput)
      }
    }
  }

  /// Opens one path.
  /// - Throws: `Complaint` without a place.
  package static func open(
    _ path: String, input: Int32, limits: UnpackLimits = .usual, standardInput: Int32 = 0
  ) throws -> any Export {
    if path == "-" {
      return try StandardInput(descriptor: standardInput, input: input, limits: limits)
    }
    var size: Int64 = -1
    switch try Disk.kind(Array(path.utf8), following: true) {
    case .folder: return try Folder(path, input: input, limits: limits)
    case .file(let bytes): size = bytes
    case .other:
      throw Complaint(
        "is a pipe or device, which is read once; save it as a file", status: .noInput)
    }
    let head = try FileSource(path: path).take(FileKind.headLength)
    let kind = FileKind.detect(head)
    // A zip that begins with its end, which libarchive does not take for one.
    if head.starts(with: [0x50, 0x4B, 5, 6]) { throw Complaint("is an archive without files") }
    switch kind {
    case .plain where path.lowercased().hasSuffix(".tar"), .zip, .tar:
      return try Archive(path, kind: kind == .plain ? .tar : kind, input: input, limits: limits)
    case .plain:
      try checkPromise(path, kind)
      return LoneFile(path, kind: kind, size: size, input: input, limits: limits)
    case .gzip, .zstd, .bzip2, .xz:
      let reader = try ArchiveReader(path: path, kind: kind, limits: limits)
      _ = try reader.next()
      return reader.isSingleFile
        ? LoneFile(path, kind: kind, size: -1, input: input, limits: limits)
        : try Archive(path, kind: kind, input: input, limits: limits)
    case .sevenZip, .rar: throw notRead(kind)
    }
  }

  /// - Throws: `Complaint` (65) for a file whose name promises to be packed and whose bytes are not.
  static func checkPromise(_ path: String, _ kind: FileKind) throws {
    let name = path.lowercased()
    guard kind == .plain,
      let suffix = FileKind.packedSuffixes.first(where: { name.hasSuffix($0) })
    else { return }
    throw Complaint(
      "ends in \(suffix) but does not begin as such a file does (empty, cut short, or renamed); "
        + "copy or download it again")
  }

  static func notRead(_ kind: FileKind) -> Complaint {
    Complaint(
      "is a \(kind == .rar ? "RAR" : "7z") archive, which is not read; "
        + "unpack it and give the folder")
  }
}

/// An export that met members it must not or cannot use.
protocol RefusingExport: Export {
  var refused: [SetAside] { get }
}

extension Export {
  /// Members that are not among ``members``, one entry each: names that climb out or are absolute,
  /// links and devices (`unsafe-path`), names that are no UTF-8 or empty (`unnamed-member`), names
  /// given twice (`duplicate`; the later file counts). The run adds them to what was read and to
  /// what was set aside; `ordinal` is the entry's number in the container.
  package var refused: [SetAside] { (self as? any RefusingExport)?.refused ?? [] }
}
