#!/usr/bin/env python3
"""The job of `compare-channels` on a large pair of exports, in leadcalc and in other tools, side by side.

    cargo build --release && python3 benches/against.py

Prints Markdown tables. Tools that are not installed are named, with the command that installs them; a tool that
fails or comes to other sums is shown as such. Ends with 1 if leadcalc fails or differs from an exact tool.
Needs Linux, and nothing beyond Python's standard library. benches/README.md says what the figures mean.
"""

import argparse
import csv
import ctypes
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from importlib import metadata
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
GROUPINGS = ["channel", "month,channel", "campaign"]
SUMS = ["impressions", "clicks", "spend", "leads", "qualified", "orders", "revenue"]
COLUMNS = "impressions,clicks,spend,leads,qualified_leads,orders,revenue,cpc,cpl,close_rate,cpo,roas"
Figures = dict[tuple[str, ...], tuple[Decimal, ...]]

# Arguments of both jobs: spend, leads, grouping, threads, output; of the second also the type of amounts.
DUCKDB = """
import sys, duckdb
spend, leads, by, threads, output = sys.argv[1:]
def keys(day):
    return by.replace("month", f"left({day}, 7) AS month")
def read(path, columns):
    form = "auto_detect=false, header=true, delim=',', quote='\\"', escape='\\"', new_line='\\\\n'"
    return f"read_csv('{path}', {form}, columns={columns})"
texts = lambda *names: {name: "VARCHAR" for name in names}
costs = texts("date", "channel", "campaign")
costs |= {"impressions": "BIGINT", "clicks": "BIGINT", "cost": "DECIMAL(18,2)"}
crm = texts("lead_id", "created_at", "channel", "campaign", "status")
crm |= {"revenue": "DECIMAL(18,2)"} | texts("customer_id", "comment")
connection = duckdb.connect(config={"threads": int(threads), "preserve_insertion_order": False})
connection.execute(f'''
    COPY (
        WITH spent AS (
            SELECT {keys("date")}, sum(impressions) impressions, sum(clicks) clicks, sum(cost) spend
            FROM {read(spend, costs)} GROUP BY ALL
        ), won AS (
            SELECT {keys("created_at")}, count(*) leads, count(*) FILTER (status IN ('qualified', 'won')) qualified,
                count(*) FILTER (status = 'won') orders, sum(revenue) revenue
            FROM {read(leads, crm)} GROUP BY ALL
        )
        SELECT {by}, impressions, clicks, spend, leads, qualified, orders, revenue, spend / nullif(clicks, 0) cpc,
            spend / nullif(leads, 0) cpl, orders / nullif(leads, 0) close_rate, spend / nullif(orders, 0) cpo,
            revenue / nullif(spend, 0) roas
        FROM spent FULL JOIN won USING ({by}) ORDER BY ALL
    ) TO '{output}' (HEADER)
''')
"""

POLARS = """
import sys, polars as pl
spend, leads, by, _, output, amounts = sys.argv[1:]
by = by.split(",")
amount = pl.Decimal(18, 2) if amounts == "Decimal" else pl.Float64
texts = lambda *names: dict.fromkeys(names, pl.String)
costs = pl.scan_csv(spend, schema=texts("date", "channel", "campaign")
    | {"impressions": pl.Int64, "clicks": pl.Int64, "cost": amount})
crm = pl.scan_csv(leads, schema=texts("lead_id", "created_at", "channel", "campaign", "status")
    | {"revenue": amount} | texts("customer_id", "comment"))
if "month" in by:
    costs = costs.with_columns(month=pl.col("date").str.slice(0, 7))
    crm = crm.with_columns(month=pl.col("created_at").str.slice(0, 7))
status, column = pl.col("status"), pl.col
spent = costs.group_by(by).agg(column("impressions").sum(), column("clicks").sum(), spend=column("cost").sum())
won = crm.group_by(by).agg(leads=pl.len(), qualified=status.is_in(["qualified", "won"]).sum(),
    orders=(status == "won").sum(), revenue=column("revenue").sum())
ratio = lambda over, under: column(over).cast(pl.Float64) / column(under).cast(pl.Float64)
both = spent.join(won, on=by, how="full", coalesce=True).sort(by).with_columns(
    cpc=ratio("spend", "clicks"), cpl=ratio("spend", "leads"), close_rate=ratio("orders", "leads"),
    cpo=ratio("spend", "orders"), roas=ratio("revenue", "spend"))
if amounts != "Decimal":
    both = both.with_columns(column("spend").round(2), column("revenue").round(2))
both.collect(engine="streaming").write_csv(output)
"""


@dataclass(frozen=True)
class Job:
    """One grouping of one pair of files; `output` is where a tool writes its figures."""

    spend: Path
    leads: Path
    by: str
    threads: int
    output: Path

    def arguments(self) -> list[str]:
        return [str(self.spend), str(self.leads), self.by, str(self.threads), str(self.output)]


@dataclass(frozen=True)
class Tool:
    name: str
    sums: str  # "exact", "rounded", or "none" where nothing is summed
    command: Callable[[Job], str]  # for a shell


@dataclass
class Run:
    wall: float  # seconds
    cpu: float
    peak: float  # MiB
    problem: str  # what went wrong, if anything


def medians(runs: Iterable[Run]) -> tuple[float, float, float]:
    return tuple(map(median, zip(*((run.wall, run.cpu, run.peak) for run in runs))))


def ratio(wall: float, base: float | None) -> str:
    return "—" if base is None else f"{wall / base:.2f}"


def first_problem(runs: Iterable[Run]) -> str:
    return next((run.problem for run in runs if run.problem), "")


# Becomes the command when it is told to on its stdin; by then the shell that started it has ended.
LAUNCHER = """
exec 3<&0
{ read -r go <&3 && exec 3<&- && exec sh -c "$1"; } >/dev/null 2>"$2" &
echo $!
"""


def measure(command: str, folder: Path) -> Run:
    """Runs a shell command.

    A process inherits the peak memory of whoever started it, and Python's is larger than that of a small program. So
    a small shell starts the command and ends, and the kernel hands its orphan to this process, which waits for it.
    """
    errors = folder / "errors"
    words = ["sh", "-c", LAUNCHER, "sh", command, str(errors)]
    with subprocess.Popen(words, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as launcher:
        child = int(launcher.stdout.read())
        launcher.wait()
        start = time.perf_counter()
        launcher.stdin.write(b"\n")
    try:
        _, status, usage = os.wait4(child, 0)
    except KeyboardInterrupt:
        os.kill(child, signal.SIGTERM)
        raise
    wall = time.perf_counter() - start
    code = os.waitstatus_to_exitcode(status)
    lines = errors.read_text(errors="replace").split("\n")
    said = next((line.strip() for line in reversed(lines) if line.strip()), "nothing on stderr")
    problem = f"failed with {code}: {said[:160]}" if code else ""
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, problem)


def read_figures(path: Path, keys: int) -> Figures:
    """The sums of each group, of a table that begins with the keys and the sums."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return {
        tuple(row[:keys]): tuple(Decimal(cell or 0) for cell in row[keys : keys + len(SUMS)]) for row in rows
    }


def difference(expected: Figures, found: Figures) -> str:
    """The groups that differ, in words; nothing if none does."""
    groups = sorted(expected.keys() | found.keys())
    differ = [group for group in groups if expected.get(group) != found.get(group)]
    if not differ:
        return ""
    first, text = differ[0], f"no: {len(differ)} of {len(groups)} groups differ"
    if first not in found or first not in expected:
        return f"{text}; {' / '.join(first)} is in one of the two only"
    pairs = zip(SUMS, expected[first], found[first], strict=True)
    name, ours, theirs = next(pair for pair in pairs if pair[1] != pair[2])
    return f"{text}; {' / '.join(first)}: {name} {theirs} instead of {ours}"


def leadcalc(program: Path, threads: int | None, stdin: bool = False) -> Callable[[Job], str]:
    def command(job: Job) -> str:
        words = [program, "compare-channels", "--spend", job.spend, "--leads", "-" if stdin else job.leads]
        words += ["--by", job.by, "--won", "won", "--qualified", "qualified", "--rejected", ""]
        words += ["--columns", COLUMNS, "-f", "csv", "--output", job.output]
        words += [] if threads is None else ["--threads", threads]
        source = f" <{shlex.quote(str(job.leads))}" if stdin else ""
        return f"exec {shlex.join(map(str, words))}{source}"

    return command


def python(code: str, *more: str) -> Callable[[Job], str]:
    def command(job: Job) -> str:
        words = [sys.executable, "-c", code, *job.arguments(), *more]
        return f"export POLARS_MAX_THREADS={job.threads}; exec {shlex.join(words)}"

    return command


def xan(job: Job) -> str:
    spend, leads, output = (shlex.quote(str(path)) for path in (job.spend, job.leads, job.output))
    months = "month" in job.by
    source = f"xan map 'slice(date, 0, 7) as month' {spend} |" if months else f"<{spend}"
    prepared = "-P \"map 'slice(created_at, 0, 7) as month'\"" if months else ""
    keys = ", ".join(f"{key} or lead_{key} as {key}" for key in job.by.split(","))
    of_leads = ",".join(f"lead_{key}" for key in job.by.split(","))
    return f"""set -e
        {source} xan groupby {job.by} 'sum(impressions) as impressions, sum(clicks) as clicks,
            sum(cost) as spend' >spent
        xan parallel groupby -t {job.threads} {prepared} {job.by} 'count() as leads,
            count(status eq "qualified" or status eq "won") as qualified, count(status eq "won") as orders,
            sum(revenue) as revenue' {leads} | xan rename -s {job.by} {of_leads} >won
        xan join --full {job.by} spent {of_leads} won | xan select -e '{keys}, impressions, clicks,
            to_fixed(spend or 0, 2) as spend, leads, qualified, orders, to_fixed(revenue or 0, 2) as revenue,
            clicks and spend / clicks as cpc, leads and (spend or 0) / leads as cpl,
            leads and orders / leads as close_rate, orders and (spend or 0) / orders as cpo,
            spend and (revenue or 0) / spend as roas' >{output}"""


def output_of(*command: str | Path) -> str:
    return subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout.strip()


def tools(program: Path, threads: int | None) -> list[Tool]:
    """Whatever of the tools there is, leadcalc first. Says which are missing."""
    version = output_of(program, "--version")
    found = [Tool(version, "exact", leadcalc(program, threads))]
    if threads is not None and threads > 1:
        found.append(Tool(f"{version}, 1 thread", "exact", leadcalc(program, 1)))
    found.append(Tool(f"{version}, leads from stdin", "exact", leadcalc(program, threads, stdin=True)))
    missing = set()
    for module, title, sums, command in [
        ("duckdb", "DuckDB {}, DECIMAL", "exact", python(DUCKDB)),
        ("polars", "Polars {}, f64", "rounded", python(POLARS, "f64")),
        ("polars", "Polars {}, Decimal", "exact", python(POLARS, "Decimal")),
    ]:
        try:
            found.append(Tool(title.format(metadata.version(module)), sums, command))
        except metadata.PackageNotFoundError:
            missing.add(f"{module} (python3 -m pip install {module})")
    if shutil.which("xan"):
        found.append(Tool(f"xan {output_of('xan', '--version').removeprefix('xan ')}", "rounded", xan))
    else:
        missing.add("xan (cargo install xan --locked)")
    count = lambda job: f"exec wc -l {shlex.quote(str(job.leads))}"
    found.append(Tool("wc -l, which only counts lines", "none", count))
    if missing:
        print(f"Not installed here: {', '.join(sorted(missing))}.\n")
    return found


def run_once(tool: Tool, job: Job, folder: Path) -> tuple[Run, Figures]:
    """What a run of a tool took, and its figures, if it has any."""
    job.output.unlink(missing_ok=True)
    run, figures = measure(tool.command(job), folder), {}
    if not run.problem and tool.sums != "none":
        try:
            figures = read_figures(job.output, job.by.count(",") + 1)
        except (OSError, ArithmeticError, ValueError) as error:
            run.problem = f"unreadable figures: {error!r}"
    return run, figures


def compare(measured: list[Tool], job: Job, rounds: int, folder: Path) -> bool:
    """Prints the table of a grouping. Whether leadcalc, the first of the tools, agrees with every exact one."""
    runs: dict[str, list[Run]] = {tool.name: [] for tool in measured}
    expected: Figures = {}
    for _ in range(rounds):
        for tool in measured:
            run, figures = run_once(tool, job, folder)
            runs[tool.name].append(run)
            if tool is measured[0]:
                expected = expected or figures
            if tool.sums != "none" and not run.problem:
                run.problem = difference(expected, figures) if expected else "nothing to compare with"
    print(f"## By {job.by.replace(',', ' and ')}, {len(expected)} groups\n")
    print("| Tool | Sums | Wall, s | Times leadcalc | CPU, s | Peak, MiB | Agrees to the cent |")
    print("|---|---|--:|--:|--:|--:|---|")
    base, agreed = medians(runs[measured[0].name])[0] if expected else None, True
    for tool in measured:
        wall, cpu, peak = medians(runs[tool.name])
        problem = first_problem(runs[tool.name])
        verdict = problem.replace("|", "\\|") or ("—" if tool.sums == "none" else "yes")
        cells = [tool.name, tool.sums, f"{wall:.3f}", ratio(wall, base), f"{cpu:.2f}", f"{peak:.1f}", verdict]
        print(f"| {' | '.join(cells)} |")
        # Of another tool that failed nothing can be said about leadcalc's figures.
        differs = problem and (tool.name.startswith("leadcalc") or "groups differ" in problem)
        agreed = agreed and not (differs and tool.sums == "exact")
    print(flush=True)
    return agreed


def growth(command: Callable[[Job], str], jobs: dict[int, Job], rounds: int, folder: Path) -> None:
    runs = [[measure(command(job), folder) for job in jobs.values()] for _ in range(rounds)]
    print("## leadcalc as the leads grow, by channel\n")
    print("| Leads | Wall, s | CPU, s | Peak, MiB |\n|--:|--:|--:|--:|")
    for rows, of_job in zip(jobs, zip(*runs), strict=True):
        wall, cpu, peak = medians(of_job)
        print(f"| {rows} | {wall:.3f} | {cpu:.2f} | {peak:.1f} | {first_problem(of_job)}".rstrip())
    print(flush=True)


def one_off(program: Path, rounds: int, folder: Path, times: int = 300) -> None:
    """A single calculation, so many times a round."""
    if not shutil.which("bc"):
        print("Not installed here: bc (apt-get install bc).")
        return
    (folder / "sum.bc").write_text("scale = 2\ns = 100 * 150\ns\ns / 9\n9 * 100 / 100\n")
    calculation = "campaign-cpl --clicks 100 --cpc 150 --leads 9"
    commands = {f"leadcalc {calculation}": f"{shlex.quote(str(program))} {calculation}", "bc": "bc -q <sum.bc"}
    loops = [f"for i in $(seq {times}); do {command} || exit; done" for command in commands.values()]
    runs = [[measure(loop, folder) for loop in loops] for _ in range(rounds)]
    base = medians(run[0] for run in runs)[0]
    print("## A single calculation\n\n| Command | Wall, ms | Times leadcalc |\n|---|--:|--:|")
    for name, of_command in zip(commands, zip(*runs), strict=True):
        wall = medians(of_command)[0]
        print(f"| {name} | {wall / times * 1000:.2f} | {ratio(wall, base)} | {first_problem(of_command)}".rstrip())


def pair(data: Path, rows: int) -> tuple[Path, Path]:
    """The spend and the leads, generated where they are missing, and read once so that they are in memory."""
    folder = data / str(rows)
    files = folder / "spend.csv", folder / "leads.csv"
    if not all(file.exists() for file in files):
        generate = ["cargo", "bench", "--quiet", "--bench", "generate", "--", str(folder), str(rows)]
        if subprocess.run(generate, cwd=ROOT, stdout=sys.stderr).returncode:
            sys.exit(2)
    for path in files:
        with path.open("rb", buffering=0) as file:
            while file.read(1 << 20):
                pass
    return files


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--by", nargs="+", choices=GROUPINGS, default=GROUPINGS, metavar="GROUPING", help="of channel, month,channel and campaign (default all)")
    parser.add_argument("--rows", type=int, default=10_000_000, help="leads (default 10000000)")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each tool, in turn (default 5)")
    parser.add_argument("--threads", type=int, default=2, help="threads of each tool (default 2)")
    parser.add_argument("--data", type=Path, default=ROOT / "target/bench-data", help="folder of the data (default target/bench-data)")
    parser.add_argument("--leadcalc", type=Path, default=ROOT / "target/release/leadcalc", help="the program (default target/release/leadcalc)")
    options = parser.parse_args()
    if min(options.rows, options.rounds, options.threads) < 1:
        parser.error("--rows, --rounds and --threads are at least 1")
    program, data = options.leadcalc.absolute(), options.data.absolute()
    if not program.exists():
        parser.error(f"{program} is missing: cargo build --release, or --leadcalc PATH")
    try:
        # PR_SET_CHILD_SUBREAPER; see `measure`.
        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)
    except AttributeError:
        parser.error("this needs Linux")

    threads = options.threads if "--threads" in output_of(program, "compare-channels", "--help") else None
    sizes = {rows: pair(data, rows) for rows in (max(options.rows // 10, 1), options.rows)}
    spend, leads = sizes[options.rows]
    measured = tools(program, threads)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        output = folder / "figures.csv"
        floor = measure("exec true", folder).peak
        print(
            f"{options.rows} leads ({leads.stat().st_size} bytes), {spend.stat().st_size} bytes of spend;"
            f" {options.threads} threads{' (leadcalc cannot be told)' if threads is None else ''};"
            f" medians of {options.rounds} rounds, each tool in turn."
            f" Peak memory of a program that does nothing: {floor:.1f} MiB.\n"
        )
        agreed = True
        for by in options.by:
            job = Job(spend, leads, by, options.threads, output)
            agreed &= compare(measured, job, options.rounds, folder)
        jobs = {rows: Job(*files, "channel", options.threads, output) for rows, files in sizes.items()}
        growth(leadcalc(program, threads), jobs, options.rounds, folder)
        one_off(program, options.rounds, folder)
    if not agreed:
        print("error: leadcalc failed, or its figures are not those of an exact tool", file=sys.stderr)
    return 0 if agreed else 1


if __name__ == "__main__":
    sys.exit(main())
