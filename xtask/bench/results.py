"""Results of a large consultation: how long the report and a cross-tabulation take, beside pandas.

In: SAFERPLAN_BIN, and a Python with pandas. Out: the section of BENCHMARKS.md, on standard output. The replies are drawn
with a seed from the worked example's: each answer is that of the one or the other of two, so that hardly two are alike.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

import pandas

from load import SMP, serve_saferplan

REPLIES, SEED = 100_000, 2015
OPENED, LAST = "2015-01-01", "2015-02-28"
RESULTS = f"{SMP}/consultations/2015-16/smp-2015/results"
# What is set against each other: two columns of the table of replies, and its page.
ROWS, BY = "change", "age"

SECTION = f"""## Results of {REPLIES:,} replies
Replies to the worked example's 20 questions, drawn with a seed from its 772 illustrative ones. *The report* is
`saferplan consult report` whole: replies read from the records, all tables and cross-tabulations counted, small counts
withheld over all of them together, written as HTML, PDF, .docx, both spreadsheets and CSV. *The first page* is the overview of
results in a server that was just started, where everything is counted, as after each reply. *A cross-tabulation* is the page `?by={BY}` of one question
afterwards, with its chart. pandas reads the table of replies that `saferplan consult export` wrote and counts one table of
the same two questions (`read_csv`, then `crosstab`, which is timed alone too); it withholds nothing. Above 1, a ratio says
that pandas takes more. Median of {{runs}} runs, lowest and highest in brackets.

|  | Saferplan | pandas | pandas ÷ Saferplan |
|---|---|---|---|
| the report | {{report}} | | |
| the first page | {{first}} | {{read}} | {{first_ratio}} |
| a cross-tabulation | {{again}} | {{crossed}} | {{again_ratio}} |

The report's memory is at most {{memory}} MiB. The bars are a minute for the report, a second for a cross-tabulation: {{bars}}.
{{machine}}
"""


def replies(example, to):
    """Writes the replies, one to a line."""
    chance = random.Random(SEED)
    known = [json.loads(line) for line in (example / "replies.jsonl").read_text().splitlines()]
    questions = sorted({question for one in known for question in one["reply"]["answers"]})
    with to.open("w") as file:
        for _ in range(REPLIES):
            one, other = chance.choice(known), chance.choice(known)
            mixed = {question: (one if chance.random() < 0.5 else other)["reply"]["answers"].get(question)
                     for question in questions}
            answers = {question: answer for question, answer in mixed.items() if answer is not None}
            # Up to the last day, so that the example adds no replies of its own.
            day = f"2015-{chance.choice(('01', '02'))}-{chance.randint(1, 28):02}"
            file.write(json.dumps({"day": day, "reply": {**one["reply"], "answers": answers}}) + "\n")


class Example:
    """The worked example with these replies, in a home of its own."""

    def __init__(self, folder):
        self.program, self.home = os.environ["SAFERPLAN_BIN"], folder / "home"
        self.run("demo", "--on", "2014-12-20", "--no-serve")
        self.run("consult", "--on", OPENED, "open")
        replies(Path("examples/maidstone-2014"), folder / "replies.jsonl")
        self.run("consult", "--on", LAST, "take", folder / "replies.jsonl")
        self.table = folder / "replies.csv"
        self.run("consult", "export", "--what", "replies", "--out", self.table)

    def run(self, *arguments):
        """Runs the program; how long it took, and the most memory in MiB."""
        began = time.perf_counter()
        process = subprocess.Popen([self.program, "--home", self.home, *arguments], stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        if status:
            raise SystemExit(f"saferplan {arguments} did not work")
        return time.perf_counter() - began, used.ru_maxrss / 1024

    def pages(self):
        """How long the first page takes in a server that was just started, and a cross-tabulation afterwards."""
        server, origin, cookie = serve_saferplan(self.home, "--on", LAST)
        try:
            return [took(origin + page, cookie) for page in (RESULTS, f"{RESULTS}/questions/{ROWS}?by={BY}")]
        finally:
            server.terminate()
            server.wait()


def took(address, cookie):
    """How long a page takes; it must hold a table."""
    began = time.perf_counter()
    page = urllib.request.urlopen(urllib.request.Request(address, headers={"cookie": cookie})).read()
    seconds = time.perf_counter() - began
    if b"<table" not in page:
        raise SystemExit(f"{address} has no table")
    return seconds


def in_pandas(table):
    """How long reading the table and crossing takes, and crossing alone."""
    began = time.perf_counter()
    held = pandas.read_csv(table, dtype=str)
    read = time.perf_counter()
    crossed = pandas.crosstab(held[ROWS].fillna("missing"), held[BY].fillna("missing"))
    done = time.perf_counter()
    if crossed.to_numpy().sum() != REPLIES:
        raise SystemExit("pandas counted other replies")
    return done - began, done - read


def told(seconds):
    """The median with lowest and highest, in seconds or milliseconds."""
    unit, by, digits = ("s", 1, 2) if statistics.median(seconds) >= 1 else ("ms", 1000, 0)
    low, mid, high = (f"{at(seconds) * by:.{digits}f}" for at in (min, statistics.median, max))
    return f"{mid} {unit} ({low}–{high})"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="saferplan-results-") as folder:
        example = Example(Path(folder))
        reports = [example.run("consult", "--on", LAST, "report", "--out", Path(folder) / "out") for _ in range(arguments.runs)]
        pages = [example.pages() for _ in range(arguments.runs)]
        pandas_took = [in_pandas(example.table) for _ in range(arguments.runs)]
    report, memory = zip(*reports)
    first, again = zip(*pages)
    read, crossed = zip(*pandas_took)

    def ratio(peer, ours):
        return f"{statistics.median(peer) / statistics.median(ours):.2f}"

    is_met = max(report) < 60 and max(again) < 1
    print(SECTION.format(
        runs=arguments.runs, report=told(report), first=told(first), again=told(again), read=told(read), crossed=told(crossed),
        first_ratio=ratio(read, first), again_ratio=ratio(crossed, again), memory=f"{max(memory):,.0f}",
        bars="met in every run" if is_met else "**not met** in every run",
        machine=f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, pandas {pandas.__version__}, load average {load:.1f} before."))


if __name__ == "__main__":
    main()
