import Corpus
import Foundation
import SchakelTesting
import Tables
import Testing

/// Everything that breaks a careless writer: comma, quote, line break, markup, other scripts, a
/// formula, and a zero, a missing, a hidden, a not applicable and a negative cell.
private let sample = Table(
  number: "T0", name: "sample", title: Phrase("Sample, 100 % & more", nl: "Staal, 100 % & meer"),
  stubs: [.init("label", Phrase("Label", nl: "Naam"))],
  columns: [
    Key("n", "N", nl: "N"), Key("share", "Share, %", nl: "Aandeel, %"),
    Key("remark", "Remark", nl: "Opmerking"),
  ],
  rows: [
    .init(
      [.data("comma, \"quote\"")],
      cells: [.count(0), Cell(.missing(.noUnits), .percent), Cell(.text("=SUM(A1)"))]),
    .init(
      [.data("line\nbreak & 50% #_1")],
      cells: [
        .count(1234),
        .percent(.ratio(1, 3), spread: .interval(low: .ratio(1, 4), high: .real(0.41666))),
        Cell(.text("{a}\\b~c^d")),
      ]),
    .init(
      [.data("مدرسة")], opensBlock: true,
      cells: [
        Cell.count(7).hidden(.minUsers), Cell(.bounds(.ratio(1, 8), .ratio(1, 2)), .percent),
        .notApplicable,
      ]),
    .init(
      [.data("👩‍👩‍👧 🙂")],
      cells: [
        .count(-2.5), .percent(.ratio(-1, 2000), spread: Spread.none(.fewClusters)),
        Cell(.text("<b>|*x*")),
      ]),
  ],
  notes: [Phrase("Under 10_000 & more.", nl: "Onder 10_000 & meer.")])

@Suite struct `Every table form` {
  private func written(_ form: String, _ language: Language = .en) throws -> String {
    let context = TableContext(
      language: language, runID: "k3f9",
      notes: [Phrase("Coded by a command.", nl: "Gecodeerd door een opdracht.")])
    return String(
      decoding: try TableForms.named(form).write(sample, context: context), as: UTF8.self)
  }

  @Test func `keeps the nasty sample whole as tidy CSV`() throws {
    let wanted = """
      label,measure,value,low,high,text,flag,reason
      "comma, ""quote""\",n,0,,,,,
      "comma, ""quote""\",share,–,,,,missing,no_units
      "comma, ""quote""\",remark,,,,=SUM(A1),,
      "line
      break & 50% #_1",n,1234,,,,,
      "line
      break & 50% #_1",share,0.3333333333333333,0.25,0.41666,,,
      "line
      break & 50% #_1",remark,,,,{a}\\b~c^d,,
      مدرسة,n,·,,,,suppressed,min-users
      مدرسة,share,,0.125,0.5,,,
      مدرسة,remark,,,,,not-applicable,
      👩‍👩‍👧 🙂,n,-2.5,,,,,
      👩‍👩‍👧 🙂,share,-0.0005,,,,,few_clusters
      👩‍👩‍👧 🙂,remark,,,,<b>|*x*,,

      """
    #expect(try written("csv") == wanted)
    // Machines read one language.
    #expect(try written("csv", .nl) == wanted)
  }

  @Test func `keeps the nasty sample whole as Markdown`() throws {
    #expect(
      try written("md") == """
        **T0. Sample, 100 % \\& more**

        | Label                   |    N |          Share, % |       Remark |
        |:------------------------|-----:|------------------:|-------------:|
        | comma, "quote"          |    0 |                 – |     =SUM(A1) |
        | line break \\& 50% \\#\\_1 | 1234 | 33.3 [25.0, 41.7] |  {a}\\\\b\\~c^d |
        | مدرسة                   |    · |      [12.5, 50.0] |              |
        | 👩‍👩‍👧 🙂                     | −2.5 |              −0.1 | \\<b\\>\\|\\*x\\* |

        *Note.* Under 10\\_000 \\& more.

        Coded by a command.

        Run k3f9.

        """)
  }

  @Test func `keeps the nasty sample whole as LaTeX`() throws {
    #expect(
      try written("tex") == """
        % packages: booktabs, threeparttable, fontenc with T1 (or XeLaTeX, LuaLaTeX)
        \\begin{table}[htbp]
        \\centering
        \\begin{threeparttable}
        \\caption{Sample, 100 \\% \\& more}
        \\label{tab:T0}
        \\small
        \\begin{tabular}{lrrr}
        \\toprule
        Label & N & Share, \\% & Remark \\\\
        \\midrule
        comma, \\textquotedbl{}quote\\textquotedbl{} & 0 & -- & =SUM(A1) \\\\
        line break \\& 50\\% \\#\\_1 & 1234 & 33.3 [25.0, 41.7] & \
        \\{a\\}\\textbackslash{}b\\textasciitilde{}c\\textasciicircum{}d \\\\
        \\addlinespace
        مدرسة & $\\cdot$ & [12.5, 50.0] &  \\\\
        👩‍👩‍👧 🙂 & $-$2.5 & $-$0.1 & \\textless{}b\\textgreater{}\\textbar{}*x* \\\\
        \\bottomrule
        \\end{tabular}
        \\begin{tablenotes}[flushleft]
        \\footnotesize
        \\item Under 10\\_000 \\& more.
        \\item Coded by a command.
        \\item Run k3f9.
        \\end{tablenotes}
        \\end{threeparttable}
        \\end{table}

        """)
  }

  @Test func `writes Dutch with a decimal comma, and a semicolon between two of them`() throws {
    let markdown = try written("md", .nl)
    #expect(markdown.contains("33,3 [25,0; 41,7]"))
    #expect(markdown.contains("[12,5; 50,0]"))
    #expect(markdown.contains("−2,5"))
    #expect(markdown.contains("*Noot.* Onder"))
    #expect(try written("tex", .nl).contains("33,3 [25,0; 41,7]"))
    #expect(try written("tex", .nl).contains("\\caption{Staal, 100 \\% \\& meer}"))
  }

  @Test func `is in the list, and the list is the folder`() throws {
    let files = try FileManager.default.contentsOfDirectory(
      atPath: Repository.folder("Sources/Tables/Forms").path
    ).sorted()
    #expect(files == TableForms.all.map { "\(type(of: $0)).swift" }.sorted())
    #expect(throws: Complaint.self) { try TableForms.named("xlsx") }
  }

  @Test func `lays a wide LaTeX table on its side`() throws {
    let table = InterethnicShare().empty
    let text = String(decoding: LaTeX().write(table, context: TableContext()), as: UTF8.self)
    #expect(text.hasPrefix("% packages: booktabs, threeparttable, rotating, fontenc"))
    #expect(text.contains("\\begin{sidewaystable}\n"))
    #expect(text.hasSuffix("\\end{sidewaystable}\n"))
  }

  /// 60 rows of 10.8 points are 648, and a page of the article class has 550 of text at most.
  @Test func `runs a long LaTeX table over pages, with its notes below`() throws {
    let table = Table(
      number: "T0", name: "sample", title: Phrase("Long", nl: "Lang"),
      stubs: [.init("a", Phrase(same: "Label"))],
      columns: [Key("n", "N (95 % CI)", nl: "N")],
      rows: (1...60).map { .init([.data("row \($0)")], cells: [.count($0)]) },
      notes: [Phrase("Note 1.", nl: "Noot 1.")])
    func text(_ language: Language) -> String {
      String(
        decoding: LaTeX().write(table, context: TableContext(language: language)), as: UTF8.self)
    }
    let english = text(.en)
    #expect(english.hasPrefix("% packages: booktabs, longtable, fontenc"))
    #expect(english.contains("\\begin{longtable}{lr}\n\\caption{Long}\\label{tab:T0}\\\\\n"))
    #expect(english.contains("\\endfirsthead\n\\caption[]{Long (continued)}\\\\\n"))
    // The bracket stays whole when the heading is broken.
    #expect(english.contains("Label & \\shortstack[r]{N\\\\(95 \\% CI)} \\\\\n"))
    #expect(english.hasSuffix("\\footnotesize\n\\noindent Note 1.\\par\n\\endgroup\n"))
    #expect(text(.nl).contains("\\caption[]{Lang (vervolg)}"))
  }

  /// Under `\\\\` a `[` or `*` at the start of the next row would be read as its argument.
  @Test func `guards the start of a LaTeX row`() throws {
    let table = Table(
      number: "T0", name: "sample", title: Phrase(same: ""), stubs: [.init("a", Phrase(same: ""))],
      columns: [], rows: [.init([.data("[x]")], cells: []), .init([.data("*y")], cells: [])])
    let text = String(decoding: LaTeX().write(table, context: TableContext()), as: UTF8.self)
    #expect(text.contains("\n{}[x] \\\\\n{}*y \\\\\n"))
  }
}
