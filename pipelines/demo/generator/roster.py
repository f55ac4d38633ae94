"""The tables a researcher brings along: who takes part, which venue is what, who withdrew."""
import collections
import csv
import os

from . import venues

COLUMNS = ("person", "platform", "account", "self_described", "birth_country", "mother_birth_country",
           "father_birth_country", "birth_year", "gender", "source", "role", "weight", "stratum")


def write(folder, people, chance, truth):
    rows = []
    for person in people.roster_order:
        mine = []
        for account in person.accounts.values():
            own, mother, father = person.countries
            mine.append([person.id, account.platform, account.on_roster_as, person.self_described, own, mother,
                         father, person.birth_year, person.gender, person.source, person.role, person.weight,
                         person.stratum])
        if person.conflicting:
            # Two rows of one person that disagree: nobody knows the origin.
            mine[1][4:7] = ["TUR", "TUR", "TUR"]
            truth.count("conflicting_roster_person", "roster")
        rows += mine
    for row in rows:
        # Unknown is written in two ways.
        for place in (4, 5, 6):
            if row[place] == "?" and chance.often(500):
                row[place] = ""
    plain = [r for r in rows if r[1] == "reddit"]
    for row in chance.some(plain, 3):
        row[2] = row[2].upper()
        truth.count("roster_name_in_capitals", "roster")
    for row in chance.some(rows, 3):
        rows.append(list(row))
        truth.count("double_roster_row", "roster")
    for number in range(12):
        rows.append(["d9%03d" % number, "x", people.names.id("x"), "Dutch", "NLD", "NLD", "NLD", "1999", "f",
                     "survey", "donor", "1", "online"])
        truth.count("unmatched_roster_row", "roster")
    _csv(os.path.join(folder, "roster.csv"), COLUMNS, rows)
    _csv(os.path.join(folder, "venues.csv"), ("platform", "venue", "type"),
         [(v.platform, v.id, v.type) for v in venues.ALL + [venues.TIMELINE] if v.declared])


def withdraw(people, timelines, posts, chance, truth):
    """Two people want their posts out: one donor of an X archive, one account on Reddit. Nothing else
    is wrong with what they said, so that each record has one reason to be set aside."""
    plain = {d.account for n, d in enumerate(timelines.donors)
             if d.layout[0] in ("2022-", "2020-2022") and not d.deleted and n > 20 and n % 20}
    said = collections.Counter(p.account for p in posts if p.account)
    for platform in ("x", "reddit"):
        alone = [p for p in people.posters if list(p.accounts) == [platform] and p.role == "donor"
                 and (platform == "reddit" or p.accounts[platform] in plain)
                 and said[p.accounts[platform]] >= 12]
        account = chance.one(alone).accounts[platform]
        account.withdrawn = True
        truth.count("withdrawn", platform, number=said[account])


def write_withdrawn(folder, people):
    with open(os.path.join(folder, "withdrawn.txt"), "w", encoding="utf-8") as file:
        for person in people.posters:
            for account in person.accounts.values():
                if account.withdrawn:
                    file.write("%s,%s\n" % (account.platform, account.on_roster_as))


def _csv(path, columns, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
