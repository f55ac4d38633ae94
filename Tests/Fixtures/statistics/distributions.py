"""Tails and quantiles with mpmath 1.3 at 60 digits: python3 distributions.py > distributions.json"""
import json
from mpmath import mp, mpf, erfc, sqrt, gammainc, betainc, findroot, log, exp
mp.dps = 60
def f(x): return float(x)
def normal(z): return erfc(mpf(z)/sqrt(2))/2
def chi(x,k): return gammainc(mpf(k)/2, mpf(x)/2, mp.inf, regularized=True)
def t(x,k):
    k=mpf(k);x=mpf(x)
    return betainc(k/2, mpf(1)/2, 0, k/(k+x*x), regularized=True)/2
def solve(F,p,a,b):
    # bisection then secant on log
    p=mpf(p);a=mpf(a);b=mpf(b)
    for _ in range(230):
        m=(a+b)/2
        if F(m)>p: a=m
        else: b=m
    return (a+b)/2
out={"made_with":"mpmath 1.3, 60 digits: erfc, gammainc, betainc (regularised); quantiles by bisection","normal":[[z,f(normal(z))] for z in [0.0,0.1,0.5,1.0,1.959963984540054,2.5,3.3,5.0,8.0,12.5,20.0,37.5]],
"normal_quantile":[[p,f(-solve(normal,p,-40,40))] for p in [1e-300,1e-20,1e-6,0.001,0.025,0.05,0.1,0.3,0.45,0.499,0.5001,0.7,0.975,0.995]],
"chi":[[x,k,f(chi(x,k))] for x,k in [(0.001,1),(3.84,1),(30.07,2),(10.9,2),(0.5,3),(7.8,3),(100,4),(12.0,10),(45,40),(300,200),(1000,900),(1234.5,1000),(250,20),(1e-6,5),(700,7),(5.5,2.5)]],
"chi_quantile":[[p,k,f(solve(lambda x: chi(x,k),1-mpf(p),0,4000))] for p,k in [(0.95,1),(0.95,2),(0.05,3),(0.5,10),(0.999,40),(0.01,200),(0.975,900)]],
"t":[[x,k,f(t(x,k))] for x,k in [(0.001,5),(0.5,1),(2.0,1),(12.7,1),(2.364624251,7),(1.0,2.5),(3.0,19),(6.0,19),(1.96,199),(4.4,1000),(10.0,30),(40.0,12),(1.96,1000000),(0.3,100)]],
"t_quantile":[[p,k,f(-solve(lambda x: t(abs(x),k) if x>=0 else 1-t(abs(x),k),p,-2000,2000))] for p,k in [(0.025,7),(0.025,1),(0.05,19),(0.975,19),(0.005,199),(0.3,3),(0.025,1000),(0.0005,10000),(0.6,24),(0.025,2.5)]]}
s=json.dumps(out).replace('], "','],\n "').replace('"made_with"','\n "made_with"')
print(s)
