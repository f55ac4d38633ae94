import Corpus

/// What `schakel groups ROSTER --scheme NAME` prints: each person's assignment and the rule that
/// made it, in roster order, so that a researcher can check every one.
///
/// The persons are those of the researcher's own file, as written there; a person whom the roster
/// names by account only is `platform:account`. Empty cells are unknown.
/// - Throws: `Complaint` (65) when the roster lacks a column of the scheme.
package func groupsCSV(roster: Roster, scheme: any OriginScheme.Type) throws -> [UInt8] {
  try groupsCSV(roster: roster, setting: OriginSetting(scheme))
}

/// The same under the choices of a setting; `main_group` then holds what the setting groups by.
/// - Throws: `Complaint` (65) when the roster lacks a column of the setting.
package func groupsCSV(roster: Roster, setting: OriginSetting) throws -> [UInt8] {
  try roster.require(setting)
  var firstRow = [Int](repeating: -1, count: roster.persons.count)
  for (number, row) in roster.rows.enumerated() where firstRow[row.person] < 0 {
    firstRow[row.person] = number
  }
  var out = Array(
    "person,status,origin_country,main_group,generation,parents_born_abroad,rule\n".utf8)
  for (number, person) in roster.persons.enumerated() {
    let origin = person.origin(setting)
    let row = roster.rows[firstRow[number]]
    let name = person.id.isEmpty ? Array("\(row.platform):".utf8) + row.account : person.id
    let cells: [[UInt8]] =
      [name]
      + [
        origin.status.rawValue, origin.country?.code ?? "", groupCell(origin.membership),
        origin.generation.map(String.init) ?? "", origin.parentsBornAbroad.map(String.init) ?? "",
        origin.rule,
      ].map { Array($0.utf8) }
    appendCSVLine(cells, to: &out)
  }
  return out
}

/// One group as it is; several as the roster's column takes them, `a:0.7;b:0.3`.
private func groupCell(_ membership: People.Membership) -> String {
  if membership.parts.count == 1 { return membership.parts[0].group }
  return membership.parts.map { "\($0.group):\($0.weight)" }.joined(separator: ";")
}

/// Cells with commas between them, quoted where they need it, and a line feed.
func appendCSVLine(_ cells: [[UInt8]], to out: inout [UInt8]) {
  for (index, cell) in cells.enumerated() {
    if index > 0 { out.append(44) }
    appendCSV(cell, to: &out)
  }
  out.append(10)
}

private func appendCSV(_ cell: [UInt8], to out: inout [UInt8]) {
  guard cell.contains(where: { $0 == 44 || $0 == 34 || $0 == 10 || $0 == 13 }) else {
    out += cell
    return
  }
  out.append(34)
  for byte in cell {
    if byte == 34 { out.append(34) }
    out.append(byte)
  }
  out.append(34)
}
