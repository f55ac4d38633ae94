"""Second opinions on logistic regression with NumPy and SciPy 1.17: python3 logit.py > logit.json

effects: average marginal effects on Tests/oracles/logit_cluster_data.csv with delta-method standard errors
(ego clusters, G/(G-1)); derivatives by complex steps.
separation: random small data sets; for each term "collinear" (not in the row space), "separation" (a direction
along which the likelihood never falls moves it; found by linear programming) or the estimate, where Newton steps on
the rows that no such direction separates give it."""
import csv
import json
import os
import numpy as np
from scipy.optimize import linprog

here = os.path.dirname(os.path.abspath(__file__))


def effects():
    path = os.path.join(here, "..", "..", "oracles", "logit_cluster_data.csv")
    d = np.array(list(csv.reader(open(path)))[1:], float)
    y, X, ego = d[:, 0], np.c_[np.ones(len(d)), d[:, 1:6]], d[:, 6].astype(int)
    p = lambda b, X: 1 / (1 + np.exp(-X @ b))
    b = np.zeros(6)
    for _ in range(40):
        m = p(b, X)
        H = (X * (m * (1 - m))[:, None]).T @ X
        b = b + np.linalg.solve(H, X.T @ (y - m))
    S = np.array([(X * (y - p(b, X))[:, None])[ego == g].sum(0) for g in sorted(set(ego))])
    G = len(S)
    B = np.linalg.inv(H)
    V = G / (G - 1) * B @ S.T @ S @ B

    def slope(j):
        return lambda b: (p(b, X) * (1 - p(b, X))).mean() * b[j]

    def level(j, block):
        one, zero = X.copy(), X.copy()
        one[:, block] = 0
        one[:, j] = 1
        zero[:, block] = 0
        return lambda b: (p(b, one) - p(b, zero)).mean()

    out = {"slope": [], "levels": []}
    for kind in out:
        for block in ([1], [2, 3], [4, 5]):
            for j in block:
                f = slope(j) if kind == "slope" else level(j, block)
                step = lambda k: b + 1e-30j * (np.arange(6) == k)
                g = np.array([f(step(k)).imag / 1e-30 for k in range(6)])
                out[kind].append([float(f(b)), float(np.sqrt(g @ V @ g))])
    return out


def reach(X, s, j, sign):
    # the largest sign*g_j with s*X g >= 0, -1 <= g <= 1
    c = np.zeros(X.shape[1])
    c[j] = -sign
    r = linprog(c, A_ub=-(s[:, None] * X), b_ub=np.zeros(len(X)), bounds=[(-1, 1)] * X.shape[1])
    return -r.fun


def separation():
    rng = np.random.default_rng(3)
    cases = []
    for number in range(160):
        k = int(rng.integers(2, 6))
        n = int(rng.integers(6, 40))
        if number % 4 == 0:
            X = np.c_[np.ones(n), rng.integers(-2, 3, (n, k - 1))].astype(float)
        else:
            levels = rng.integers(0, k, n)
            X = np.c_[np.ones(n), np.eye(k)[levels][:, 1:], rng.integers(0, 2, (n, int(rng.integers(0, 3))))].astype(float)
        if number % 7 == 0:
            X = np.c_[X, X[:, 1] + X[:, -1]]
        beta = rng.normal(0, 2, X.shape[1])
        y = (rng.random(n) < 1 / (1 + np.exp(-X @ beta))).astype(float)
        if y.min() == y.max():
            y[0] = 1 - y[0]
        s = 2 * y - 1
        size = X.shape[1]
        rank = np.linalg.matrix_rank(X)
        # rows that some direction separates strictly
        out = np.zeros(n, bool)
        for i in range(n):
            r = linprog(-(s[i] * X[i]), A_ub=-(s[:, None] * X), b_ub=np.zeros(n), bounds=[(-1, 1)] * size)
            out[i] = -r.fun > 1e-7
        inside = X[~out]
        result = []
        b = None
        if len(inside):
            u, sv, vt = np.linalg.svd(inside, full_matrices=False)
            basis = vt[sv > 1e-9]
            Z, yy = inside @ basis.T, y[~out]
            a = np.zeros(Z.shape[1])
            for _ in range(60):
                m = 1 / (1 + np.exp(-Z @ a))
                a = a + np.linalg.solve((Z * (m * (1 - m))[:, None]).T @ Z, Z.T @ (yy - m))
            b = basis.T @ a
        for j in range(size):
            e = (np.arange(size) == j).astype(float)
            if not X[:, j].any():
                result.append("no_units")
            elif np.linalg.matrix_rank(np.vstack([X, e])) > rank:
                result.append("collinear")
            elif max(reach(X, s, j, 1), reach(X, s, j, -1)) > 1e-7:
                result.append("separation")
            else:
                result.append(float(b[j]))
        cases.append({"x": X.astype(int).tolist(), "y": y.astype(int).tolist(), "terms": result, "left": int((~out).sum())})
    return cases


print(json.dumps({"effects": effects(), "separation": separation()}).replace('{"x"', '\n{"x"'))
