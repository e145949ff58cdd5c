"""Hot spots on a grid: our Gi* beside that of esda, on the same counts in the same run.

In: the program that scores (an example of `crates/sources`) and the folder of raw data. Out: the section of
BENCHMARKS.md, on standard output. Scores that differ by more than a millionth fail the run.
"""

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from importlib.metadata import version
from pathlib import Path

import geopandas
import numpy
from esda import G_Local
from libpysal.graph import Graph

RUNS = 7
OURS = 200
BAR = 20

SECTION = """## Hot spots on a grid
Getis and Ord's Gi* of {crimes:,} crimes that Kent Police recorded from April 2021 to March 2022 (the 12 months of the data
pack's 13; {beyond:,} more lie beyond these squares), on the {squares:,} squares of {side} m that Kent and Medway touch, those
within {within:,} m of a square being near it: from counts by square to a score for each. esda {esda} scores by weights that
libpysal {libpysal} makes of the squares' middles, the quicker of its two ways (`Graph.build_distance_band` and
`assign_self_weight`, then `G_Local` with `transform="B", permutations=0`). Ours finds what is near anew in each run.
The largest difference of any score is {apart:.0e}; more than 1e-6 fails the run.

|  | Saferplan | esda | esda ÷ Saferplan |
|---|---|---|---|
| what is near each, and scores | {ours} | {both} | {ratio_both:,.0f} |
| scores alone, of weights made before | {ours} (with what is near) | {alone} | {ratio_alone:,.0f} |

Median of {runs} runs of esda and {many} of ours, lowest and highest in brackets. The bar is {bar} times as quick: {met}. {machine}
"""


def told(seconds):
    return f"{statistics.median(seconds) * 1e3:,.2f} ms ({min(seconds) * 1e3:,.2f}–{max(seconds) * 1e3:,.2f})"


def main():
    warnings.simplefilter("ignore")
    program, data = sys.argv[1:3]
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="saferplan-hotspots-") as folder:
        out = Path(folder) / "scored.json"
        subprocess.run([program, data, str(OURS), out], check=True)
        given = json.loads(out.read_text())
    middles, counts = numpy.asarray(given["middles"]), numpy.asarray(given["counts"], dtype=float)
    points = geopandas.GeoSeries(geopandas.points_from_xy(*middles.T))
    near, alone = [], []
    for _ in range(RUNS):
        began = time.perf_counter()
        weights = Graph.build_distance_band(points, given["within"], binary=True).assign_self_weight(1)
        near.append(time.perf_counter() - began)
        began = time.perf_counter()
        scored = G_Local(counts, weights, star=None, transform="B", permutations=0).Zs
        alone.append(time.perf_counter() - began)
    apart = float(numpy.abs(scored - numpy.asarray(given["z"])).max())
    if not apart <= 1e-6:
        raise SystemExit(f"the scores differ by {apart:.1e}")
    ours, both = given["seconds"], [sum(one) for one in zip(near, alone)]
    times = lambda peer: statistics.median(peer) / statistics.median(ours)
    met = "met both ways" if min(times(both), times(alone)) >= BAR else "**not met** both ways"
    print(SECTION.format(
        crimes=given["crimes"], beyond=given["beyond"], squares=len(counts), side=given["side"], within=given["within"], apart=apart,
        esda=version("esda"), libpysal=version("libpysal"), ours=told(ours), both=told(both), alone=told(alone),
        ratio_both=times(both), ratio_alone=times(alone), runs=RUNS, many=OURS, bar=BAR, met=met,
        machine=f"{time.strftime('%Y-%m-%d')}, Python {platform.python_version()}, {os.cpu_count()} cores, load average {load:.1f} before."))


if __name__ == "__main__":
    main()
