#!/usr/bin/env python3
"""Tries to compute hidden cells of tables by linear programming, apart from the code that hides.

usage: check_protection.py FILE      (one table a line, as Tests/TablesTests/Attacker.swift writes)

For every hidden cell the least and the largest value are sought that agree with the published cells,
the sums, and that no count is negative (scipy, HiGHS). A cell whose range is narrower than it needs
is recovered. Prints the number of tables, cells, recovered cells, and the share hidden by shape.
Exit status: 0 none recovered, 1 some, 2 scipy is missing or usage.
"""
import collections
import json
import sys

try:
    import numpy
    from scipy.optimize import linprog
    from scipy.sparse import csr_matrix
except ImportError:
    print("check_protection.py needs the Python package scipy", file=sys.stderr)
    sys.exit(2)


def matrix(rows, columns):
    """Rows are dicts column -> coefficient."""
    data = [(i, j, v) for i, row in enumerate(rows) for j, v in row.items()]
    if not rows:
        return None
    return csr_matrix(
        ([v for _, _, v in data], ([i for i, _, _ in data], [j for _, j, _ in data])),
        shape=(len(rows), columns))


def recovered(table):
    """(cell, low, high, needed) of every hidden cell with too narrow a range."""
    values, hidden = table["values"], table["hidden"]
    place = {cell: number for number, cell in enumerate(hidden)}
    equal, right, most, bound = [], [], [], []

    def add(rows, limits, terms):
        row, rest = collections.Counter(), 0
        for cell, sign in terms:
            if cell in place:
                row[place[cell]] += sign
            else:
                rest -= sign * values[cell]
        if row:
            rows.append(row)
            limits.append(rest)

    for whole, *parts in table["sums"]:
        add(equal, right, [(part, 1) for part in parts] + [(whole, -1)])
    for whole, *parts in table["covers"]:
        add(most, bound, [(whole, 1)] + [(part, -1) for part in parts])
        for part in parts:
            add(most, bound, [(part, 1), (whole, -1)])
    size = len(hidden)
    a_eq, a_ub = matrix(equal, size), matrix(most, size)

    def limit(number, sign):
        cost = numpy.zeros(size)
        cost[number] = -sign
        found = linprog(
            cost, A_ub=a_ub, b_ub=bound or None, A_eq=a_eq, b_eq=right or None,
            bounds=(0, None), method="highs")
        if found.status in (3, 4):
            return sign * float("inf")
        if found.status != 0:
            raise SystemExit(f"{table['name']}: linprog ended with status {found.status}")
        return found.x[number]

    for number, (cell, needed) in enumerate(zip(hidden, table["needed"])):
        if needed <= 0:  # nobody prints it
            continue
        high, low = limit(number, 1), limit(number, -1)
        if high - low < needed - 1e-6:
            yield cell, low, high, needed


def main(arguments):
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    tables = cells = bad = 0
    loss = collections.defaultdict(lambda: [0, 0])
    with open(arguments[0], encoding="utf-8") as stream:
        for line in stream:
            table = json.loads(line)
            tables += 1
            cells += len(table["hidden"])
            shape = loss[table["name"].split(":")[0]]
            shape[0] += len(table["hidden"])
            shape[1] += len(table["values"])
            for cell, low, high, needed in recovered(table):
                bad += 1
                print(f"{table['name']}: cell {cell} lies in [{low:g}, {high:g}], needs {needed}")
    for name in sorted(loss):
        print(f"{name}: {loss[name][0]} of {loss[name][1]} cells hidden")
    print(f"{tables} tables, {cells} hidden cells, {bad} recovered")
    return 1 if bad or not tables else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
