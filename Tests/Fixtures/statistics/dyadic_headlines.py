"""Dyadic intervals of T5's headlines from their definition, by leaving persons out one at a time.

Not schakel's code: `python3 dyadic_headlines.py > dyadic_headlines.json` (NumPy and SciPy).
"""
import itertools
import json
import math
import random

from scipy import stats

draw = random.Random(15)
names = [f"p{i:02}" for i in range(14)]
group = {n: "ABC"[i % 3 if i < 9 else 0] for i, n in enumerate(names)}
weight = {n: [1, 1, 2, 0.5][i % 4] for i, n in enumerate(names)}
ties = []
for _ in range(60):
    ego, alter = draw.sample(names, 2)
    ties.append((ego, alter if draw.random() > 0.5 or ego == "p00" else "p00"))
strata = [names[:8], names[8:] + names[:1]]
stratum_of = lambda e, a: 1 if (e in strata[1] and a in strata[1]) else 0


def expected(persons):
    pairs = list(itertools.permutations(persons, 2))
    return sum(group[a] != group[b] for a, b in pairs) / len(pairs)


def limits(value, variance, degrees, logit):
    t = stats.t.ppf(0.975, degrees)
    if not logit:
        return [value - t * math.sqrt(variance), value + t * math.sqrt(variance)]
    scale = value * (1 - value)
    middle = math.log(value / (1 - value))
    return [1 / (1 + math.exp(-(middle + s * t * math.sqrt(variance) / scale))) for s in (-1, 1)]


def intervals(ties, weight, strata, directed):
    """x and n of every tie (from both ends without direction), and the three ratios of them."""
    ends = ties if directed else ties + [(a, e) for e, a in ties]
    own = {n: sum(e == n for e, _ in ends) for n in names}
    chance = [expected(s) for s in strata]
    rows = {"share": [], "user_mean": [], "difference": []}
    for e, a in ends:
        inter, w = float(group[e] != group[a]), weight[e]
        chance_here = chance[stratum_of(e, a) if len(strata) > 1 else 0]
        rows["share"].append((e, a, w * inter, w))
        rows["user_mean"].append((e, a, w * inter / own[e], w / own[e]))
        rows["difference"].append((e, a, w * (inter - chance_here), w))
    found = {}
    for name, counts in rows.items():
        ratio = lambda c: sum(x for *_, x, _ in c) / sum(n for *_, n in c)
        f = ratio(counts)
        total = sum(n for *_, n in counts)
        persons = sorted({p for e, a, *_ in counts for p in (e, a)})
        pairs = sorted({tuple(sorted((e, a))) for e, a, *_ in counts})
        # Leaving out, with the weight of the rest as it is.
        node = sum((ratio([c for c in counts if p not in c[:2]]) - f) ** 2 for p in persons)
        dyad = sum(
            (ratio([c for c in counts if tuple(sorted(c[:2])) != d]) - f) ** 2 for d in pairs
        )
        g = len(persons)
        jackknife = (g - 1) / g * (node - dyad)
        score = lambda keep: sum(x - f * n for *c, x, n in counts if keep(c))
        plain = g / (g - 1) / total**2 * (
            sum(score(lambda c: p in c) ** 2 for p in persons)
            - sum(score(lambda c: tuple(sorted(c)) == d) ** 2 for d in pairs)
        )
        ways = []
        for end in (0, 1):
            clusters = sorted({c[end] for c in counts})
            k = len(clusters)
            ways.append((k, k / (k - 1) / total**2 * sum(
                score(lambda c: c[end] == p) ** 2 for p in clusters)))
        variance = max(jackknife, plain, *(v for _, v in ways))
        degrees = min(k for k, _ in ways) - 1
        found[name] = [f] + limits(f, variance, degrees, name != "difference")
    return found


def left_out(measure, isLog):
    """Of a measure of sums over ties, by leaving out the ties of a person, of a pair, of an end."""
    value = lambda kept: math.log(measure(kept)) if isLog else measure(kept)
    f = value(ties)
    scaled = lambda k, s: (k - 1) / k * s
    persons = sorted({p for t in ties for p in t})
    pairs = sorted({tuple(sorted(t)) for t in ties})
    node = sum((value([t for t in ties if p not in t]) - f) ** 2 for p in persons)
    dyad = sum((value([t for t in ties if tuple(sorted(t)) != d]) - f) ** 2 for d in pairs)
    found = [scaled(len(persons), node - dyad)]
    sizes = []
    for end in (0, 1):
        clusters = sorted({t[end] for t in ties})
        sizes.append(len(clusters))
        found.append(scaled(len(clusters), sum(
            (value([t for t in ties if t[end] != p]) - f) ** 2 for p in clusters)))
    return {"estimate": f, "error": math.sqrt(max(found)), "degrees": min(sizes) - 1}


inter = lambda kept: sum(group[e] != group[a] for e, a in kept)
half = lambda kept, of: [t for t in kept if int(t[0][1:]) % 2 == of]
share_of = lambda kept: inter(kept) / len(kept)
odds = lambda kept: inter(kept) / (len(kept) - inter(kept))

# Sixteen persons: the eight of cluster_proportion.json twice.
with open("../../oracles/cluster_proportion.json") as file:
    users = json.load(file)["users"] * 2
n, x = sum(u["n"] for u in users), sum(u["x"] for u in users)


def posts(p, scores, weights):
    g = len(scores)
    variance = (g - 1) / g * sum((s / (sum(weights) - w)) ** 2 for s, w in zip(scores, weights))
    return [p] + limits(p, variance, g - 1, True)


mean = sum(u["x"] / u["n"] for u in users) / len(users)
print(json.dumps({
    "post_share": posts(x / n, [u["x"] - x / n * u["n"] for u in users], [u["n"] for u in users]),
    "post_user_mean": posts(mean, [u["x"] / u["n"] - mean for u in users], [1] * len(users)),
    "difference_of_halves": left_out(lambda k: share_of(half(k, 0)) - share_of(half(k, 1)), False),
    "log_odds_ratio": left_out(lambda k: odds(half(k, 0)) / odds(half(k, 1)), True),
    "people": [{"name": n, "group": group[n], "weight": weight[n]} for n in names],
    "ties": [[e, a, stratum_of(e, a)] for e, a in ties],
    "strata": strata,
    "directed": intervals(ties, {n: 1 for n in names}, [names], True),
    "undirected": intervals(ties, {n: 1 for n in names}, [names], False),
    "weighted_in_strata": intervals(ties, weight, strata, True),
}, indent=1))
