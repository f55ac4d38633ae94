"""An invented network and what numpy, by other ways than the program's, makes of its measures.

python3 Tests/Fixtures/measures/make.py > Tests/Fixtures/measures/network.json
"""
import itertools, json, random
import numpy as np

rng = random.Random(20260)
N, GROUPS, VENUES = 36, ["a", "b", "c"], 4
group = [rng.choice("aaabbc") if i % 9 else None for i in range(N)]
present = [sorted(rng.sample(range(N), k)) for k in (14, 12, 9, 7)]
ties = []  # ego, alter, venue, times
for v, members in enumerate(present):
    for i, j in itertools.permutations(members, 2):
        p = 0.35 if group[i] == group[j] else 0.12
        if rng.random() < p:
            ties.append([i, j, v, rng.choice([1, 1, 2, 5])])
known = [t for t in ties if group[t[0]] and group[t[1]]]
same = lambda i, j: group[i] == group[j]
K = [i for i in range(N) if group[i]]
n = {g: sum(group[i] == g for i in K) for g in GROUPS}

M = np.zeros((3, 3))
for i, j, v, w in known:
    M[GROUPS.index(group[i]), GROUPS.index(group[j])] += w


def assortativity(M):
    # correlation of group indicators over ties (Newman 2003, eq. 3), not the trace formula
    num = den = 0.0
    T = M.sum()
    for g in range(len(M)):
        x, y = M[g].sum() / T, M[:, g].sum() / T
        num += M[g, g] / T - x * y
        den += x * y
    return num / (1 - den)


ordered = [(i, j) for i in K for j in K if i != j]
tied = {(i, j) for i, j, v, w in known}


def table(pairs, tied):
    t = [0, 0, 0, 0]
    for p in pairs:
        t[(0 if same(*p) else 2) + (0 if p in tied else 1)] += 1
    return t


at_risk = {(i, j) for m in present for i in m for j in m if i != j and group[i] and group[j]}
strata = []
for v, m in enumerate(present):
    strata.append(table([(i, j) for i in m for j in m if i != j and group[i] and group[j]],
                        {(i, j) for i, j, u, w in known if u == v}))
odds = lambda t: t[0] * t[3] / (t[1] * t[2])
mh = sum(t[0] * t[3] / sum(t) for t in strata) / sum(t[1] * t[2] / sum(t) for t in strata)

A = np.zeros((N, N))
for i, j, v, w in known:
    A[i, j] += w
    A[j, i] += w
deg = A.sum(1)
ssi = {}
for g in GROUPS:
    nodes = [i for i in K if group[i] == g and deg[i] > 0]
    left = set(nodes)
    while left:
        comp, todo = set(), [min(left)]
        while todo:
            x = todo.pop()
            if x in comp:
                continue
            comp.add(x)
            todo += [y for y in nodes if A[x, y] > 0]
        left -= comp
        c = sorted(comp)
        B = A[np.ix_(c, c)] / deg[c][:, None]
        val, vec = np.linalg.eig(B)
        top = np.argmax(val.real)
        x = np.abs(vec[:, top].real)
        for i, y in zip(c, val.real[top] * x / x.mean()):
            ssi[i] = float(y)


def reciprocity(pairs):
    pairs = list(pairs)
    return sum((j, i) in tied for i, j in pairs) / len(pairs)


out_ties = {i: [0, 0] for i in K}
for i, j, v, w in known:
    out_ties[i][0] += w
    out_ties[i][1] += 0 if same(i, j) else w
# One thread of venue 0 and 1 posts: author, answered author or none.
members = present[0] + [i for i in present[1] if i not in present[0]]
thread, seen = [], []
for k in range(40):
    author = rng.choice(members)
    others = [i for i in seen if i != author]
    alter = rng.choice(others) if others and rng.random() < 0.85 else None
    thread.append([author, alter])
    if author not in seen:
        seen.append(author)
opportunity, seen = [], set()
for author, alter in thread:
    e = None
    if alter is not None and group[author] and group[alter]:
        others = [i for i in seen if i != author and group[i]]
        e = sum(not same(author, i) for i in others) / len(others)
    opportunity.append(e)
    seen.add(author)

# Relabelling within venues: participants of known group.
g = np.random.default_rng(1)
draws = []
T = sum(t[3] for t in known)
for b in range(20000):
    x = 0
    for v, m in enumerate(present):
        k = [i for i in m if group[i]]
        lab = dict(zip(k, g.permutation([group[i] for i in k])))
        x += sum(w for i, j, u, w in known if u == v and lab[i] != lab[j])
    draws.append(x / T)
draws = np.array(draws)
obs = sum(t[3] for t in known if not same(t[0], t[1])) / T
coleman, ih = [], []
for k, q in enumerate(GROUPS):
    E = M[k].sum() * (n[q] - 1) / (len(K) - 1)
    coleman.append((M[k, k] - E) / (M[k].sum() - E if M[k, k] > E else E))
    H, w = M[k, k] / M[k].sum(), n[q] / len(K)
    ih.append((H - w) / (1 - w))
print(json.dumps({
    "groups": group, "present": present, "ties": ties, "thread": thread,
    "mixing": M.tolist(), "assortativity": assortativity(M),
    "assortativity_symmetrised": assortativity(M + M.T), "coleman": coleman, "ih": ih,
    "margin_share": float(1 - (M.sum(0) * M.sum(1)).sum() / M.sum() ** 2),
    "odds_all": table(ordered, tied), "odds_ratio": odds(table(ordered, tied)),
    "odds_at_risk": table(at_risk, tied), "strata": strata, "mantel_haenszel": mh,
    "ssi": {str(k): v for k, v in sorted(ssi.items())},
    "reciprocity": [reciprocity(tied), reciprocity(p for p in tied if same(*p)),
                    reciprocity(p for p in tied if not same(*p))],
    "bridging_3_half": sum(b >= 3 and b / a >= 0.5 for a, b in out_ties.values() if a),
    "senders": sum(a > 0 for a, b in out_ties.values()),
    "opportunity": opportunity, "observed": obs,
    "draws": {"mean": float(draws.mean()), "sd": float(draws.std()),
              "p_lower": float((draws <= obs + 1e-9).mean())},
}, indent=None))
