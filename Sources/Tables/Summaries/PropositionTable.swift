internal import Corpus
internal import Interactions

/// P: the propositions of Dekker, Belabas & Scholten 2015 (`measures.md` §1.2 gives the list) as
/// estimands: each with its estimate, its interval by persons, and what would refute it.
///
/// 95 % intervals: of ties dyadic, of posts and persons the Poisson bootstrap over persons; P5 is an equivalence test and prints 90 %
/// intervals (two one-sided tests at 5 %). Ties count from their ego, with both groups known.
package struct PropositionTable: TableKind {
  package let number = "P"
  package let name = "propositions"
  package let title = Phrase(
    "Seven propositions on interethnic contact", nl: "Zeven stellingen over interetnisch contact")
  package let needs: [Records] = [.ties]
  package let by: [String] = []
  package let settings = ["replicates", "interval", "seed", "margin", "reference"]

  package init() {}

  package var empty: Table {
    Table(
      number: number, name: name, title: title,
      stubs: [
        .init("proposition", Phrase("No.", nl: "Nr.")),
        .init("estimand", Phrase("Estimand", nl: "Te schatten")),
      ],
      columns: [
        Key("estimate", "Estimate (CI)", nl: "Schatting (BI)"),
        Key("users", "Persons", nl: "Personen"), Key("reading", "Reads", nl: "Lezing"),
        Key("refuted_by", "Refuted by", nl: "Weerlegd door"),
      ])
  }

  package func build(_ material: Material, _ settings: TableSettings) throws -> Table {
    try check(material, settings)
    guard let margin = settings.margin, margin > 0, margin < 1 else {
      throw Complaint(
        "table \(name) needs margin: the largest difference of shares that counts as the same,"
          + " such as 0.05; it has no default", status: .configuration)
    }
    let start = "group="
    guard let word = settings.reference.first(where: { $0.hasPrefix(start) }) else {
      throw Complaint(
        "table \(name) needs reference: [group=…], the group that the others are compared with",
        status: .configuration)
    }
    let reference = String(word.dropFirst(start.count))
    let rule = try Disclosure(minUsers: settings.minUsers, reason: settings.minUsersReason)
    var table = empty
    guard let ties = material.ties else { return table }
    guard ties.people.groups.contains(reference) else {
      throw Complaint(
        "reference: no person is of group '\(reference)' (have: "
          + "\(ties.people.groups.joined(separator: ", ")))", status: .configuration)
    }
    let sums = PropositionSums(material, ties, reference: reference)
    let method = try settings.method(.dyadic, of: name, not: .logit)
    guard method != .linearised else {
      throw Complaint(
        "interval: table \(name) has no 'linearised' (have: dyadic, percentile)",
        status: .configuration)
    }
    var rows = PropositionRows(
      sums, try Estimates(sums.contributions, settings, purpose: name), rule, margin: margin,
      method == .dyadic ? sums.dyads(ties) : nil)
    rows.addAll(ties)
    table.rows = rows.rows
    table.notes =
      [
        Notes.scheme(ties.people.scheme),
        Phrase(
          "Ties with both groups known, from their ego; posts by their author. P5: reference"
            + " \(reference), margin \(Number.real(margin * 100).machineText) points, 90 % intervals"
            + " (two one-sided tests at 5 %); equivalent only if all three are.",
          nl: "Contacten waarvan beide groepen bekend zijn, vanuit hun ego; berichten naar auteur."
            + " P5: referentie \(reference), marge \(Number.real(margin * 100).machineText) punten,"
            + " 90 %-intervallen (twee eenzijdige toetsen op 5 %); gelijkwaardig alleen als alle"
            + " drie dat zijn."),
        Phrase(
          "A reading says on which side of the refuting value the interval lies. Venue types are"
            + " declared, people chose their venues: none of this is an effect.",
          nl: "Een lezing zegt aan welke kant van de weerleggende waarde het interval ligt. Soorten"
            + " plekken zijn verklaard, mensen kozen hun plekken: niets hiervan is een effect."),
      ] + (sums.hasDesignWeights ? [Notes.designWeights] : [])
      + (method == .dyadic ? [Self.dyadic] : [])
      + rows.estimates.notes(settings, warnsOfFew: false) + Notes.few(rows.few) + [Notes.version()]
    table.notes += Notes.marks(table, rule, unit: .users)
    return table
  }

  private static let dyadic = Phrase(
    "P1, P2 and P7, which are of ties: dyadic intervals, jackknifed (ties with a person in common, at"
      + " either end, may go together), t of the fewer of egos and alters less 1; shares and E-I on"
      + " the logit scale, P2 on the log scale. The others:",
    nl: "P1, P2 en P7, die over contacten gaan: dyadische intervallen, jackknife (contacten met een"
      + " persoon gemeen, aan welk einde ook, kunnen samenhangen), t van het kleinste van ego's en"
      + " alters min 1; aandelen en E-I op de logitschaal, P2 op de logschaal. De andere:")
}
