internal import Corpus
internal import Interactions

/// What stands under T7.
extension SegregationCells {
  func notes(_ protection: Protection) -> [Phrase] {
    let (ties, settings) = (world.ties, world.settings)
    var notes = [
      Notes.scheme(ties.people.scheme),
      Phrase(
        "Sameness of two people with several memberships: \(ties.sameness.rawValue); the mixing"
          + " matrix, r, Coleman and inbreeding homophily are always under product. The last rows"
          + " give the headlines under all four semantics and their range.",
        nl: "Gelijkheid van twee mensen met meer lidmaatschappen: \(ties.sameness.rawValue); de"
          + " mengmatrix, r, Coleman en inteelthomofilie zijn altijd onder product. De laatste rijen"
          + " geven de hoofdcijfers onder alle vier de betekenissen en hun bereik."),
      Phrase(
        "Columns of groups: ties that members of the group send; measures without a meaning for one"
          + " group have no number there. Shares are of ties with both groups known, bounds of all.",
        nl: "Kolommen van groepen: contacten die leden van de groep leggen; maten zonder betekenis"
          + " voor één groep hebben daar geen getal. Aandelen gaan over contacten waarvan beide"
          + " groepen bekend zijn, grenzen over alle."),
      Phrase(
        "Null: groups relabelled among the persons of a stratum (strata: \(ties.strata.count)),"
          + " never ties; expected in closed form, of a group given that ego is of it; intervals"
          + " hold the participants fixed. Who was there: a uniform pick among the others present"
          + " in the thread before the reply. Degree margins: both ends drawn by the ties they send"
          + " and receive.",
        nl: "Nulmodel: groepen herverdeeld onder de personen van een stratum (strata:"
          + " \(ties.strata.count)), nooit contacten; verwacht in gesloten vorm, van een groep"
          + " gegeven dat ego ertoe hoort; intervallen houden de deelnemers vast. Wie er was: een"
          + " willekeurige keuze uit de anderen die vóór het antwoord in de draad waren."
          + " Randtotalen: beide einden getrokken naar de contacten die zij leggen en krijgen."),
      test,
      Phrase(
        "Odds ratios and reciprocity count a pair of persons once, whatever its ties; spectral"
          + " segregation is weighted by ties. At risk: pairs that were both active in one venue and year. Within venue:"
          + " Mantel–Haenszel over venues, Robins–Breslow–Greenland interval, which takes pairs for"
          + " independent.",
        nl: "Odds ratio's en beantwoording tellen een paar personen één keer, hoeveel contacten het"
          + " ook heeft; spectrale segregatie weegt naar contacten. Met kans: paren die beiden in één plek en jaar actief"
          + " waren. Binnen plek: Mantel–Haenszel over plekken, interval van"
          + " Robins–Breslow–Greenland, dat paren voor onafhankelijk houdt."),
      Phrase(
        "Group sizes are of the participants of known group in the strata where a level has ties."
          + " Bridging: at least \(settings.bridgingTies) ties between groups, and at least \(percent(settings.bridgingShare, ".")) % of the person's"
          + " known ties.",
        nl: "Groepsgroottes zijn van de deelnemers van bekende groep in de strata waar een niveau"
          + " contacten heeft. Bruggenbouwer: ten minste \(settings.bridgingTies) contacten tussen groepen, en ten minste"
          + " \(percent(settings.bridgingShare, ",")) % van de bekende contacten van de persoon."),
    ]
    if !ties.isDirected {
      notes.append(Notes.undirected)
      notes.append(
        Phrase(
          "Columns of groups then count ends of ties; reciprocity, the two-way interval and"
            + " who was there do not apply.",
          nl: "Kolommen van groepen tellen dan einden van contacten; beantwoording, het tweezijdig"
            + " geclusterde interval en wie er was zijn niet van toepassing."))
    }
    if cells.vectors.areMixed {
      notes.append(
        Phrase(
          "Sharp bounds exist for one group per person only.",
          nl: "Scherpe grenzen bestaan alleen bij één groep per persoon."))
    }
    if sums.hasDesignWeights {
      notes.append(
        Phrase(
          "Share, ego mean, E-I, expected, observed − expected, their semantics and their intervals"
            + " use the design weights of the roster; all other measures, p and bounds do not.",
          nl: "Aandeel, gemiddelde per ego, E-I, verwacht, waargenomen − verwacht, hun betekenissen"
            + " en hun intervallen gebruiken de steekproefgewichten van het register; alle andere"
            + " maten, p en grenzen niet."))
    }
    notes += estimates.notes(settings)
    notes.append(
      Phrase(
        "t interval: linearised, clustered by ego, t of egos − 1. Two-way: by ego and alter, never"
          + " narrower than by either. Interval around bounds: Imbens–Manski, dyadic errors.",
        nl:
          "t-interval: gelineariseerd, geclusterd per ego, t van ego's − 1. Tweezijdig: per ego en"
          + " alter, nooit smaller dan per een van beide. Interval om grenzen: Imbens–Manski,"
          + " dyadische fouten."))
    notes += concentration(protection)
    return notes + [Notes.version()]
  }

  private var test: Phrase {
    let draws = world.settings.draws
    if draws == 0 {
      return Phrase("No p: the number of draws is 0.", nl: "Geen p: het aantal trekkingen is 0.")
    }
    return Phrase(
      "p: (1 + as extreme) / (1 + \(draws)) of \(draws) relabellings, seed"
        + " \(world.settings.seed); across: interethnic.",
      nl: "p: (1 + zo extreem) / (1 + \(draws)) van \(draws) herverdelingen, seed"
        + " \(world.settings.seed).")
  }

  /// Names the levels of which the two-way interval is the one to read, unless that is hidden.
  private func concentration(_ protection: Protection) -> [Phrase] {
    let all = rows.filter {
      levels[$0].split.known > 0 && levels[$0].precision.isConcentrated && isShown($0, protection)
    }.map { cells.keys[$0].shown }
    if all.isEmpty { return [] }
    let (en, nl) = (all.map(\.en).joined(separator: ", "), all.map(\.nl).joined(separator: ", "))
    return [
      Phrase(
        "Alters are concentrated, so that the two-way interval is the one to read: \(en).",
        nl: "Alters zijn geconcentreerd, zodat het tweezijdige interval telt: \(nl).")
    ]
  }

  /// A share as per cent.
  private func percent(_ share: Double, _ point: String) -> String {
    let text = NumberFormat.percent.text(.real(share))
    let short = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    return short.replacing(".", with: point)
  }
}
