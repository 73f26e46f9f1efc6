"""Tails and quantiles, by mpmath with 400 digits."""

import mpmath as mp
from golden import header, row

mp.mp.dps = 400
header(
    "Tails P(X > x) of the normal, t and chi-square distributions, and -W_-1(-alpha^2/e) - 1, by mpmath with 400 digits."
    " Relative 1e-12.",
    ["mpmath"],
    "function,parameter,x,value".split(","),
)


def t_tail(df, x):
    df, x = mp.mpf(df), mp.mpf(x)
    if x * x < df:
        return (1 - mp.betainc(mp.mpf("0.5"), df / 2, 0, x * x / (df + x * x), regularized=True)) / 2
    return mp.betainc(df / 2, mp.mpf("0.5"), 0, df / (df + x * x), regularized=True) / 2


for x in ["-8", "-1.5", "0", "1e-9", "0.3", "1", "1.959963984540054", "3", "5.5", "8.3", "15", "27", "37"]:
    row("normal", 0, x, float(mp.erfc(mp.mpf(x) / mp.sqrt(2)) / 2))
for df in ["1", "1.3", "2", "3.7", "8.966991643", "30", "99.5", "199.9", "200", "1977.37394", "52000", "3e6", "1e10"]:
    for x in ["1e-8", "0.01", "0.7", "1.7", "1.9612", "3.2", "6", "14", "30"]:
        value = t_tail(df, x)
        if value > mp.mpf("1e-300"):
            row("t", df, x, float(value))
for df, x in [("1", "1e7"), ("2.5", "1e20"), ("50", "3000"), ("400", "25"), ("400", "60"), ("2e4", "37")]:
    row("t", df, x, float(t_tail(df, x)))
for df in [1, 2, 3, 7, 40]:
    for x in ["0", "0.01", "1", "3.578528827", "7.5", "50", "300", "1300"]:
        row("chi-square", df, x, float(mp.gammainc(mp.mpf(df) / 2, mp.mpf(x) / 2, mp.inf, regularized=True)))
for alpha in ["1e-250", "1e-12", "0.001", "0.01", "0.05", "0.1", "0.5", "0.9", "0.999"]:
    exact = -mp.lambertw(-mp.mpf(alpha) ** 2 / mp.e, -1).real - 1
    row("tuning", alpha, 0, float(exact))
