"""Saferplan beside DuckDB, pandas and Datasette, doing the same work on the same data in one run.

In: SAFERPLAN_BIN, the release binary, and SAFERPLAN_SHARED_DATA, the folder of raw open data; both
are set by `cargo xtask bench`. Out: BENCHMARKS.md at the root of the checkout. Each measurement is
a process of its own, which tells its CPU time and peak memory; the tools take turns, so that a busy
machine disturbs all alike. If their results differ, the script fails.
"""

import argparse
import csv
import io
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from importlib.metadata import version
from pathlib import Path

import load

COLUMNS = ("Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location",
           "LSOA code", "LSOA name", "Crime type", "Last outcome category", "Context")
KINDS = {name: name in ("Longitude", "Latitude") for name in COLUMNS}  # Whether it is a number.
REPEATS, WARMING_UP = 20, 3  # How often a query is repeated, and how many of them are left out.

# All districts by crime type, with rates: over single rows, over the counts by LSOA kept beside them,
# and over the counts by district, which Saferplan alone keeps in step with the rows.
BY_DISTRICT = """
select d.district_code, c.crime_type, {crimes} as crimes,
       {crimes} * 1000.0 / max(r.residents) as per_thousand
from {table} c join present_district d on c.{lsoa} = d.area_code
left join residents r on r.area_code = d.district_code and r.year = 2014
where c.month between '2014-04' and '2014-06' group by d.district_code, c.crime_type"""
ROWS = BY_DISTRICT.format(table="crime", lsoa="lsoa_code", crimes="count(*)")
COUNTS = BY_DISTRICT.format(table="crime_count", lsoa="area_code", crimes="sum(c.count)")
KEPT = """
select c.district_code, c.crime_type, sum(c.count) as crimes,
       sum(c.count) * 1000.0 / max(r.residents) as per_thousand
from district_count c left join residents r on r.area_code = c.district_code and r.year = 2014
where c.month between '2014-04' and '2014-06' and c.district_code is not null
group by c.district_code, c.crime_type"""
COMPARISON = "the comparison, each from what it keeps for it"
# What is asked of Saferplan and of DuckDB; pandas has only rows, and is asked the first.
QUERIES = {COMPARISON: (KEPT, ROWS), "the same from single rows": (ROWS, ROWS),
           "the same from counts by LSOA": (COUNTS, COUNTS)}
TOTALS = "select month, crime_type, count(*) as crimes from crime group by month, crime_type"


def duckdb_import(out, *archives):
    """Unpacks the archives, writes their rows in our order as Parquet, then counts them."""
    import duckdb
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory(dir=out) as unpacked:
        for archive in archives:
            zipfile.ZipFile(archive).extractall(unpacked)
        kinds = {name: "DOUBLE" if number else "VARCHAR" for name, number in KINDS.items()}
        # A fixed dialect: the sniffer shifts rows with quoted commas and does not say so.
        duckdb.execute(f"""copy (
            select "Month" as month, "Reported by" as reported_by, "Falls within" as falls_within,
                "Longitude" as longitude, "Latitude" as latitude, "Location" as location,
                "LSOA code" as lsoa_code, "LSOA name" as lsoa_name, "Crime type" as crime_type, filename
                as extract, "Last outcome category" as last_outcome, unhex("Crime ID") as crime_id
            from read_csv('{unpacked}/*/*.csv', header=true, auto_detect=false, delim=',',
                quote='"', escape='"', columns={kinds}, filename=true)
            order by month, lsoa_code, crime_type
        ) to '{out}/crime.parquet' (format parquet, compression zstd)""")
    written = time.perf_counter()
    duckdb.execute(f"""copy (
        select month, reported_by, lsoa_code as area_code, lsoa_name as area_name, crime_type, extract,
            count(*) as count from '{out}/crime.parquet' group by all order by month, area_code, crime_type
    ) to '{out}/crime_count.parquet' (format parquet, compression zstd)""")
    return {"seconds": written - begun, "counting": time.perf_counter() - written}


def pandas_import(out, *archives):
    """Reads the archives' members, sorts all rows and writes them as Parquet."""
    import pandas
    begun = time.perf_counter()
    kinds = {name: "float64" if number else "str" for name, number in KINDS.items()}
    parts = []
    for archive in map(zipfile.ZipFile, archives):
        for name in archive.namelist():
            with archive.open(name) as member:
                parts.append(pandas.read_csv(member, dtype=kinds).assign(extract=name))
    rows = pandas.concat(parts, ignore_index=True).drop(columns="Context")
    rows.columns = [name.lower().replace(" ", "_") for name in rows.columns]
    rows = rows.sort_values(["month", "lsoa_code", "crime_type"])
    rows.to_parquet(f"{out}/crime.parquet", compression="zstd", index=False)
    return {"seconds": time.perf_counter() - begun}


def duckdb_query(folder, sql, times):
    """A query on a folder of Parquet files and small CSVs: its rows, and milliseconds each time."""
    import duckdb
    duckdb.execute("set parquet_metadata_cache = true")
    for file in Path(folder).glob("*.parquet"):
        duckdb.execute(f"create view {file.stem} as select * from '{file}'")
    for file in Path(folder).glob("*.csv"):
        duckdb.execute(f"create table {file.stem} as select * from read_csv('{file}', header=true)")
    taken = []
    for _ in range(int(times)):
        begun = time.perf_counter()
        duckdb.execute(sql).to_arrow_table()
        taken.append((time.perf_counter() - begun) * 1000)
    return {"milliseconds": taken, "rows": duckdb.execute(sql).fetchall()}


def pandas_query(folder, times):
    """The comparison from a Parquet file of rows and small CSVs: its rows, and milliseconds each time."""
    import pandas
    districts, residents = (pandas.read_csv(f"{folder}/{name}.csv") for name in ("present_district", "residents"))
    of_districts = districts.set_index("area_code")["district_code"]
    of_year = residents[residents["year"] == 2014].set_index("area_code")["residents"]
    def compared():
        rows = pandas.read_parquet(f"{folder}/crime.parquet", columns=["month", "lsoa_code", "crime_type"])
        rows = rows[rows["month"].between("2014-04", "2014-06")]
        rows = rows.assign(district_code=rows["lsoa_code"].map(of_districts)).dropna(subset="district_code")
        counts = rows.groupby(["district_code", "crime_type"], as_index=False).size()
        return counts.assign(rate=counts["size"] * 1000 / counts["district_code"].map(of_year))
    taken = []
    for _ in range(int(times)):
        begun = time.perf_counter()
        found = compared()
        taken.append((time.perf_counter() - begun) * 1000)
    found = found.astype(object).where(found.notna(), None)
    return {"milliseconds": taken, "rows": found.values.tolist()}


# What the peers do, each time in a process of its own: `bench.py --task NAME ARGUMENTS`.
TASKS = {task.__name__: task for task in (duckdb_import, pandas_import, duckdb_query, pandas_query)}


def measured(command):
    """Runs a command to its end: what it said, its seconds, its CPU seconds, its peak MiB."""
    command = [str(part) for part in command]
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        begun = time.perf_counter()
        child = subprocess.Popen(command, stdout=out, stderr=err)
        _, status, used = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - begun
        said, noted = (file.seek(0) or file.read() for file in (out, err))
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"`{' '.join(command)[:300]}` failed:\n{noted}")
    return {"said": said, "noted": noted, "seconds": seconds,
            "cpu": used.ru_utime + used.ru_stime, "mib": used.ru_maxrss / 1024}


def task(name, *arguments):  # Its own seconds leave out the start of Python and its imports.
    run = measured([sys.executable, __file__, "--task", name, *arguments])
    return run | json.loads(run["said"])


def saferplan(home, *arguments):
    return measured([os.environ["SAFERPLAN_BIN"], "--home", home, *arguments])


def answer(home, sql):
    return saferplan(home, "query", sql, "--format", "csv")["said"]


def milliseconds(home, sql):
    """How long each repetition of a query took, by Saferplan's own clock."""
    noted = saferplan(home, "query", sql, "--format", "csv", "--repeat", REPEATS)["noted"]
    taken = [float(found) for found in re.findall(r"^repeat \d+: ([\d.]+) ms", noted, re.M)]
    if len(taken) != REPEATS:
        sys.exit(f"`saferplan query --repeat {REPEATS}` told {len(taken)} times")
    return taken


def agreed(what, ours, theirs):
    """Fails unless Saferplan's CSV and a peer's rows hold the same, in whatever order."""
    def plain(value):  # The last figures of a rate may differ.
        return f"{float(value):.9g}" if re.fullmatch(r"[\d.]+", str(value)) else value or ""
    ours = list(csv.reader(io.StringIO(ours)))[1:]
    left, right = ({tuple(map(plain, row)) for row in rows} for rows in (ours, theirs))
    if left != right or len(ours) != len(theirs):
        sys.exit(f"the tools disagree on {what}: Saferplan has {len(ours)} rows and its peer "
                 f"{len(theirs)}; in one only, such as {sorted(left ^ right)[:4]}")
    return ours


def compare_imports(work, archives, runs):
    """Imports three national months with each tool in turn; the last results stay in place."""
    taken = {"Saferplan": [], "DuckDB": [], "pandas": []}
    for run in range(runs):
        for name, done in taken.items():
            out = work / f"{name}-{run}"
            out.mkdir()
            done.append(saferplan(out, "import", "police-street", *archives) if name == "Saferplan"
                        else task(f"{name.lower()}_import", out, *archives))
            (work / name).unlink(missing_ok=True)
            (work / name).symlink_to(out)
        print(f"Imported with each: {run + 1} of {runs}.", flush=True)
    totals = answer(work / "Saferplan", TOTALS)
    for peer in ("DuckDB", "pandas"):
        theirs = task("duckdb_query", work / peer, TOTALS, 0)["rows"]
        rows = agreed(f"the rows imported by {peer}", totals, theirs)
    return taken, sum(int(row[2]) for row in rows)


def compare_queries(work, data, runs):
    """Compares all districts, warm, with each tool in turn."""
    ours, taken = work / "Saferplan", {}
    for kind, path in (("lookups", "lookups"), ("population", "population/mye_lad_2001_2019.csv")):
        saferplan(ours, "import", kind, data / path)
    for table in ("present_district", "residents"):
        for peer in ("DuckDB", "pandas"):
            (work / peer / f"{table}.csv").write_text(answer(ours, f"select * from {table}"))
    for name, (asked, of_duckdb) in QUERIES.items():
        taken[name] = {"Saferplan": [], "DuckDB": [], "pandas": []}
        for _ in range(runs):
            taken[name]["Saferplan"] += milliseconds(ours, asked)[WARMING_UP:]
            peers = {"DuckDB": task("duckdb_query", work / "DuckDB", of_duckdb, REPEATS)}
            if name == COMPARISON:
                peers["pandas"] = task("pandas_query", work / "pandas", REPEATS)
            for peer, done in peers.items():
                taken[name][peer] += done["milliseconds"][WARMING_UP:]
        for done in peers.values():
            agreed(name, answer(ours, asked), done["rows"])
    return taken


def measure_briefings(work, data, runs):
    """Makes the Maidstone briefing, once everything that it rests on is imported."""
    home = work / "Saferplan"
    months = sorted((data / "police-street").glob("2014-0[123]-kent.zip"))
    saferplan(home, "import", "police-street", *months)
    for kind, path in (("neighbours", "similar-areas/global-neighbours.csv"),
                       ("severity", "severity/policeuk-ons-code-join.csv"),
                       ("prc", "prc/prc-pfa-2012-13_to_2023-24q1.csv.gz")):
        saferplan(home, "import", kind, data / path)
    asked = ("briefing", "--area", "E07000110", "--quarter", "2014-Q1", "--out")
    return [saferplan(home, *asked, work / f"briefing-{run}") for run in range(runs)]


USED = (("time", "seconds", "s", 2), ("CPU time", "cpu", "s", 2), ("peak memory", "mib", "MiB", 0))


def told(of, unit, digits):
    return "" if not of else f"{statistics.median(of):.{digits}f} {unit} ({min(of):.{digits}f}–{max(of):.{digits}f})"


def table(*rows):
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]])


def tools_table(measures):
    """A line for each thing measured: its unit and decimals, and the values of each tool."""
    tools = list(measures[0][3])
    rows = [("", *tools, *(f"{peer} ÷ Saferplan" for peer in tools[1:]))]
    for name, unit, digits, of in measures:
        ours, *theirs = (statistics.median(values) if values else None for values in of.values())
        rows.append((name, *(told(values, unit, digits) for values in of.values()),
                     *("" if peer is None else f"{peer / ours:.2f}" for peer in theirs)))
    return table(*rows)


def usage(taken):
    return tools_table([(name, unit, digits, {tool: [run[key] for run in runs] for tool, runs
                         in taken.items()}) for name, key, unit, digits in USED])


def size_table(work, archives):
    sizes = {"ZIP files": sum(archive.stat().st_size for archive in archives), "CSV files inside": sum(
        member.file_size for archive in archives for member in zipfile.ZipFile(archive).infolist())}
    for tool in ("Saferplan", "DuckDB", "pandas"):
        for file in sorted((work / f"{tool}-0").rglob("*.parquet")):
            name = f"{tool}, `{file.parent.name if tool == 'Saferplan' else file.stem}`"
            sizes[name] = sizes.get(name, 0) + file.stat().st_size
    return table(("", "MB"), *((name, f"{size / 1e6:.1f}") for name, size in sizes.items()))


def machine(load):
    processor = re.search(r"^model name.*: (.*)$", Path("/proc/cpuinfo").read_text(), re.M)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    ours = measured([os.environ["SAFERPLAN_BIN"], "--version"])["said"].split()[-1]
    peers = ", ".join(f"{name} {version(name)}" for name in ("duckdb", "pandas", "pyarrow", "datasette"))
    return (f"{len(os.sched_getaffinity(0))} cores ({processor[1] if processor else 'unnamed'}), "
            f"{memory:.0f} GiB of memory, load average {load:.1f} when the measuring began. Saferplan "
            f"{ours} (release build), {peers}, Python {sys.version.split()[0]}.")


def aims(imports, queries, briefings, pages):
    took = {tool: statistics.median(run["seconds"] for run in runs)
            for tool, runs in (imports | {"briefing": briefings}).items()}
    over = {tool: statistics.median(times) for tool, times in queries[COMPARISON].items()}
    checked = {
        "import no slower than DuckDB": took["Saferplan"] <= took["DuckDB"],
        "import ten times as fast as pandas": 10 * took["Saferplan"] <= took["pandas"],
        "the comparison no slower than DuckDB": over["Saferplan"] <= over["DuckDB"],
        "the comparison ten times as fast as pandas": 10 * over["Saferplan"] <= over["pandas"],
        "the comparison in under 100 ms": over["Saferplan"] < 100,
        "a briefing in under a second": took["briefing"] < 1,
        "99 of 100 pages in under 50 ms at 200 a second": statistics.median(pages["99th of 100"]["Saferplan"]) < 50,
    }
    return "\n".join(f"- {aim}: {'met' if met else '**not met**'}" for aim, met in checked.items())


REPORT = """# Benchmarks

`cargo xtask bench` wrote this page on {today} and overwrites it: do not edit it by hand. A figure is the
median of {runs} runs (a query's of {repeats} repetitions in each run), with the lowest and highest in
brackets. Above 1, a ratio says that the other tool takes more.

{machine}

## Importing three national months
April to June 2014 of data.police.uk, {rows:,} rows in three ZIP files, to Parquet:
`saferplan import police-street 2014-04.zip 2014-05.zip 2014-06.zip`. DuckDB has the files unpacked by
Python (within its time), reads them with fixed columns and dialect, sorts by month, LSOA and type and
writes Parquet with zstd. pandas reads each file inside the ZIP, joins, sorts and writes them likewise.
The number of rows of each month and type is the same in all three.

{imports}

Saferplan's time is of the whole process: checking each field, fingerprinting each file, seeking repeated
identifiers and counting rows by LSOA and type are in it. The others' leave out the start of Python and
the counting, which took DuckDB another {counting}; their CPU time and memory leave nothing out.

## All districts, quarter 1 of 2014/15
Crimes of each district by type with rates per 1,000 residents, warm, within one process:
`saferplan query SQL --format csv --repeat {repeats}`, the first {warming} left out. All give the same answer.
For the comparison Saferplan reads `district_count`, which every import, of rows or of lookups, brings in
step; DuckDB and pandas read the rows in their own Parquet file and hold the lookups in memory. Below it,
the same SQL for Saferplan and DuckDB over the same rows and counts.

{queries}

## A briefing from start to end
`saferplan briefing --area E07000110 --quarter 2014-Q1 --out DIR`, in every format, once the national
months, three more of Kent, lookups, residents, neighbours, severity weights and recorded crime are in.

{briefings}

{pages}
## On disk
{sizes}

## The aims
{aims}

## What this does not show
- Slow disks: the system had all files in memory. Scale: three months are a sixtieth of all there are.
- Work that is not shared. DuckDB and pandas check nothing here and keep no record of refused rows, of
  where a row came from, or of what supersedes it; nor do they wait until their files are safe on disk.
- What the tools can do in expert hands: settings are the defaults but for those named.
"""


def bench(runs):
    busy = os.getloadavg()[0]
    data = Path(os.environ["SAFERPLAN_SHARED_DATA"]).resolve()
    archives = [data / "police-street" / f"2014-{month}.zip" for month in ("04", "05", "06")]
    for archive in archives:
        archive.read_bytes()  # So that no tool is the first to read it from disk.
    with tempfile.TemporaryDirectory(prefix="saferplan-bench-") as folder:
        work = Path(folder)
        imports, rows = compare_imports(work, archives, runs)
        sizes = size_table(work, archives)
        queries = compare_queries(work, data, runs)
        briefings = measure_briefings(work, data, runs)
        pages = load.compare_pages(work, runs)
    Path(__file__).resolve().parents[2].joinpath("BENCHMARKS.md").write_text(REPORT.format(
        today=time.strftime("%Y-%m-%d"), runs=runs, repeats=REPEATS, warming=WARMING_UP, rows=rows,
        sizes=sizes, machine=machine(busy), imports=usage(imports), briefings=usage({"Saferplan": briefings}),
        counting=told([run["counting"] for run in imports["DuckDB"]], "s", 2),
        queries=tools_table([(name, "ms", 1, of) for name, of in queries.items()]),
        pages=load.SECTION.format(pages=tools_table([(name, "ms", 1, pages[name]) for name in load.LATENCIES]),
                                  came=table(*load.came(pages))),
        aims=aims(imports, queries, briefings, pages)))
    print("Written: BENCHMARKS.md")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, help="how often each tool imports (5)")
    parser.add_argument("--task", nargs="+", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.task:
        name, *rest = arguments.task
        return print(json.dumps(TASKS[name](*rest)))
    return bench(max(arguments.runs, 1))


if __name__ == "__main__":
    main()
