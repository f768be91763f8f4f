"""kigen beside other checkers, on the same files, in one run.

    cargo build --release --locked --all-features
    cargo bench --locked --bench folder -- --write 一時フォルダ 10000
    python3 -m venv tools && tools/bin/pip install ryl==0.26.1 yamllint==1.38.0 check-jsonschema==0.39.0
    npm install --prefix tools textlint@15.8.0 textlint-rule-date-weekday-mismatch@1.1.1
    python3 benches/side_by_side.py target/release/kigen tools 一時フォルダ [回数]

Each is a process of its own whose output is thrown away. They take turns, so that what else the machine does meets all
of them; the least and the median of each stand in the table that is printed.
"""

import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import time

RULES = "extends: relaxed\nrules: {document-start: disable, line-length: disable}\n"
RYL = """[lint.rules]
anchors = "enable"
key-duplicates = "enable"
new-line-at-end-of-file = "enable"
new-lines = "enable"
trailing-spaces = "enable"
braces = {level = "warning", max-spaces-inside = 1}
brackets = {level = "warning", max-spaces-inside = 1}
colons = {level = "warning"}
commas = {level = "warning"}
empty-lines = {level = "warning"}
hyphens = {level = "warning"}
indentation = {level = "warning", indent-sequences = "consistent"}
"""
TEXTLINT = {"plugins": {"@textlint/text": {"extensions": [".yaml"]}}, "rules": {"date-weekday-mismatch": True}}


def main():
    kigen, tools, place = (pathlib.Path(path).resolve() for path in sys.argv[1:4])
    rounds = int(sys.argv[4]) if len(sys.argv) > 4 else 7
    (place / "yamllint.yaml").write_text(RULES, encoding="utf-8")
    ryl = place / "ryl.toml"
    ryl.write_text(RYL, encoding="utf-8")
    (place / "textlint.json").write_text(json.dumps(TEXTLINT), encoding="utf-8")
    schema = subprocess.run([kigen, "schema", "request"], check=True, capture_output=True)
    (place / "request.json").write_bytes(schema.stdout)
    bin_ = tools / "bin"
    check = [kigen, "check", "--no-config", "--now", "2025-09-09T10:00", "--fail-on", "never"]
    commands = {
        "kigen（表示）": (check, kigen),
        "kigen（JSON）": ([*check, "--format", "json"], kigen),
        "ryl": ([bin_ / "ryl", "check", "--no-cache", "-c", ryl], bin_ / "ryl"),
        "yamllint": ([bin_ / "yamllint", "-c", place / "yamllint.yaml"], bin_ / "yamllint"),
        "check-jsonschema": (
            [bin_ / "check-jsonschema", "--schemafile", place / "request.json"],
            bin_ / "check-jsonschema",
        ),
        "textlint": (
            [tools / "node_modules/.bin/textlint", "--config", place / "textlint.json"],
            tools / "node_modules/.bin/textlint",
        ),
    }
    # Those that take a hundred times as long take part in fewer rounds.
    slow = {"textlint": 2, "check-jsonschema": 2, "yamllint": 2}
    versions = {name: version(program) for name, (_, program) in commands.items()}
    for folder in ("clean", "findings"):
        files = sorted(str(path.relative_to(place)) for path in (place / folder).rglob("*.yaml"))
        times = {name: [] for name in commands}
        for number in range(rounds):
            for name, (command, _) in commands.items():
                if number >= slow.get(name, rounds):
                    continue
                paths = files if name in ("check-jsonschema", "textlint") else [folder]
                times[name].append(run([str(part) for part in command] + paths, place, name))
        print(f"{folder}: {len(files)}")
        best = min(wall for wall, _, _ in times["kigen（表示）"])
        for name, runs in times.items():
            walls, cpus, sizes = zip(*runs)
            print(
                f"| {name} | {versions[name]} | {len(runs)} | {min(walls):.3f} | {statistics.median(walls):.3f} "
                f"| {min(cpus):.3f} | {max(sizes) // 1000} MB | {min(walls) / best:.1f} |"
            )


def version(program):
    said = subprocess.run([str(program), "--version"], check=True, capture_output=True, text=True).stdout
    return next(word for word in said.split() if "." in word).lstrip("v")


def run(command, place, name):
    """Seconds on the wall and of the processors, and the most memory in kB."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=place, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{name}: exit status {process.returncode}")
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss


main()
