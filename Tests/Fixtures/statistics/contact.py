"""Expected values of T8 on the oracle's ties, by NumPy and SciPy alone.

python3 Tests/Fixtures/statistics/contact.py > Tests/Fixtures/statistics/contact.json

The ties are those of Tests/oracles/logit_cluster_data.csv. So that the groups of two people tell the
outcome, every alter is two persons: one of the egos' group and one of another. In "parts" every third
ego has two memberships (A 1/4, C 3/4; overlap with A: 1/4) and the group is a term.
"""
import csv, json, os
import numpy as np
from scipy import stats

here = os.path.dirname(os.path.abspath(__file__))
rows = list(csv.DictReader(open(os.path.join(here, "../../oracles/logit_cluster_data.csv"))))
rows = [{k: int(v) for k, v in r.items()} for r in rows]


def fit(X, e, n):
    b = np.zeros(X.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-X @ b))
        info = X.T @ (X * (n * p * (1 - p))[:, None])
        b = b + np.linalg.solve(info, X.T @ (e - n * p))
    p = 1 / (1 + np.exp(-X @ b))
    info = X.T @ (X * (n * p * (1 - p))[:, None])
    return b, p, np.linalg.inv(info)


def clustered(X, e, n, p, bread, ids):
    scores = X * (e - n * p)[:, None]
    sums = {}
    for i, s in zip(ids, scores):
        sums[i] = sums.get(i, 0) + s
    S = np.array(list(sums.values()))
    g = len(S)
    return g / (g - 1) * bread @ (S.T @ S) @ bread


def effects(X, n, b, V, blocks):
    out = []
    for block in blocks:
        for j in block:
            hi, lo = X.copy(), X.copy()
            hi[:, block] = 0
            lo[:, block] = 0
            hi[:, j] = 1
            ph, pl = 1 / (1 + np.exp(-hi @ b)), 1 / (1 + np.exp(-lo @ b))
            w = n / n.sum()
            grad = (hi * (w * ph * (1 - ph))[:, None] - lo * (w * pl * (1 - pl))[:, None]).sum(0)
            out.append([float(w @ (ph - pl)), float(np.sqrt(grad @ V @ grad))])
    return out


def case(X, e, n, ego, alter, blocks):
    b, p, bread = fit(X, e, n)
    result = {"coef": b.tolist()}
    ve = clustered(X, e, n, p, bread, ego)
    va = clustered(X, e, n, p, bread, alter)
    vp = clustered(X, e, n, p, bread, list(zip(ego, alter)))
    for name, V in [("ego", ve), ("ego-alter", ve + va - vp)]:
        se = np.sqrt(np.diag(V))
        pv = 2 * stats.norm.sf(np.abs(b / se))
        tests = pv[1:]
        m = len(tests)
        order = np.argsort(tests)
        holm, bh = np.empty(m), np.empty(m)
        run = 0
        for r, i in enumerate(order):
            run = max(run, min(1, tests[i] * (m - r)))
            holm[i] = run
        run = 1
        for r in range(m - 1, -1, -1):
            run = min(run, tests[order[r]] * m / (r + 1))
            bh[order[r]] = run
        result[name] = {"se": se.tolist(), "p": tests.tolist(), "holm": holm.tolist(),
                        "bh": bh.tolist(), "effects": effects(X, n, b, V, blocks)}
    q = 1 / (1 + np.exp(-X @ b))
    result["ll"] = float(np.sum(e * np.log(q) + (n - e) * np.log(1 - q)))
    return result


y = np.array([r["y"] for r in rows], float)
X = np.array([[1, r["leisure"], r["identity"], r["interest_venue"], r["facebook"], r["instagram"]]
              for r in rows], float)
ego = [r["ego"] for r in rows]
alter = [(r["alter"], r["y"]) for r in rows]
one = np.ones(len(y))
# Blocks: each topic alone, venue type, platform.
whole = case(X, y, one, ego, alter, [[1], [2], [3], [4, 5]])

XP, e, n, egos, alters = [], [], [], [], []
for x, r, a in zip(X, rows, alter):
    # Sameness under overlap: A with A 1, A with B 0, (A 1/4, C 3/4) with A 1/4, with B 0.
    mixed = r["ego"] % 3 == 0
    inter = 1 if r["y"] else (0.75 if mixed else 0)
    for group, weight in ([(0, 0.25), (1, 0.75)] if mixed else [(0, 1)]):
        XP.append(list(x) + [group])
        e.append(inter * weight)
        n.append(weight)
        egos.append(r["ego"])
        alters.append(a)
parts = case(np.array(XP, float), np.array(e), np.array(n, float), egos, alters,
             [[1], [2], [3], [4, 5], [6]])
print(json.dumps({"whole": whole, "parts": parts}, indent=1))
