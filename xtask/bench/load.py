"""Pages under load: Saferplan's beside Datasette's, each asked for 200 pages a second.

In: SAFERPLAN_BIN, and OHA, the load generator. Out: for each server and run the latency of the median page and of
the 99th and 99.9th of a hundred, in milliseconds, and how many pages a second came. Requests go out at their times
whether or not earlier ones were answered, and waiting counts, so that a server that stalls does not look quick.
"""

import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request

RATE, SECONDS, AT_ONCE = 200, 20, 50
SMP = "/safer-maidstone-partnership"
# What people open all day, in turn.
PAGES = ("", "/timetable", "/meetings", "/partnership", "/steps/2015-16/plan-adopted", "/me")
LATENCIES = {"median": "p50", "99th of 100": "p99", "999th of 1,000": "p99.9"}
CAME = "pages a second"

SECTION = f"""## Pages under load
{RATE} pages a second for {SECONDS} s, asked for at their times by oha over {AT_ONCE} connections, on the same cores:
the worked example's pages in turn ({', '.join(f"`{page or '/'}`" for page in PAGES)}), each read from the records
anew for somebody who has signed in, by `saferplan demo`. Datasette shows its page of the table of steps, from a copy
of the same SQLite file, to anybody. Waiting to be asked counts. Every answer is a whole page, or the run fails. A server that cannot answer as many lets a queue
grow, and its latency is then that of the queue.

{{pages}}

{{came}}
"""


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_for(address):
    for _ in range(600):
        try:
            return urllib.request.urlopen(address, timeout=5).read()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise SystemExit(f"{address} is not served")


class Stay(urllib.request.HTTPRedirectHandler):
    """Keeps the answer that sets the cookie."""

    def redirect_request(self, *_):
        return None


def signed_in(link, origin):
    """The cookie of the example's manager, whom the demo's link signs in."""
    request = urllib.request.Request(link, data=b"", headers={"origin": origin})
    try:
        answer = urllib.request.build_opener(Stay).open(request)
    except urllib.error.HTTPError as redirected:
        answer = redirected
    return answer.headers["set-cookie"].split(";")[0]


def serve_saferplan(home, *options):
    """The worked example, as `saferplan demo` serves it: the process, where it is and the cookie of who signed in."""
    origin = f"http://127.0.0.1:{free_port()}"
    demo = [os.environ["SAFERPLAN_BIN"], "--home", home, "demo", *options, "--listen", origin.removeprefix("http://")]
    process = subprocess.Popen(demo, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    said = iter(process.stdout.readline, "")
    link = next(line.strip() for line in said if "/sign-in-once/" in line)
    wait_for(f"{origin}/health")
    return process, origin, signed_in(link, origin)


def copied(records, to):
    """The records as they are now, in a file that nobody writes to."""
    with sqlite3.connect(records) as of, sqlite3.connect(to) as copy:
        of.backup(copy)
    return to


def serve_datasette(records):
    """Datasette over the same records: its page of the table of steps."""
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "datasette", "serve", "--immutable", records, "--port", str(port)],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    page = f"http://127.0.0.1:{port}/records/step"
    wait_for(page)
    return process, [page], None


def asked(addresses, cookie, urls):
    """One run of the load generator. Every answer must be a page."""
    urls.write_text("\n".join(addresses))
    command = [os.environ["OHA"], "--no-tui", "--output-format", "json", "-q", str(RATE), "-z", f"{SECONDS}s", "-c",
               str(AT_ONCE), "--latency-correction", "--redirect", "0", "--urls-from-file", urls]
    if cookie:
        command += ["-H", f"cookie: {cookie}"]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    if set(told["statusCodeDistribution"]) != {"200"}:
        raise SystemExit(f"not every answer was a page: {told['statusCodeDistribution']} {told['errorDistribution']}")
    milliseconds = {name: told["latencyPercentiles"][key] * 1000 for name, key in LATENCIES.items()}
    return milliseconds | {CAME: told["summary"]["requestsPerSec"]}


def came(taken):
    """How many pages came, as a table."""
    yield ("", *taken[CAME])
    yield (CAME, *(f"{min(of):.0f}–{max(of):.0f}" for of in taken[CAME].values()))


def compare_pages(work, runs):
    """Both servers, each alone on the machine with the load generator, in turns."""
    home = work / "pages-home"
    process, origin, cookie = serve_saferplan(home)
    pages = [origin + SMP + page for page in PAGES]
    taken = {"Saferplan": [], "Datasette": []}
    try:
        records = copied(home / "records.db", work / "records.db")
        for _ in range(runs):
            taken["Saferplan"].append(asked(pages, cookie, work / "urls"))
            peer, page, none = serve_datasette(records)
            try:
                taken["Datasette"].append(asked(page, none, work / "urls"))
            finally:
                peer.terminate()
                peer.wait()
    finally:
        process.terminate()
        process.wait()
    return {name: {tool: [run[name] for run in of] for tool, of in taken.items()} for name in (*LATENCIES, CAME)}
