"""Replies sent on-line: how many a second are kept so that they last, beside the plainest lasting insert of each engine.

In: the program that measures (an example of `crates/web`) and the folder of PostgreSQL's programs. Out: the section of
BENCHMARKS.md, on standard output. The server is made here, in a temporary folder, with its usual settings: it syncs.
"""

import argparse
import os
import pwd
import re
import sqlite3
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

REPLIES, SENDERS = 6400, 64
# What a plain insert keeps: as many bytes as a reply of the measurement.
WORDS = "x" * 600
PLAIN = "create table plain (id {number}, words text not null)"

SECTION = f"""## Sending replies
{REPLIES:,} replies to the worked example's questionnaire, begun before, each sent by a browser's own request through the
pages that the program serves, {SENDERS} at once, on the same cores: checked, numbered, chained in the audit record and
safe on disk before it is answered; none is missing afterwards and the chain verifies. Replies that come at once share a
transaction. Beside it, rows of {len(WORDS)} bytes in a table without rules: Python's `sqlite3` with `synchronous = full`
in WAL mode, a transaction each; PostgreSQL's own `pgbench`, a transaction each from {SENDERS} clients. Above 1, a ratio
says that Saferplan keeps more. Median of {{runs}} runs, lowest and highest in brackets.

|  | Saferplan, replies a second | peer, rows a second | Saferplan ÷ peer | 99 of 100 waited at most |
|---|---|---|---|---|
{{rows}}

The bar is 500 a second on two cores: {{bar}}. {{machine}}
"""


def sent(program, place):
    """One run: replies a second, and how many milliseconds 99 of 100 waited at most."""
    said = subprocess.run([program, place, str(REPLIES), str(SENDERS)], check=True, capture_output=True, text=True).stdout
    if f"kept: {REPLIES}" not in said:
        raise SystemExit(f"a reply is missing:\n{said}")
    waited, unit = re.search(r"99 of 100 ([\d.]+)(ms|s)\b", said).groups()
    return int(re.search(r"(\d+) a second", said)[1]), float(waited) * (1000 if unit == "s" else 1)


def in_sqlite(folder):
    """Plain rows a second in SQLite, a transaction each."""
    connection = sqlite3.connect(folder / "plain.db", isolation_level=None)
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = full")
    connection.execute(PLAIN.format(number="integer primary key"))
    began = time.perf_counter()
    for _ in range(REPLIES):
        connection.execute("insert into plain (words) values (?)", (WORDS,))
    took = time.perf_counter() - began
    connection.close()
    return REPLIES / took


class Server:
    """A PostgreSQL server of this run alone. It doesn't run as root, so root lends it another user."""

    def __init__(self, programs, folder):
        self.programs, self.folder = Path(programs), folder
        self.user = next((name for name in ("postgres", "nobody") if os.geteuid() == 0 and known(name)), None)
        if self.user:
            os.chmod(folder.parent, 0o755)
            subprocess.run(["chown", self.user, folder], check=True)
        self.run("initdb", "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "-D", folder / "data")
        options = f"-c listen_addresses='' -k {folder}"
        self.run("pg_ctl", "-w", "-o", options, "-D", folder / "data", "-l", folder / "log", "start")

    def run(self, program, *arguments):
        """What a program of the server says."""
        command = [self.programs / program, *arguments]
        command = ["runuser", "-u", self.user, "--", *command] if self.user else command
        # A file and no pipe: the server keeps what it inherits, and a pipe would never end.
        with tempfile.TemporaryFile("w+") as said:
            subprocess.run(command, check=True, cwd="/", stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT)
            said.seek(0)
            return said.read()

    def of(self, name):
        """Where a database is, for the programs of the server."""
        return ("-h", self.folder, "-U", "postgres", name)

    def new(self, name):
        """A new database, and its address."""
        self.run("createdb", *self.of(name))
        return f"postgres:///{name}?host={self.folder}&user=postgres"

    def plain(self, name):
        """Plain rows a second in PostgreSQL, a transaction each."""
        self.new(name)
        script = self.folder / f"{name}.sql"
        script.write_text(f"insert into plain (words) values ('{WORDS}');\n")
        self.run("psql", *self.of(name), "-c", PLAIN.format(number="bigserial primary key"))
        said = self.run("pgbench", "-n", "-f", script, "-c", str(SENDERS), "-j", "2", "-t", str(REPLIES // SENDERS),
                        *self.of(name))
        return float(re.search(r"tps = ([\d.]+)", said)[1])

    def stop(self):
        self.run("pg_ctl", "-D", self.folder / "data", "-m", "fast", "stop")


def known(user):
    try:
        return bool(pwd.getpwnam(user))
    except KeyError:
        return False


def row(name, ours, peers):
    def told(of, digits=0):
        return f"{statistics.median(of):,.{digits}f} ({min(of):,.{digits}f}–{max(of):,.{digits}f})"

    kept, waits = zip(*ours)
    ratio = statistics.median(kept) / statistics.median(peers)
    return f"| {name} | {told(kept)} | {told(peers)} | {ratio:.2f} | {told(waits)} ms |"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("postgresql")
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    load = os.getloadavg()[0]
    taken = {"SQLite": ([], []), "PostgreSQL": ([], [])}
    with tempfile.TemporaryDirectory(prefix="saferplan-replies-") as folder:
        folder = Path(folder)
        (folder / "server").mkdir()
        server = Server(arguments.postgresql, folder / "server")
        try:
            for run in range(arguments.runs):
                home = folder / f"sqlite-{run}"
                home.mkdir()
                taken["SQLite"][0].append(sent(arguments.program, home / "records.db"))
                taken["SQLite"][1].append(in_sqlite(home))
                taken["PostgreSQL"][0].append(sent(arguments.program, server.new(f"replies_{run}")))
                taken["PostgreSQL"][1].append(server.plain(f"plain_{run}"))
        finally:
            server.stop()
    slowest = min(kept for ours, _ in taken.values() for kept, _ in ours)
    print(SECTION.format(
        runs=arguments.runs, rows="\n".join(row(name, *of) for name, of in taken.items()),
        bar="met in every run" if slowest >= 500 else f"**not met** in every run (the slowest kept {slowest})",
        machine=f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, load average {load:.1f} before."))


if __name__ == "__main__":
    main()
