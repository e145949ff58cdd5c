"""How long the evidence takes to answer on the whole of Kent, and the assessment to be written, as a section.

In: SAFERPLAN_BIN and the folder of raw data. Out: the section of BENCHMARKS.md, on standard output. A page without its
answer fails the run.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from load import serve_saferplan

SMP = "/safer-maidstone-partnership"
DAY = "2014-12-04"
KENT = "E23000032"
DISTRICTS = tuple(f"E070001{number:02}" for number in range(5, 17))
OFFENCES = ("all-crime", "burglary", "violence-and-sexual-offences", "shoplifting")
PERIODS = ("2021-Q3", "2021-Q4", "2022-01")
ANSWERS, WRITTEN = 200, 5000

SECTION = """## Asking the evidence, and the assessment
The worked example on {day}, with the 13 months of street-level crime from March 2021 on of the whole of Kent and Medway as
rows, served by `saferplan demo` and asked over HTTP by somebody who has signed in, one enquiry after another: {asked} different
ones, of the force area as a whole and of each of its {districts} districts under Kent's county council, in {offences} kinds of
crime and {periods} periods, as counts against the period before. Each page has sentences, chart, tables, sources and what every
figure rests on. Below it the first enquiry after the start, which opens the archive, and places of Maidstone judged and mapped.
Then `saferplan assess` in both editions, every format, from what is held.

|  | Saferplan |
|---|---|
| an answer | {answers} |
| the first answer | {first} |
| how far crime gathers | {gathers} |
| hot spots on a map | {spots} |
| how dense crime is, on a map | {dense} |
| the assessment, an edition | {written} |

Median of all, or of {runs} runs, lowest and highest in brackets. The bars are 200 ms for an answer and 5 s for the assessment:
{met}. {machine}
"""


def told(seconds):
    """The median with lowest and highest, in seconds or milliseconds."""
    unit, by, digits = ("s", 1, 2) if statistics.median(seconds) >= 1 else ("ms", 1000, 0)
    low, mid, high = (f"{at(seconds) * by:.{digits}f}" for at in (min, statistics.median, max))
    return f"{mid} {unit} ({low}–{high})"


class Home:
    """The worked example with Kent's months, in a home of its own."""

    def __init__(self, folder, data):
        self.program, self.home, self.out = os.environ["SAFERPLAN_BIN"], folder / "home", folder / "out"
        self.run("demo", "--on", DAY, "--no-serve")
        months = sorted((data / "police-street").glob("202[12]-*-kent.zip"))
        self.run("import", "police-street", *months)
        for kind, path in (("lookups", "lookups"), ("boundaries", "boundaries/maidstone-lsoa-2011.geojson")):
            self.run("import", kind, data / path)

    def run(self, *arguments):
        """Runs the program; how long it took."""
        began = time.perf_counter()
        subprocess.run([self.program, "--home", self.home, *arguments], check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - began

    def assessed(self, edition):
        """How long an edition of the assessment takes."""
        return self.run("assess", "--date", DAY, "--edition", edition, "--out", self.out / edition)


def took(address, cookie, wanted):
    """How long a page takes; it must hold what is wanted."""
    began = time.perf_counter()
    page = urllib.request.urlopen(urllib.request.Request(address, headers={"cookie": cookie})).read()
    seconds = time.perf_counter() - began
    if wanted.encode() not in page:
        raise SystemExit(f"{address} has no `{wanted}`")
    return seconds


def pages(home, runs):
    """How long each enquiry takes, the first by itself, and what is judged and mapped."""
    server, origin, cookie = serve_saferplan(home.home, "--on", DAY)
    try:
        def enquiry(area, offence, period):
            asked = f"area={area}&offence={offence}&period={period}&measure=count&against=period-before"
            return took(f"{origin}{SMP}/evidence?{asked}", cookie, "What the evidence says")

        def judged(page, kind):
            asked = f"area=E07000110&offence=all-crime&period=12m-2022-03&kind={kind}"
            return [took(f"{origin}{SMP}/evidence/{page}?{asked}", cookie, "<svg") for _ in range(runs)]

        first = enquiry(KENT, "all-crime", "2021-Q4")
        asked = [(area, offence, period) for period in PERIODS for area in (KENT, *DISTRICTS) for offence in OFFENCES]
        answers = [enquiry(*one) for one in asked]
        shown = {name: judged(page, kind) for name, page, kind in
                 (("gathers", "judged", "concentration"), ("spots", "map", "hot-spots"), ("dense", "map", "density"))}
        return [first], answers, shown
    finally:
        server.terminate()
        server.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="saferplan-evidence-") as folder:
        home = Home(Path(folder), arguments.data)
        first, answers, shown = pages(home, arguments.runs)
        written = [home.assessed(edition) for _ in range(arguments.runs) for edition in ("public", "exempt")]
    bars = ((max(answers) * 1e3, ANSWERS, "answers"), (max(written) * 1e3, WRITTEN, "the assessment"))
    missed = [what for taken, bar, what in bars if taken >= bar]
    print(SECTION.format(
        day=DAY, asked=len(answers), districts=len(DISTRICTS), offences=len(OFFENCES), periods=len(PERIODS),
        answers=told(answers), first=told(first), written=told(written), runs=arguments.runs,
        met="met by every one" if not missed else f"**not met** by {' and '.join(missed)}",
        machine=f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, load average {load:.1f} before.",
        **{name: told(taken) for name, taken in shown.items()}))


if __name__ == "__main__":
    main()
