import Corpus

/// The figures of ``Validation`` as CSV and as the block of `docs/validation.md` between its marks.
package struct ValidationReport {
  private let validation: Validation
  private let rows: [(cell: Validation.Cell, outcome: Validation.Outcome)]
  private let posts: [(cell: PostValidation.Cell, outcome: PostValidation.Outcome)]
  private let command: String

  package init(
    _ validation: Validation, _ rows: [(cell: Validation.Cell, outcome: Validation.Outcome)],
    posts: [(cell: PostValidation.Cell, outcome: PostValidation.Outcome)] = [], command: String
  ) {
    self.posts = posts
    self.validation = validation
    self.rows = rows
    self.command = command
  }

  private static let opening = "<!-- figures: begin -->"
  private static let closing = "<!-- figures: end -->"

  /// A line a cell and figure: long form.
  package var csv: String {
    var text = "users,gini,concentration,what,studies,mean,mc_error\n"
    for (cell, outcome) in rows {
      func add(_ what: String, _ figure: MonteCarlo) {
        text +=
          "\(cell.users),\(cell.gini),\(cell.concentration),\(what),\(figure.count),"
          + "\(MonteCarlo.text(figure.mean, 6)),\(MonteCarlo.text(figure.error, 6))\n"
      }
      for (number, estimator) in Validation.Estimator.allCases.enumerated() {
        add("coverage of \(estimator.rawValue)", outcome.covers[number])
        add("width of \(estimator.rawValue)", outcome.widths[number])
      }
      add("bias of share", outcome.bias[0])
      add("bias of ego mean", outcome.bias[1])
      add("naive bounds hold", outcome.naiveHolds)
      add("sharp bounds hold", outcome.sharpHolds)
      add("width of sharp bounds", outcome.sharpWidth)
      add("null rejected two-sided", outcome.rejects[0])
      add("null rejected below", outcome.rejects[1])
      add("null rejected above", outcome.rejects[2])
      add("effective egos", outcome.egos)
      add("effective alters", outcome.alters)
      add("ties", outcome.ties)
      add("gini of ties of egos", outcome.giniOfTies)
    }
    for (cell, outcome) in posts {
      func add(_ what: String, _ figure: MonteCarlo) {
        text +=
          "\(cell.users),\(cell.gini),,\(what) (topic of \(cell.topic.share)),\(figure.count),"
          + "\(MonteCarlo.text(figure.mean, 6)),\(MonteCarlo.text(figure.error, 6))\n"
      }
      for (number, estimator) in PostValidation.Estimator.allCases.enumerated() {
        add("coverage of \(estimator.rawValue)", outcome.covers[number])
        add("width of \(estimator.rawValue)", outcome.widths[number])
      }
      add("effective users", outcome.effective)
    }
    return text
  }

  /// Coverage and width of the intervals of T3.
  private var postFigures: String {
    if posts.isEmpty { return "" }
    var text = """

      Shares of posts on a topic (T3): coverage of the 95 % intervals and their mean width in points:

      | true share, % | users | Gini | eff. users |
      """
    for estimator in PostValidation.Estimator.allCases { text += " \(estimator.rawValue) |" }
    text +=
      "\n|" + String(repeating: "---:|", count: 4 + PostValidation.Estimator.allCases.count) + "\n"
    for (cell, outcome) in posts {
      text +=
        "| \(MonteCarlo.text(100 * cell.topic.share, 2)) | \(cell.users) | \(cell.gini) |"
        + " \(MonteCarlo.text(outcome.effective.mean, 0)) |"
      for (covers, width) in zip(outcome.covers, outcome.widths) {
        text +=
          " \(MonteCarlo.text(100 * covers.mean, 1)) ± \(MonteCarlo.text(100 * covers.error, 1))"
          + " (\(MonteCarlo.text(100 * width.mean, 1))) |"
      }
      text += "\n"
    }
    return text
  }

  /// Tables in Markdown.
  package var markdown: String {
    func percent(_ figure: MonteCarlo) -> String {
      figure.count == 0
        ? "–"
        : "\(MonteCarlo.text(100 * figure.mean, 1)) ± \(MonteCarlo.text(100 * figure.error, 1))"
    }
    let studies = rows.reduce(0) { $0 + $1.outcome.egos.count }
    let truth = SimulationEstimands(validation.base).share
    var text = """
      Made by `\(command)`: \(studies) studies, \(validation.studies) a row (seed \(validation.seed);
      \(validation.replicates) replicates and \(validation.draws) relabellings each). Behind ± stands the Monte Carlo error (one
      standard error). True share: \(MonteCarlo.text(100 * truth, 2)) %.

      Coverage of the 95 % intervals, %:

      | users | Gini | conc. | eff. egos | eff. alters |
      """
    for estimator in Validation.Estimator.allCases { text += " \(estimator.rawValue) |" }
    text +=
      "\n|" + String(repeating: "---:|", count: 5 + Validation.Estimator.allCases.count) + "\n"
    for (cell, outcome) in rows {
      text +=
        opening(cell)
        + " \(MonteCarlo.text(outcome.egos.mean, 0)) | \(MonteCarlo.text(outcome.alters.mean, 0)) |"
      for figure in outcome.covers { text += " \(percent(figure)) |" }
      text += "\n"
    }
    text += """

      Bias in points; mean width of five intervals of the share in points; share of studies whose
      bounds hold the complete-data value; share of studies without homophily in which relabelling
      gives p ≤ .05, %:

      | users | Gini | conc. | bias share | bias ego mean | percentile | t by ego | t two-way | t dyadic | jackknife |\
       naive hold | sharp hold | p two-sided | p below | p above |

      """
    text += "|" + String(repeating: "---:|", count: 15) + "\n"
    for (cell, outcome) in rows {
      text += opening(cell)
      for figure in outcome.bias {
        text +=
          " \(MonteCarlo.text(100 * figure.mean, 2)) ± \(MonteCarlo.text(100 * figure.error, 2)) |"
      }
      for figure in outcome.widths.prefix(5) {
        text += " \(MonteCarlo.text(100 * figure.mean, 1)) |"
      }
      for figure in [outcome.naiveHolds, outcome.sharpHolds] {
        text += " \(MonteCarlo.text(100 * figure.mean, 1)) |"
      }
      for figure in outcome.rejects { text += " \(percent(figure)) |" }
      text += "\n"
    }
    return text + postFigures
  }

  private func opening(_ cell: Validation.Cell) -> String {
    "| \(cell.users) | \(cell.gini) | \(cell.concentration) |"
  }

  /// `page` with the figures between its marks.
  /// - Throws: `Complaint` (65) where the page has no such marks.
  package func put(into page: String) throws -> String {
    guard let from = page.firstRange(of: Self.opening), let to = page.firstRange(of: Self.closing),
      from.upperBound <= to.lowerBound
    else {
      throw Complaint("has no lines '\(Self.opening)' and '\(Self.closing)'")
    }
    return page[..<from.upperBound] + "\n" + markdown + page[to.lowerBound...]
  }
}
