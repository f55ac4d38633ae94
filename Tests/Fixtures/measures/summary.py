"""Intervals and bounds of the invented network, by numpy and scipy, for the summary table.

python3 Tests/Fixtures/measures/summary.py > Tests/Fixtures/measures/summary.json
"""
import collections, json, math, pathlib
from scipy import optimize, stats

net = json.loads((pathlib.Path(__file__).parent / "network.json").read_text())
group = net["groups"]
ties = [(i, j, w) for i, j, v, w in net["ties"]]
known = [(i, j, w) for i, j, w in ties if group[i] and group[j]]
inter = lambda i, j: float(group[i] != group[j])
N = sum(w for i, j, w in known)
p = sum(w * inter(i, j) for i, j, w in known) / N


def variance(key):
    cells = collections.defaultdict(lambda: [0.0, 0.0])
    for i, j, w in known:
        cells[key(i, j)][0] += w * inter(i, j)
        cells[key(i, j)][1] += w
    g = len(cells)
    return g / (g - 1) * sum((x - p * n) ** 2 for x, n in cells.values()) / N**2, g


ve, egos = variance(lambda i, j: i)
va, alters = variance(lambda i, j: j)
vp, _ = variance(lambda i, j: (i, j))
reach = stats.t.ppf(0.975, egos - 1) * math.sqrt(ve)
wide = stats.t.ppf(0.975, min(egos, alters) - 1) * math.sqrt(max(ve, va, ve + va - vp))

all_ties = sum(w for i, j, w in ties)
X = sum(w * inter(i, j) for i, j, w in known)
Z = all_ties - N


# Sharp: one group for each unknown person in all ties with known persons; a further group may exist.
unknown = collections.defaultdict(collections.Counter)
both = 0
for i, j, w in ties:
    if not group[i] and not group[j]:
        both += w
    elif not group[i]:
        unknown[i][group[j]] += w
    elif not group[j]:
        unknown[j][group[i]] += w
lower = X + sum(sum(k.values()) - max(k.values()) for k in unknown.values())
upper = X + both + sum(sum(k.values()) for k in unknown.values())

own = collections.defaultdict(lambda: [0.0, 0.0])
for i, j, w in known:
    own[i][0] += w * inter(i, j)
    own[i][1] += w


def dyadic(rows):
    """Share and reach of the jackknifed dyadic interval; rows are (ego, alter, x, n)."""
    rows = list(rows)
    total = sum(n for _, _, _, n in rows)
    share = sum(x for _, _, x, _ in rows) / total
    persons = {i for i, _, _, _ in rows} | {j for _, j, _, _ in rows}

    def squares(members):
        cells = collections.defaultdict(lambda: [0.0, 0.0])
        for i, j, x, n in rows:
            for member in members(i, j):
                cells[member][0] += x - share * n
                cells[member][1] += n
        return (sum(s**2 for s, _ in cells.values()),
                sum((s / (1 - n / total)) ** 2 for s, n in cells.values()), len(cells))

    plain, left, g = squares(lambda i, j: {i, j})
    pair_plain, pair_left, _ = squares(lambda i, j: {frozenset((i, j))})
    ego, _, ge = squares(lambda i, j: {i})
    alter, _, ga = squares(lambda i, j: {j})
    v = max(g / (g - 1) * (plain - pair_plain), (g - 1) / g * (left - pair_left), ge / (ge - 1) * ego,
            ga / (ga - 1) * alter) / total**2
    assert g == len(persons)
    return share, stats.t.ppf(0.975, min(ge, ga) - 1) * math.sqrt(v), math.sqrt(v)


def logit(p, reach, _):
    """The interval on the scale of log p / (1 - p), brought back."""
    return [1 / (1 + math.exp(-(math.log(p / (1 - p)) + s * reach / (p * (1 - p))))) for s in (-1, 1)]


def end(unknown):
    """A naive bound with its dyadic error."""
    q, _, error = dyadic(
        (i, j, w * (inter(i, j) if group[i] and group[j] else unknown), w) for i, j, w in ties)
    return q, error


(low, sl), (high, su) = end(0.0), end(1.0)
c = optimize.brentq(
    lambda c: stats.norm.cdf(c + (high - low) / max(sl, su)) - stats.norm.cdf(-c) - 0.95, 0, 5, xtol=1e-15)
sd = dyadic((i, j, w * inter(i, j), w) for i, j, w in known)
md = dyadic((i, j, w * inter(i, j) / own[i][1], w / own[i][1]) for i, j, w in known)
R = S = PR = PSQR = QS = 0.0
for a, b, c_, d in net["strata"]:
    n = a + b + c_ + d
    r, s, P, Q = a * d / n, b * c_ / n, (a + d) / n, (b + c_) / n
    R, S, PR, PSQR, QS = R + r, S + s, PR + P * r, PSQR + P * s + Q * r, QS + Q * s
rbg = math.sqrt(PR / (2 * R * R) + PSQR / (2 * R * S) + QS / (2 * S * S))
z = stats.norm.ppf(0.975)
n = collections.Counter(g for g in group if g)
K = sum(n.values())
pairs = {(i, j) for i, j, w in ties}
by_group = {}
for g in sorted(n):
    t = sum(w for i, j, w in known if group[i] == g)
    by_group[g] = {
        "ties": sum(w for i, j, w in ties if group[i] == g),
        "share": sum(w * inter(i, j) for i, j, w in known if group[i] == g) / t,
        "expected": 1 - (n[g] - 1) / (K - 1),
        "ssi": (lambda v: sum(v) / len(v))([x for i, x in net["ssi"].items() if group[int(i)] == g]),
    }
print(
    json.dumps(
        {
            "ties": all_ties,
            "known": N,
            "share": p,
            "t": [p - reach, p + reach],
            "two_way": [p - wide, p + wide],
            "dyadic": logit(*sd),
            "mean_dyadic": logit(*md),
            "user_mean": sum(x / k for x, k in own.values()) / len(own),
            "naive": [X / all_ties, (X + Z) / all_ties],
            "sharp": [lower / all_ties, upper / all_ties],
            "imbens_manski": [max(low - c * sl, 0), min(high + c * su, 1)],
            "within_venue": [R / S * math.exp(-z * rbg), R / S * math.exp(z * rbg)],
            "expected": 1 - sum(k * (k - 1) for k in n.values()) / (K * (K - 1)),
            "reciprocity": sum((j, i) in pairs for i, j in pairs) / len(pairs),
            "groups": by_group,
        },
        indent=1,
    )
)
