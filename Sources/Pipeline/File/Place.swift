/// Where something was written: a pipeline file's line and column, or a flag.
package struct Place: Sendable, Equatable {
  /// The path as the user gave it, or a flag's name ("--set").
  package let file: String
  /// From 1; 0 where there are no lines (flags).
  package let line: Int
  /// From 1, in Unicode scalars; 0 where there are no lines.
  package let column: Int
  /// How many scalars to underline, at least 1.
  package let width: Int

  package init(file: String, line: Int, column: Int, width: Int = 1) {
    self.file = file
    self.line = line
    self.column = column
    self.width = max(1, width)
  }

  /// A place in the flags.
  package static func flag(_ name: String) -> Place { Place(file: name, line: 0, column: 0) }

  package var isFlag: Bool { line == 0 }
  /// `study.yaml:23:34`, or the flag's name.
  package var text: String { isFlag ? file : "\(file):\(line):\(column)" }
}
