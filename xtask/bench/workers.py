"""The whole country's archive asked in one process and on a cluster of one and two workers, as a section.

In: SAFERPLAN_BIN, built with the feature `cluster`; SAFERPLAN_NATIONAL (what makes an archive by seed), the folder of raw data
for the links between areas, and how many millions of rows. Out: the section of BENCHMARKS.md, on standard output. Where an
answer of the cluster differs from that of the one process, or DuckDB's does, the run fails.
"""

import argparse
import contextlib
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from bench import agreed, answer, machine, milliseconds, table
from national import QUERIES, imported, task, written

# Beside what national.py asks: more groups than a worker's processor can keep close by.
ASKED = QUERIES | {"crimes by LSOA, type and year, all years": (
    "select lsoa_code, crime_type, substr(month, 1, 4) as year, count(*) as crimes from crime "
    "where lsoa_code is not null group by 1, 2, 3",) * 2}
REPEATS, WARMING_UP = 10, 2
ONE, BOTH = (0,), (0, 1)
# How it is asked, and on which processors the one process or each of the workers runs.
WAYS = {
    "one process, 1 processor": (ONE, ()),
    "one worker, 1 processor": (BOTH, (ONE,)),
    "two workers, 1 processor each": (BOTH, ((0,), (1,))),
    "one process, 2 processors": (BOTH, ()),
}
# A twentieth of all districts' briefings: by one process, and by two that share it.
WHOLE, HALVES = "1/20", ("1/40", "21/40")

SECTION = """## The archive on workers
The archive of {rows:,} rows of the section before, asked by `saferplan query` in one process, and on a cluster of this machine's
own processes by the same program, built with the feature `cluster` (docs/cluster.md): `cargo xtask workers`. A process or worker that
has one processor is bound to it by the system; the scheduler and whoever asks a cluster are bound to none. All answer alike, warm,
{repeats} times each; DuckDB has both processors.

{asked}

{briefings}

{machine}
"""


def bound(processors):
    """What a process does before it begins so that it runs on these processors alone."""
    return lambda: os.sched_setaffinity(0, processors)


@contextlib.contextmanager
def process(processors, *arguments):
    """A process of the cluster, and where it listens."""
    command = [os.environ["SAFERPLAN_BIN"], "cluster", *map(str, arguments), "--listen", "127.0.0.1:0"]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                             preexec_fn=bound(processors))
    try:
        listening = next((found for line in child.stdout if (found := re.search(r"127\.0\.0\.1:\d+", line))), None)
        if listening is None:
            sys.exit(f"`{' '.join(command)}` ended before it began")
        yield listening[0]
    finally:
        child.terminate()
        child.wait()


@contextlib.contextmanager
def asked_so(work, processors, workers):
    """Whatever is asked in here is asked in this way."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, processors)
    with contextlib.ExitStack() as stack:
        stack.callback(os.sched_setaffinity, 0, before)
        if workers:
            scheduler = stack.enter_context(process(BOTH, "scheduler"))
            for number, own in enumerate(workers):
                place = work / f"worker-{number}"
                worker = ("worker", "--scheduler", scheduler, "--folder", place, "--tasks", len(own))
                stack.enter_context(process(own, *worker))
            os.environ["SAFERPLAN_ARCHIVE_ENGINE"] = f"ballista://{scheduler}"
            stack.callback(os.environ.pop, "SAFERPLAN_ARCHIVE_ENGINE")
        yield


def queries(work):
    """How long each query takes in each way, and with DuckDB."""
    home, taken = work / "home", {}
    for name, (ours, duckdb) in ASKED.items():
        theirs = task("duckdb_query", work / "duckdb", duckdb, REPEATS)
        taken[name] = {}
        for way, (processors, workers) in WAYS.items():
            with asked_so(work, processors, workers):
                agreed(f"{name}, by {way}", answer(home, ours), theirs["rows"])
                taken[name][way] = milliseconds(home, ours)[WARMING_UP:]
        taken[name]["DuckDB"] = theirs["milliseconds"][WARMING_UP:]
        print(f"Asked in every way: {name}.", file=sys.stderr, flush=True)
    return taken


def briefings(work):
    """How long a share of all briefings takes on one processor, and two halves of it on one processor each."""
    home = work / "home"
    with asked_so(work, ONE, ()):
        alone = written(home, work / "alone", "--share", WHOLE)["seconds"]
    begun = time.perf_counter()
    command = [os.environ["SAFERPLAN_BIN"], "--home", home, "briefing", "--all", "--quarter", "2025-Q2", "--out",
               work / "shared", "--share"]
    halves = [subprocess.Popen([*command, half], stdout=subprocess.DEVNULL, preexec_fn=bound((number,)))
              for number, half in enumerate(HALVES)]
    if any(half.wait() for half in halves):
        sys.exit("a share of the briefings was not written")
    shared = time.perf_counter() - begun
    made = [sorted(place.name for place in (work / name / "2025-Q2").iterdir()) for name in ("alone", "shared")]
    if made[0] != made[1]:
        sys.exit(f"the shares together made other briefings: {made}")
    return len(made[0]), alone, shared


def asked_table(taken):
    columns = [*WAYS, "DuckDB"]
    rows = [(name, *(f"{statistics.median(ways[column]):.0f}" for column in columns)) for name, ways in taken.items()]
    return table(("asked, warm (ms)", *columns), *rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("millions")
    arguments = parser.parse_args()
    load = os.getloadavg()[0]
    rows = round(float(arguments.millions) * 1_000_000)
    with tempfile.TemporaryDirectory(prefix="saferplan-workers-") as folder:
        work = Path(folder)
        imported(work, arguments.data, rows)
        taken = queries(work)
        many, alone, shared = briefings(work)
    told = (f"{many} briefings (`saferplan briefing --all --share {WHOLE}`) take one process on one processor {alone:.0f} s. Two\n"
            f"processes that share them (`--share {HALVES[0]}` and `{HALVES[1]}`),\non a processor each, take {shared:.0f} s: "
            f"{alone / shared:.1f} times as fast.")
    print(SECTION.format(
        rows=rows, repeats=REPEATS - WARMING_UP, asked=asked_table(taken), briefings=told,
        machine=f"Medians; {time.strftime('%Y-%m-%d')}, {machine(load)}"))


if __name__ == "__main__":
    main()
