"""Writes chance.csv: figures that other programs find for what src/core/chance computes.

Run with scipy, statsmodels and mpmath installed; src/core/chance/tests reads what it writes. Each row is a question, its
inputs, the confidence, and the answers to 16 digits; an empty answer is none.
"""

import csv
import pathlib

import mpmath
import scipy
import statsmodels
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

CONFIDENCES = ["0.5", "0.8", "0.95", "0.99", "0.999999"]
FEW = ["0.95", "0.999999"]
mpmath.mp.dps = 34
rows = []


def row(question, inputs, confidence, *answers):
    padded = [*inputs, "", "", "", ""][:4]
    texts = ["" if answer is None else format(float(answer), ".16g") for answer in answers]
    rows.append([question, *padded, confidence, *[*texts, ""][:2]])


def alpha(confidence):
    return float(1 - mpmath.mpf(confidence))


SHARES = [(0, 1), (1, 1), (0, 20), (1, 29), (9, 100), (16, 300), (11, 50), (81, 263), (20, 20), (999, 1000), (3, 10**6),
          (123456, 10**7), (10**12 - 5, 10**12), (10**11, 10**12)]
for successes, trials in SHARES:
    for confidence in CONFIDENCES:
        low, high = proportion_confint(successes, trials, alpha(confidence), method="wilson")
        # statsmodels leaves a rest of rounding where the bound is exact.
        low, high = (0 if successes == 0 else low), (1 if successes == trials else high)
        row("wilson", (successes, trials), confidence, low, high)


def net(in_favour, against, neither, confidence):
    """The net share of those for, less those against, by the variance of a trinomial; where that is 0, Tango's score interval.

    The latter by looking for its bounds, with the share against at its most likely for a given net share (T. Tango 1998).
    """
    n, z = in_favour + against + neither, mpmath.sqrt(2) * mpmath.erfinv(mpmath.mpf(confidence))
    p, d = mpmath.mpf(in_favour) / n, mpmath.mpf(against) / n
    variance = p + d - (p - d) ** 2
    if variance > 0:
        reach = z * mpmath.sqrt(variance / n)
        return max(p - d - reach, -1), min(p - d + reach, 1)

    def beyond(delta):
        b = -in_favour - against + (2 * n - in_favour + against) * delta
        root = mpmath.sqrt(max(b * b + 8 * n * against * delta * (1 - delta), 0))
        least = (root - b) / (4 * n)
        return (in_favour - against - n * delta) ** 2 - z * z * n * (2 * least + delta * (1 - delta))

    tiny = mpmath.mpf("1e-25")
    bound = lambda low, high: mpmath.findroot(beyond, (low, high), solver="anderson", tol=1e-40, maxsteps=500)
    low = -1 if p - d == -1 else bound(-1 + tiny, p - d - tiny)
    high = 1 if p - d == 1 else bound(p - d + tiny, 1 - tiny)
    return low, high


NETS = [(291, 395, 476), (5, 3, 2), (9, 0, 1), (0, 9, 1), (1, 1, 0), (0, 1, 99), (10**9, 10**9 - 7, 12345), (1, 0, 0), (0, 1, 0),
        (0, 0, 1), (10, 0, 0), (0, 10, 0), (0, 0, 10), (1000, 0, 0), (0, 0, 1000), (0, 10**6, 0)]
for counts in NETS:
    for confidence in CONFIDENCES:
        row("net", counts, confidence, *net(*counts, confidence))


def gamma_quantile(shape, tail, upper):
    """By Newton's steps from scipy's quantile, on mpmath's integral of the density.

    Not scipy's quantile itself: of a shape of 10^7 and a tail of 5e-7 it is wrong in the sixth digit.
    """
    x = mpmath.mpf(stats.gamma.isf(tail, float(shape)) if upper else stats.gamma.ppf(tail, float(shape)))
    shape = mpmath.mpf(shape)
    reach = 16 * mpmath.sqrt(shape) + 60
    density = lambda t: mpmath.exp((shape - 1) * mpmath.log(t) - t - mpmath.loggamma(shape))
    for _ in range(5):
        if shape <= 40:
            area = mpmath.gammainc(shape, *((x, mpmath.inf) if upper else (0, x)), regularized=True)
        else:
            ends = (x, x + reach) if upper else (max(x - reach, mpmath.mpf("1e-9")), x)
            area = mpmath.quad(density, mpmath.linspace(*ends, 9))
        x += (area - mpmath.mpf(tail)) / density(x) * (1 if upper else -1)
    return x


for events in [0, 1, 2, 5, 10, 37, 100, 1000, 19_999, 20_000, 54_321, 10**7, 10**10, 10**12]:
    for confidence in CONFIDENCES:
        tail = alpha(confidence) / 2
        low = gamma_quantile(events, tail, False) if events else 0
        row("garwood", (events,), confidence, low, gamma_quantile(events + 1, tail, True))

for count, total, squares in [(10, 55, 385), (10, 5000, 2_500_001), (25, 1000, 90_000), (400, 1_000_000, 4_000_000_000),
                              (9_000, 45_000_000, 300_000_000_000), (12_000, 45_000_000, 300_000_000_000),
                              (1_000_000, 5_000_000_000, 40_000_000_000_000)]:
    for confidence in CONFIDENCES:
        tail = alpha(confidence) / 2
        mean = mpmath.mpf(total) / count
        error = mpmath.sqrt((squares - total * mean) / (count - 1) / count)
        reach = mpmath.mpf(stats.t.isf(tail, count - 1)) * error
        row("student", (count, total, squares), confidence, mean - reach, mean + reach)
        shape, amount = mpmath.mpf(total) ** 2 / squares, mpmath.mpf(squares) / total
        row("compound_poisson", (count, total, squares), confidence, amount * gamma_quantile(shape, tail, False),
            amount * gamma_quantile(shape + 1, tail, True))

def fisher_of_millions(a, m, b, n):
    """The test by its definition, in forty digits, where scipy's takes hours: the smaller margin is a handful."""
    good, everything = a + b, mpmath.binomial(m + n, m)
    points = [mpmath.binomial(good, k) * mpmath.binomial(m + n - good, m - k) / everything for k in range(min(good, m) + 1)]
    return sum(point for point in points if point <= points[a] * (1 + mpmath.mpf("1e-7")))


PAIRS = [(9, 100, 16, 300), (9, 100, 11, 50), (16, 300, 11, 50), (56, 70, 48, 80), (9, 10, 3, 10), (6, 7, 2, 7),
         (5, 56, 0, 29), (0, 10, 0, 20), (0, 10, 0, 10), (10, 10, 0, 20), (10, 10, 0, 10), (3, 4, 1, 4), (1, 2, 1, 2),
         (50, 1000, 60, 1000), (500_000, 10**7, 502_000, 10**7), (2, 10**6, 9, 10**6), (1, 30, 400, 10**6),
         (4 * 10**11, 10**12, 400_000_900_000, 10**12), (1, 10**12, 12, 10**12), (0, 12, 10**11, 10**12)]
for a, m, b, n in PAIRS:
    for confidence in FEW:
        low, high = confint_proportions_2indep(a, m, b, n, method="newcomb", compare="diff", alpha=alpha(confidence))
        row("newcombe", (a, m, b, n), confidence, low, high)
    table = [[a, m - a], [b, n - b]]
    smallest = min(m, n) * min(a + b, m + n - a - b) / (m + n)
    if smallest < 5:
        row("fisher", (a, m, b, n), "0.95", stats.fisher_exact(table).pvalue if n < 10**7 else fisher_of_millions(a, m, b, n))
    else:
        row("chi_square", (a, m, b, n), "0.95", stats.chi2_contingency(table, correction=False).pvalue)

RATES = [(9, 15_000, 16, 15_000), (0, 1_000, 5, 2_000), (5, 2_000, 0, 1_000), (1, 10, 1, 1_000), (40, 100_000, 70, 100_000),
         (12, 7_500, 300, 190_000), (250_000, 10**6, 251_500, 10**6), (5, 10, 10**9, 10**10), (3 * 10**6, 10**7, 3_004_000, 10**7),
         (900_000, 10**7, 5 * 10**9, 5 * 10**10), (1_500_000, 10**7, 7_507_000_000, 5 * 10**10)]
def odds(share):
    return float(share / (1 - share))


def polished(start, count, all_events, tail):
    """The odds at which at most this many of all events are as likely as asked, by the sum of mpmath's probabilities.

    scipy's quantile, to start with, is a share, of whose distance to 0 or 1 few digits may be left.
    """
    def missing(ln_odds):
        share = 1 / (1 + mpmath.exp(-ln_odds))
        points = (mpmath.binomial(all_events, k) * share**k * (1 - share) ** (all_events - k) for k in range(count + 1))
        return mpmath.log(sum(points) / tail)

    return mpmath.exp(mpmath.findroot(missing, mpmath.log(start)))


for a, s, b, t in RATES:
    for confidence in FEW:
        tail = alpha(confidence) / 2
        low = odds(stats.beta.ppf(tail, a, b + 1)) if a else 0.0
        high = odds(stats.beta.isf(tail, a + 1, b)) if b else None
        if 0 < a <= 100:
            low = polished(low, a - 1, a + b, 1 - mpmath.mpf(tail))
        if b and a <= 100:
            high = polished(high, a, a + b, tail)
        row("conditional", (a, s, b, t), confidence, low * t / s, high * t / s if b else None)
    row("conditional_p", (a, s, b, t), "0.95", stats.binomtest(a, a + b, s / (s + t)).pvalue)

for p_values in [[0.01, 0.04, 0.03, 0.005], [0.5, 0.9, 0.0001, 0.02], [0.02, 0.02, 0.02, 1.0]]:
    adjusted = multipletests(p_values, method="holm")[1]
    for at in range(4):
        row("holm", p_values, at, adjusted[at])

HEADER = f"""\
# Figures of chance found by other programs: scipy {scipy.__version__}, statsmodels {statsmodels.__version__}, mpmath {mpmath.__version__}.
# Written by chance.py, which says by which of their functions.
"""
with open(pathlib.Path(__file__).with_suffix(".csv"), "w", newline="") as file:
    file.write(HEADER)
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["question", "first", "second", "third", "fourth", "confidence", "answer", "other_answer"])
    writer.writerows(rows)
