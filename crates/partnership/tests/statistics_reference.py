"""Reference values for tests/statistics_verified/main.rs, from scipy, statsmodels, krippendorff,
numpy, pyproj, esda and libpysal.

The method's name is the argument, its cases are a JSON list on standard input, and one result for
each goes out as JSON. Nothing here is shared with the Rust code: each value comes from the
library's own function, or from the definition written out another way.
"""

import functools
import itertools
import json
import multiprocessing
import sys
import warnings

import krippendorff
import numpy
import pandas
from scipy import linalg, optimize, sparse, stats
from scipy.spatial.distance import cdist
from statsmodels.api import GLM, WLS, families
from statsmodels.stats.inter_rater import cohens_kappa, to_table
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint
from statsmodels.tsa.exponential_smoothing.ets import ETSModel
from statsmodels.tsa.holtwinters import ExponentialSmoothing
from statsmodels.tsa.seasonal import STL, seasonal_decompose


def change(case):
    before, days_before, now, days_now, confidence = case
    both = before + now
    if both == 0:
        return {"p": 1.0, "low": None, "high": None}
    null = days_now / (days_before + days_now)
    low, high = proportion_confint(now, both, alpha=1 - confidence, method="beta")
    longer = days_before / days_now
    return {
        "p": stats.binomtest(now, both, null).pvalue,
        "low": low / (1 - low) * longer,
        "high": high / (1 - high) * longer if high < 1 else None,
    }


def discovery(case):
    p_values, share = case
    stands, adjusted, _, _ = multipletests(p_values, alpha=share, method="fdr_bh")
    return {"stands": stands.tolist(), "adjusted": adjusted.tolist()}


def contribution(case):
    """The list by trying every choice of categories, not by taking the largest in turn."""
    moves = [now - before for before, now in case]
    net = sum(moves)
    shares = [move / net for move in moves] if net else None
    named = None
    against = sum(abs(move) for move in moves if move * net < 0)
    if net and against <= abs(net):
        large = [place for place, move in enumerate(moves) if 10 * move / net >= 1]
        for size in range(1, len(large) + 1):
            choices = itertools.combinations(large, size)
            enough = [c for c in choices if 2 * sum(moves[p] for p in c) / net > 1]
            if enough:
                best = max(enough, key=lambda c: sum(moves[p] for p in c) / net)
                least = min(moves[p] / net for p in best)
                named = [p for p in large if moves[p] / net >= least]
                break
    return {"net": net, "shares": shares, "named": named}


def rate(case):
    """Garwood's limits by quantiles of chi-squared."""
    count, denominator, confidence = case
    tail = (1 - confidence) / 2
    low = stats.chi2.ppf(tail, 2 * count) / 2 if count else 0.0
    high = stats.chi2.isf(tail, 2 * (count + 1)) / 2
    scale = 1000 / denominator
    return {"estimate": count * scale, "low": low * scale, "high": high * scale}


def comparison(case):
    """Spiegelhalter's additive over-dispersion, with all rates per person, not per thousand.

    Winsorised: clipped to numpy's default (linearly interpolated) 10th and 90th percentiles.
    """
    counts, people, area = (numpy.asarray(part, dtype=float) for part in case)
    area = int(area)
    rates = counts / people
    target = rates.mean()
    score = 2 * (numpy.sqrt(counts + 3 / 8) - numpy.sqrt(target * people + 3 / 8))
    clipped = numpy.clip(score, *numpy.percentile(score, [10, 90]))
    number = len(counts)
    phi = float(numpy.mean(clipped**2))
    variance = 1 / (4 * people)
    weight = 1 / variance
    tau2 = 0.0
    if phi > 1:
        spare = weight.sum() - (weight**2).sum() / weight.sum()
        tau2 = (number * phi - (number - 1)) / spare
    spread = numpy.sqrt(variance[area] + tau2)
    centre = numpy.sqrt(target + 3 / 8 / people[area])

    def limit(quantile):
        root = max(0.0, centre + stats.norm.ppf(quantile) * spread)
        return max(0.0, root**2 - 3 / 8 / people[area]) * 1000

    adjusted = score[area] * numpy.sqrt(variance[area]) / spread
    return {
        "mean": target * 1000,
        "rank": int(stats.rankdata(-rates, method="min")[area]),
        "z": score[area],
        "phi": max(1.0, phi),
        "tau": float(numpy.sqrt(tau2 * 1000)),
        "adjusted": adjusted,
        "limits": [limit(q) for q in (0.001, 0.025, 0.975, 0.999)],
        "standing": int(adjusted > stats.norm.ppf(0.975)) - int(adjusted < stats.norm.ppf(0.025)),
    }


def severity(case):
    counts, weights = (numpy.asarray(part, dtype=float) for part in case)
    mix = float(numpy.average(weights, weights=counts)) if counts.sum() else None
    return {"weighted": float(counts @ weights), "mix": mix}


def suppression(case):
    """How wide linear programming leaves each withheld count; None where it has no upper end.

    Each count's least and greatest value are looked for at once, each in a copy of the tables of its own.
    """
    bounds = case["bounds"]
    free = [place for place, (low, high) in enumerate(bounds) if low != high]
    if not free:
        return []
    column = {place: at for at, place in enumerate(free)}
    sums = numpy.zeros((len(case["sums"]), len(free)))
    right = numpy.zeros(len(case["sums"]))
    for row, one in enumerate(case["sums"]):
        for place, sign in [(one["total"], -1), *((part, 1) for part in one["parts"])]:
            if place in column:
                sums[row, column[place]] += sign
            else:
                right[row] -= sign * bounds[place][0]
    used = numpy.any(sums != 0, axis=1)
    assert not numpy.any(right[~used])
    sums, right = sums[used], right[used]
    # A cap far above every total stands for "without end", so that one open count does not end the search.
    cap = 1e6
    copies = 2 * len(free)
    aim = numpy.zeros((copies, len(free)))
    for at in range(len(free)):
        aim[2 * at, at], aim[2 * at + 1, at] = 1, -1
    limits = [(bounds[place][0], bounds[place][1] or cap) for place in free] * copies
    found = optimize.linprog(
        aim.ravel(),
        A_eq=sparse.kron(sparse.identity(copies), sums, format="csr") if len(right) else None,
        b_eq=numpy.tile(right, copies) if len(right) else None,
        bounds=limits,
        method="highs",
    )
    assert found.status == 0, found.message
    values = found.x.reshape(copies, len(free))
    widths = [float(values[2 * at + 1, at] - values[2 * at, at]) for at in range(len(free))]
    return [None if width > cap / 2 else width for width in widths]


def raking(case):
    """The weights exp(sum of the categories' multipliers) that meet the margins, by Newton's method on the dual."""
    columns, wanted = [], []
    for margin in case:
        places = numpy.asarray(margin["category_of"])
        for category, size in enumerate(margin["population"]):
            columns.append((places == category).astype(float))
            wanted.append(size)
    design, wanted = numpy.array(columns), numpy.array(wanted)
    number = design.shape[1]
    mean = sum(case[0]["population"]) / number
    multipliers = numpy.zeros(len(wanted))
    for _ in range(200):
        weights = mean * numpy.exp(multipliers @ design)
        gap = wanted - design @ weights
        step = numpy.linalg.pinv((design * weights) @ design.T) @ gap
        multipliers += step * min(1.0, 2.0 / numpy.abs(step).max(initial=1e-300))
    assert numpy.abs(gap).max() < 1e-8 * wanted.sum()
    return {"weights": weights.tolist(), "effect": 1 + float(weights.var() / weights.mean() ** 2)}


def survey_estimate(case):
    """The variance as a quadratic form: within strata, a centring matrix over the clusters' sums."""
    weight, stratum, cluster, answers = (numpy.asarray(case[key]) for key in ("w", "h", "i", "y"))
    form, membership = [], []
    for one in numpy.unique(stratum):
        clusters = numpy.unique(cluster[stratum == one])
        number = len(clusters)
        centring = numpy.eye(number) - numpy.ones((number, number)) / number
        form.append((1 - number / case["N"][one]) * number / (number - 1) * centring)
        membership += [(stratum == one) & (cluster == place) for place in clusters]
    form, membership = linalg.block_diag(*form), numpy.array(membership, dtype=float)

    def error(scores):
        sums = membership @ scores
        return float(numpy.sqrt(sums @ form @ sums))

    mean = float(numpy.average(answers, weights=weight))
    linear = weight * (answers - mean) / weight.sum()
    total = weight * answers
    return {"mean": [mean, error(linear)], "total": [float(total.sum()), error(total)]}


def agreement(case):
    """Codes of two coders, some missing: alpha of all, kappa of those that both coded."""
    codes = numpy.array([[numpy.nan if code is None else code for code in one] for one in case])
    both = ~numpy.isnan(codes).any(axis=1)
    table, _ = to_table(codes[both].astype(int))
    return {
        "alpha": float(krippendorff.alpha(codes.T, level_of_measurement="nominal")),
        "kappa": float(cohens_kappa(table, return_results=False)),
    }


def rolling_year(case):
    first, counts = case
    months = pandas.Series(counts, index=pandas.period_range(first, periods=len(counts), freq="M"))
    return [None if numpy.isnan(sum_) else int(sum_) for sum_ in months.rolling(12).sum()][11:]


def seasonal(case):
    first, counts = case
    index = pandas.period_range(first, periods=len(counts), freq="M")
    months = pandas.Series(counts, index=index.to_timestamp(), dtype=float)
    parts = seasonal_decompose(months, model="multiplicative", period=12)
    listed = lambda part: [None if numpy.isnan(one) else float(one) for one in part]
    by_month = parts.seasonal.groupby(parts.seasonal.index.month).first()
    return {
        "factors": listed(by_month),
        "adjusted": listed(months / parts.seasonal),
        "trend": listed(parts.trend),
        "left_over": listed(parts.resid),
    }


def control_chart(case):
    """The rules by pandas' rolling windows; the limits by numpy."""
    counts, base = numpy.asarray(case[0], dtype=float), case[1]
    centre = counts[:base].mean()
    mean_range = numpy.abs(numpy.diff(counts[:base])).mean()
    score = pandas.Series((counts - centre) / (2.66 * mean_range) * 3)
    return {
        "limits": [centre, max(0.0, centre - 2.66 * mean_range), centre + 2.66 * mean_range],
        "range": [mean_range, 3.267 * mean_range],
        "met": rules_met(score),
    }


def rules_met(score):
    """The four rules by pandas' rolling windows, up and then down, for points in standard deviations."""
    met = []
    for side in (score, -score):
        run = (side > 0).rolling(8).sum() == 8
        turn = (side.diff() > 0).rolling(5).sum() == 5
        far = (side > 2).astype(int)
        pair = (far == 1) & (far.rolling(3, min_periods=1).sum() >= 2)
        met += [side > 3, run, turn, pair]
    return [[bool(rule[at]) for rule in met] for at in range(len(score))]


def laney_chart(case):
    """Shares where the totals are whole numbers of trials, rates otherwise; by arrays."""
    counts, sizes, base, share = numpy.asarray(case[0], float), numpy.asarray(case[1], float), case[2], case[3]
    value = counts / sizes
    centre = numpy.average(value[:base], weights=sizes[:base])
    by_chance = numpy.sqrt((centre * (1 - centre) if share else centre) / sizes)
    score = (value - centre) / by_chance
    spread = numpy.abs(numpy.diff(score[:base])).mean() / 1.128
    reach = 3 * by_chance * spread
    return {
        "centre": centre,
        "spread": spread,
        "low": numpy.maximum(0, centre - reach).tolist(),
        "high": numpy.minimum(1 if share else numpy.inf, centre + reach).tolist(),
        "met": rules_met(pandas.Series(score / spread)),
    }


def anticipated(case):
    """The same model fitted by iterated least squares, with a level for each month of the year, and Farrington's limits."""
    first, counts, years, confidence = case
    index = pandas.period_range(first, periods=12 * years + 1, freq="M")
    design = pandas.get_dummies(index.month).to_numpy(dtype=float)
    days = index.days_in_month.to_numpy(dtype=float)
    model = GLM(counts[:-1], design[:-1], family=families.Poisson(), offset=numpy.log(days[:-1]))
    free = model.fit(scale="X2", tol=1e-12, maxiter=200)
    dispersion = max(1.0, free.scale)
    fitted = model.fit(scale=dispersion, tol=1e-12, maxiter=200)
    expected = fitted.predict(design[-1:], offset=numpy.log(days[-1:]))[0]
    error = expected**2 * (design[-1] @ fitted.cov_params() @ design[-1])
    tau = dispersion + error / expected
    reach = 2 / 3 * stats.norm.ppf((1 + confidence) / 2) * numpy.sqrt(tau / expected)
    return {
        "expected": expected,
        "dispersion": dispersion,
        "limits": [expected * max(0.0, 1 - reach) ** 1.5, expected * (1 + reach) ** 1.5],
    }


def begun(counts, kind):
    """A model of the kind that begins as Hyndman and others say: statsmodels' own heuristic begins half a year late."""
    trend, seasonal_ = KINDS[kind]
    adjusted, known = counts, {}
    if seasonal_:
        first = counts[: 12 * min(5, len(counts) // 12)]
        parts = seasonal_decompose(first, model="additive", period=12)
        adjusted = first - parts.seasonal
        known["initial_seasonal"] = parts.seasonal[:12]
    slope, known["initial_level"] = numpy.polyfit(numpy.arange(1, 11), adjusted[:10], 1)
    if trend:
        known["initial_trend"] = slope
    return ExponentialSmoothing(
        counts, trend=trend, seasonal=seasonal_, seasonal_periods=12, initialization_method="known", **known
    )


KINDS = {"level": (None, None), "trend": ("add", None), "season": ("add", "add")}


def smoothing(case):
    """Fixed weights by one class of statsmodels, the spread of later months by the other; then the best weights."""
    counts, kind, weights = numpy.asarray(case[0], dtype=float), *case[1:]
    trend, seasonal_ = KINDS[kind]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = begun(counts, kind)
        given = {"smoothing_level": weights[0]}
        if trend:
            given["smoothing_trend"] = weights[1]
        if seasonal_:
            given["smoothing_seasonal"] = weights[2]
        fixed = model.fit(optimized=False, **given)
        best = model.fit(use_brute=True)
        ets = ETSModel(counts, error="add", trend=trend, seasonal=seasonal_, seasonal_periods=12)
        ahead = numpy.arange(1, 7)
        # Its trend's weight is that of the surprise, not of the level's change.
        weight = dict(zip(("level", "trend", "seasonal"), (weights[0], weights[0] * weights[1], weights[2])))
        known = dict(zip(ets.param_names, ets._start_params))
        known |= {name: value for part, value in weight.items() if (name := f"smoothing_{part}") in known}
        variance = ets.smooth([*known.values()])._relative_forecast_variance(ahead)
    return {
        "expected": fixed.fittedvalues.tolist(),
        "squared_error": fixed.sse,
        "ahead": fixed.forecast(6).tolist(),
        "error_ahead": numpy.sqrt(fixed.sse / len(counts) * variance).tolist(),
        "best": best.sse,
    }


def back_test(case):
    """The guesses by arrays; smoothing by statsmodels, fitted anew at every origin."""
    counts, ahead, confidence = numpy.asarray(case[0], dtype=float), case[1], case[2]
    number = len(counts)
    z = stats.norm.ppf((1 + confidence) / 2)
    tried = {name: [] for name in ("last_month", "last_year", *KINDS)}
    for origin in range(max(36, number - 24), number - ahead + 1):
        known, to_come = counts[:origin], counts[origin : origin + ahead]
        usual = numpy.abs(known[12:] - known[:-12]).mean()
        steps = numpy.arange(1, ahead + 1)
        month = numpy.sqrt(numpy.mean(numpy.diff(known) ** 2) * steps)
        year = numpy.sqrt(numpy.mean((known[12:] - known[:-12]) ** 2))
        guesses = {
            "last_month": (numpy.repeat(known[-1], ahead), month),
            "last_year": (known[origin - 12 : origin - 12 + ahead], numpy.repeat(year, ahead)),
        }
        for kind in KINDS if case[3] else ():
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                guesses[kind] = (begun(known, kind).fit(use_brute=True).forecast(ahead), numpy.inf)
        for name, (expected, error) in guesses.items():
            off = numpy.abs(to_come - numpy.maximum(expected, 0))
            error = numpy.maximum(error, numpy.sqrt(numpy.maximum(expected, 0)))
            inside = (to_come >= expected - z * error) & (to_come <= expected + z * error)
            tried[name] += zip(off, off / usual, inside)
    return {
        name: [float(numpy.mean([one[at] for one in found])) for at in range(3)] if found else None
        for name, found in tried.items()
    }


def seasonal_loess(case):
    counts = numpy.asarray(case, dtype=float)
    parts = STL(numpy.log(counts), period=12, seasonal=13, trend=21, low_pass=13, robust=True).fit(2, 15)
    return {
        "trend": numpy.exp(parts.trend).tolist(),
        "factor": numpy.exp(parts.seasonal).tolist(),
        "trusted": parts.weights.tolist(),
    }


def inequality(case):
    """By weighted least squares of statsmodels, and by the area under the concentration curve."""
    counts, residents, groups, confidence = (numpy.asarray(part, dtype=float) for part in case)
    at = (numpy.cumsum(residents) - residents / 2) / residents.sum()
    rate = counts / residents * 1000
    design = numpy.column_stack([numpy.ones(len(at)), 1 - at])
    fitted = WLS(rate, design, weights=residents).fit(cov_type="HC1")
    limits = fitted.conf_int(alpha=1 - confidence)[1]
    held = numpy.concatenate([[0.0], numpy.cumsum(counts) / counts.sum()])
    along = numpy.concatenate([[0.0], numpy.cumsum(residents) / residents.sum()])
    parts = pandas.Series(counts).groupby(numpy.arange(len(counts)) * int(groups) // len(counts)).sum()
    return {
        "slope": [fitted.params[1], *limits],
        "relative": fitted.params[1] / (counts.sum() / residents.sum() * 1000),
        "concentration": 1 - 2 * float(numpy.trapezoid(held, along)),
        "groups": parts.tolist(),
    }


def flags(case):
    """By pandas' competition ranks."""
    table = pandas.DataFrame(case)
    rank = table.rank(axis=1, ascending=False, method="min")
    on = (rank <= table.shape[1] // 5) & table.gt(table.min(axis=1), axis=0)
    return [[int(row) for row in numpy.flatnonzero(on[place])] for place in on]


def concentration(case):
    """Areas under the Lorenz curve and under the most even one that whole crimes can have."""
    counts = numpy.sort(numpy.asarray(case, dtype=float))
    places, crimes = len(counts), counts.sum()
    across = numpy.arange(places + 1) / places
    held = numpy.concatenate([[0.0], numpy.cumsum(counts) / crimes])
    area = float(numpy.trapezoid(held, across))
    even = min(crimes / places, 1.0) / 2
    top = numpy.cumsum(counts[::-1])
    return {
        "gini": 1 - 2 * area,
        "corrected": 1 - area / even,
        "half": int(numpy.searchsorted(top, crimes / 2)) + 1,
    }


@functools.cache
def seven_parameters():
    """PROJ's way by Ordnance Survey's seven parameters: its grid of corrections is not in the package."""
    from pyproj.transformer import TransformerGroup

    warnings.simplefilter("ignore")
    ways = TransformerGroup(4326, 27700, always_xy=True).transformers
    return next(way for way in ways if "x=446.448" in way.definition)


def national_grid(case):
    return list(seven_parameters().transform(*case))


def hot_spots(case):
    """Middles of squares, counts and a distance; the weights by libpysal, the scores by esda."""
    from esda import G_Local
    from libpysal.weights import DistanceBand

    middles, counts, within, share = case
    warnings.simplefilter("ignore")
    near = DistanceBand(numpy.asarray(middles), within, binary=True, silence_warnings=True)
    scores = G_Local(numpy.asarray(counts, dtype=float), near, star=True, transform="B", permutations=0).Zs
    p_values = 2 * stats.norm.sf(numpy.abs(scores))
    stands, adjusted, _, _ = multipletests(p_values, alpha=share, method="fdr_bh")
    return {"z": scores.tolist(), "p": p_values.tolist(), "adjusted": adjusted.tolist(), "stands": stands.tolist()}


def kernel_density(case):
    """Every crime against every middle, in kilometres."""
    middles, crimes, bandwidth = (numpy.asarray(part, dtype=float) / 1000 for part in case)
    apart = cdist(middles, crimes) / bandwidth
    heights = numpy.where(apart < 1, 3 / (numpy.pi * bandwidth**2) * (1 - apart**2) ** 2, 0)
    return heights.sum(axis=1).tolist()


def repeat_places(case):
    """By pandas; the places repeated by chance from the binomial distribution itself."""
    months, share = pandas.DataFrame(case[0]), case[1]
    totals = months.sum(axis=1).sort_values(ascending=False)
    repeated = totals[totals > 1]
    had = months > 0
    before, after = had.iloc[:, :-1].to_numpy(), had.iloc[:, 1:].to_numpy()
    burdened = -int(-len(totals) * round(share * 100) // 100)
    return {
        "repeated": [len(repeated), int(repeated.sum()), int((repeated - 1).sum())],
        "chance": float(len(totals) * stats.binom.sf(1, totals.sum(), 1 / len(totals))),
        "burdened": [burdened, int(totals.iloc[:burdened].sum())],
        "again": [int(part.sum()) for part in (before, before & after)] + [after.size, int(after.sum())],
    }


def fifths(case):
    """The bounds of classes, those that part nothing left out."""
    case = numpy.asarray(case, dtype=float)
    bounds = numpy.quantile(case, [0.2, 0.4, 0.6, 0.8], method="inverted_cdf")
    bounds = numpy.unique(bounds[bounds < case.max()])
    held = numpy.bincount(numpy.searchsorted(bounds, case), minlength=len(bounds) + 1)
    return {"bounds": bounds.tolist(), "held": held.tolist()}


TRIED = (change, discovery, contribution, rate, comparison, severity, suppression)
SERIES = (rolling_year, seasonal, seasonal_loess, control_chart, laney_chart, anticipated, smoothing, back_test)
PLACES = (
    concentration,
    inequality,
    flags,
    national_grid,
    hot_spots,
    kernel_density,
    repeat_places,
    fifths,
)
METHODS = {f.__name__: f for f in (*TRIED, *SERIES, *PLACES, raking, survey_estimate, agreement)}

if __name__ == "__main__":
    with multiprocessing.Pool() as processors:
        found = processors.map(METHODS[sys.argv[1]], json.load(sys.stdin))
    json.dump(found, sys.stdout, allow_nan=False)
