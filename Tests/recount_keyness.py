#!/usr/bin/env python3
"""Counts table T14 again from the raw posts, apart from schakel, and compares every cell.

usage: recount_keyness.py T14.csv TARGET TOP MIN_USERS NAMES POSTS.ndjson ...

TARGET: account ids of the target's persons, with commas. NAMES: words that are handles. Posts are
tweets in plain ASCII without hashtags and apostrophes; one account is one person. The rules are those
of docs/tables.md; of the disclosure rule: enough users on each side, nobody with more than half, and
users hidden where nearly all use the term.
Exit status: 0 the same, 1 not.
"""
import csv
import json
import math
import re
import sys
from collections import Counter, defaultdict


def words(text):
    text = re.sub(r"https?://\S+", ".", text)
    text = re.sub(r"@\w+", ".", text)
    return re.findall(r"[a-z0-9]+", text.lower())


def t_quantile(p, df):
    """By Simpson's rule and bisection."""
    scale = math.exp(math.lgamma((df + 1) / 2) - math.lgamma(df / 2)) / math.sqrt(df * math.pi)

    def upper_half(x, steps=4000):
        h = x / steps
        total = 0.0
        for i in range(steps + 1):
            weight = 1 if i in (0, steps) else 4 if i % 2 else 2
            total += weight * (1 + (i * h) ** 2 / df) ** (-(df + 1) / 2)
        return 0.5 + scale * total * h / 3

    low, high = 0.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        if upper_half(middle) < p:
            low = middle
        else:
            high = middle
    return low


def g2(pairs):
    return 2 * sum(o * math.log(o / e) for o, e in pairs if o > 0)


def main():
    path, target, top, least, names = sys.argv[1:6]
    target, names = set(target.split(",")), set(names.split(","))
    top, least = int(top), int(least)
    uses = (defaultdict(Counter), defaultdict(Counter))  # side -> term -> person -> uses
    tokens = (Counter(), Counter())
    for name in sys.argv[6:]:
        with open(name, encoding="utf-8") as source:
            for line in source:
                post = json.loads(line)
                side = 0 if post["author_id"] in target else 1
                for word in words(post["text"]):
                    uses[side][word][post["author_id"]] += 1
                    tokens[side][post["author_id"]] += 1
    n1, n2 = sum(tokens[0].values()), sum(tokens[1].values())
    persons = sorted(set(tokens[0]) | set(tokens[1]))

    def shown(term):
        for side in uses:
            own = side[term]
            if len(own) < least or max(own.values()) * 2 > sum(own.values()):
                return False
        return term not in names

    ranked = []
    for term in sorted(set(uses[0]) | set(uses[1])):
        if not shown(term):
            continue
        a, b = sum(uses[0][term].values()), sum(uses[1][term].values())
        e1, e2 = n1 * (a + b) / (n1 + n2), n2 * (a + b) / (n1 + n2)
        ranked.append((-g2([(a, e1), (b, e2)]), term, a, b, e1, e2))
    ranked.sort()
    wanted = {}
    order = []
    for is_over in (True, False):
        chosen = [row for row in ranked if (row[2] / n1 > row[3] / n2) == is_over][:top]
        for two, term, a, b, e1, e2 in chosen:
            side = 0 if is_over else 1
            four = g2([(a, e1), (b, e2), (n1 - a, n1 - e1), (n2 - b, n2 - e2)])
            z = [(uses[0][term][p] - a / n1 * tokens[0][p]) / a - (uses[1][term][p] - b / n2 * tokens[1][p]) / b
                 for p in persons]
            g = len(persons)
            reach = t_quantile(0.975, g - 1) * math.sqrt(g / (g - 1) * sum(x * x for x in z)) / math.log(2)
            ratio = math.log2(a / n1 / (b / n2))
            total, own = sum(tokens[side].values()), uses[side][term]
            active = sorted(tokens[side])
            dp = sum(abs(own[p] / sum(own.values()) - tokens[side][p] / total) for p in active) / 2
            dp /= 1 - min(tokens[side].values()) / total
            rates = [own[p] / tokens[side][p] for p in active]
            mean = sum(rates) / len(rates)
            deviation = math.sqrt(sum((r - mean) ** 2 for r in rates) / len(rates))
            key = ("target" if is_over else "reference", term)
            order.append(key)
            values = {"target_uses": a, "reference_uses": b, "target_per_10k": a / n1 * 1e4,
                      "reference_per_10k": b / n2 * 1e4, "g2": -two, "g2_four": four, "log_ratio": ratio,
                      "dp_norm": dp, "juilland": 1 - deviation / mean / math.sqrt(len(rates) - 1)}
            for number, name in enumerate(("target_users", "reference_users")):
                count, everybody = len(uses[number][term]), len(tokens[number])
                hidden = everybody - count < least or count * 10 > everybody * 9
                values[name] = None if hidden else count
            for name, value in values.items():
                wanted[key + (name,)] = value
            wanted[key + ("low",)], wanted[key + ("high",)] = ratio - reach, ratio + reach
    found, found_order = {}, []
    with open(path, encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            if row["more_in"] == "(all)":
                expected = {"target_uses": n1, "reference_uses": n2, "target_users": len(tokens[0]),
                            "reference_users": len(tokens[1])}.get(row["measure"])
                assert row["value"] == ("" if expected is None else str(expected)), row
                continue
            key = (row["more_in"], row["term"])
            if key not in found_order:
                found_order.append(key)
            found[key + (row["measure"],)] = None if row["value"] == "·" else float(row["value"])
            if row["low"]:
                found[key + ("low",)], found[key + ("high",)] = float(row["low"]), float(row["high"])
    wrong = [key for key in set(wanted) | set(found) if key not in wanted or key not in found
             or (wanted[key] is None) != (found[key] is None)
             or wanted[key] is not None and abs(wanted[key] - found[key]) > 1e-9 * max(1, abs(wanted[key]))]
    print(f"{len(order)} terms, {len(wanted)} cells, {len(wrong)} differ")
    for key in sorted(wrong)[:5]:
        print(key, wanted.get(key, "absent"), found.get(key, "absent"))
    if order != found_order:
        print("another order")
    return 1 if wrong or order != found_order else 0


if __name__ == "__main__":
    sys.exit(main())
