"""How importing and asking grow with the rows, up to the whole country's archive, beside DuckDB, as a section.

In: SAFERPLAN_BIN, SAFERPLAN_NATIONAL (what makes an archive by seed), the folder of raw data for the links between
areas, and how many millions of rows to try, one after the other. Out: the section of BENCHMARKS.md, on standard output.
Where the two tools' answers differ, the run fails.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from bench import KINDS, agreed, answer, machine, measured, milliseconds, saferplan, table

QUARTER = "month between '2025-07' and '2025-09'"
# What is asked: by Saferplan of what it keeps, by DuckDB of its rows.
QUERIES = {
    "every district's quarter by type": (
        f"select district_code, crime_type, sum(count) as crimes from district_count where {QUARTER} "
        "and district_code is not null group by 1, 2",
        f"select d.district_code, crime_type, count(*) as crimes from crime c join present_district d "
        f"on c.lsoa_code = d.area_code where {QUARTER} group by 1, 2"),
    "one district's quarter, by LSOA and type": (
        f"select area_code, crime_type, sum(count) as crimes from crime_count where {QUARTER} and area_code in "
        "(select area_code from present_district where district_code = 'E07000110') group by 1, 2",
        f"select lsoa_code, crime_type, count(*) as crimes from crime where {QUARTER} and lsoa_code in "
        "(select area_code from present_district where district_code = 'E07000110') group by 1, 2"),
    "rows by month, force and type, all years": (
        "select month, reported_by, crime_type, count(*) as crimes from crime group by 1, 2, 3",) * 2,
}
DISTRICT = "one district's quarter, by LSOA and type"
PEAK, ANSWER, BRIEFINGS = 2048, 100, 600
SHARE = "1/20"  # Of the districts, of which briefings are made at each number of rows; at the most, of all.

SECTION = """## The whole country
A street-level archive since December 2010, made up by seed with the real forces, LSOAs and districts, the publisher's layout
and its traps (`crates/sources/tests/national`), as plain CSV files, a month and force each: `cargo xtask national`. Saferplan
checks, fingerprints, sorts and counts them: `saferplan import police-street FOLDER`; DuckDB reads them with fixed columns and
dialect, sorts by month, LSOA and type and writes Parquet with zstd. Both answer alike, warm, {repeats} times each.

{growth}

{asked}

{briefings}

The bars at 90 million rows: an import no slower than DuckDB's, a peak below 2 GiB, a district's quarter below 100 ms, every
district's briefing in every format (`saferplan briefing --all`) within 10 minutes on two cores. At the most rows tried here: {met}.
Times are of one import, and medians of answers; DuckDB's time leaves out the start of Python. {machine}
"""


def duckdb_import(folder, out):
    """Writes the rows of a folder of months, in our order, as Parquet."""
    import duckdb
    duckdb.execute(f"set temp_directory = '{out}/spilt'")
    kinds = {name: "DOUBLE" if number else "VARCHAR" for name, number in KINDS.items()}
    begun = time.perf_counter()
    duckdb.execute(f"""copy (
        select "Month" as month, "Reported by" as reported_by, "Falls within" as falls_within, "Longitude" as longitude,
            "Latitude" as latitude, "Location" as location, "LSOA code" as lsoa_code, "LSOA name" as lsoa_name,
            "Crime type" as crime_type, filename as extract, "Last outcome category" as last_outcome,
            unhex("Crime ID") as crime_id
        from read_csv('{folder}/*/*.csv', header=true, auto_detect=false, delim=',', quote='"', escape='"',
            columns={kinds}, filename=true) order by month, lsoa_code, crime_type
    ) to '{out}/crime.parquet' (format parquet, compression zstd)""")
    return {"seconds": time.perf_counter() - begun}


def duckdb_query(folder, sql, times):
    """A query on what DuckDB wrote: its rows, and milliseconds each time."""
    import duckdb
    duckdb.execute("set parquet_metadata_cache = true")
    duckdb.execute(f"create view crime as select * from '{folder}/crime.parquet'")
    duckdb.execute(f"create table present_district as select * from read_csv('{folder}/present_district.csv', header=true)")
    taken = []
    for _ in range(int(times)):
        begun = time.perf_counter()
        rows = duckdb.execute(sql).fetchall()
        taken.append((time.perf_counter() - begun) * 1000)
    return {"milliseconds": taken, "rows": rows}


def task(name, *arguments):
    """What DuckDB does, in a process of its own."""
    run = measured([sys.executable, __file__, "--task", name, *arguments])
    return run | json.loads(run["said"])


def size(folder):
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e9


def imported(work, data, rows):
    """An archive of so many rows: made, and imported by both; the measures of it."""
    csvs, home, theirs = work / "csv", work / "home", work / "duckdb"
    theirs.mkdir(parents=True)
    subprocess.run([os.environ["SAFERPLAN_NATIONAL"], str(rows), data / "lookups", csvs], check=True)
    measures = {"rows": rows, "csv": size(csvs)}
    measures["ours"] = saferplan(home, "import", "police-street", csvs)
    measures["theirs"] = task("duckdb_import", csvs, theirs)
    shutil.rmtree(csvs)
    measures["kept"] = size(home / "archive")
    saferplan(home, "import", "lookups", data / "lookups")
    (theirs / "present_district.csv").write_text(answer(home, "select * from present_district"))
    return measures


def written(home, out, *options):
    """Every district's briefing of a quarter, or a share of them."""
    return saferplan(home, "briefing", "--all", "--quarter", "2025-Q2", "--out", out, *options)


def tried(work, data, millions, repeats, is_last):
    """One archive, asked by both; nothing of it is left but the measures."""
    home, theirs = work / "home", work / "duckdb"
    measures = imported(work, data, round(float(millions) * 1_000_000))
    measures["queries"] = {}
    for name, (ours, duckdb) in QUERIES.items():
        asked = task("duckdb_query", theirs, duckdb, repeats)
        agreed(f"{name}, of {measures['rows']} rows", answer(home, ours), asked["rows"])
        measures["queries"][name] = (milliseconds(home, ours)[3:], asked["milliseconds"][3:])
    briefings = work / "briefings"
    measures["share"] = written(home, briefings, "--share", SHARE)
    measures["shared"] = len(list((briefings / "2025-Q2").iterdir()))
    if is_last:
        measures["briefings"] = written(home, work / "all")
        measures["districts"] = len(list((work / "all" / "2025-Q2").iterdir()))
    shutil.rmtree(work)
    return measures


def growth(all_measures):
    rows = [("rows", "CSV", "kept", "import", "DuckDB", "peak memory", "DuckDB")]
    for one in all_measures:
        ours, theirs = one["ours"], one["theirs"]
        rows.append((f"{one['rows']:,}", f"{one['csv']:.2f} GB", f"{one['kept']:.2f} GB", f"{ours['seconds']:.1f} s",
                     f"{theirs['seconds']:.1f} s", f"{ours['mib']:.0f} MiB", f"{theirs['mib']:.0f} MiB"))
    return table(*rows)


def asked(all_measures):
    rows = [("asked, warm (ms)", *(f"{one['rows']:,} | DuckDB" for one in all_measures))]
    for name in QUERIES:
        middles = [f"{statistics.median(ours):.0f} | {statistics.median(theirs):.0f}"
                   for ours, theirs in (one["queries"][name] for one in all_measures)]
        rows.append((name, *middles))
    lines = table(*rows).split("\n")
    lines[1] = "|---" * (1 + 2 * len(all_measures)) + "|"
    return "\n".join(lines)


def briefings(all_measures):
    def row(rows, many, ran):
        return (f"{rows:,}", f"{many:,}", f"{ran['seconds']:.0f} s", f"{ran['cpu']:.0f} s", f"{ran['mib']:.0f} MiB")
    rows = [row(one["rows"], one["shared"], one["share"]) for one in all_measures]
    most = all_measures[-1]
    rows.append(row(most["rows"], most["districts"], most["briefings"]))
    return table(("rows", "briefings", "time", "processor time", "peak memory"), *rows)


def met(most):
    of_district = statistics.median(most["queries"][DISTRICT][0])
    checked = {"pace": most["ours"]["seconds"] <= most["theirs"]["seconds"], "peak": most["ours"]["mib"] < PEAK,
               "the district's quarter": of_district < ANSWER,
               "the briefings": most["briefings"]["seconds"] < BRIEFINGS}
    missed = [name for name, is_met in checked.items() if not is_met]
    return "all met" if not missed else f"**not met** by {' and '.join(missed)}"


def main():
    if sys.argv[1:2] == ["--task"]:
        print(json.dumps(globals()[sys.argv[2]](*sys.argv[3:])))
        return
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("millions", nargs="+")
    arguments = parser.parse_args()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="saferplan-national-") as folder:
        measures = []
        for millions in arguments.millions:
            is_last = millions == arguments.millions[-1]
            measures.append(tried(Path(folder) / millions, arguments.data, millions, 20, is_last))
            print(f"{millions} million rows measured.", file=sys.stderr, flush=True)
    print(SECTION.format(
        repeats=20 - 3, growth=growth(measures), asked=asked(measures), briefings=briefings(measures),
        met=met(measures[-1]),
        machine=f"{time.strftime('%Y-%m-%d')}, {machine(load)}"))


if __name__ == "__main__":
    main()
