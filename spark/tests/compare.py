"""Whether a run's results are those of one machine, byte for byte after sorting: ``compare.py BINARY OUT PATH…``."""

import glob
import json
import subprocess
import sys


def lines(out, name):
    return sorted(line for path in glob.glob(f"{out}/{name}/part-*") for line in open(path, encoding="utf-8").read().splitlines())


def without_warnings(line):
    """The line of a brief up to its warnings: one machine repeats with every story what was left out anywhere."""
    return line[: line.rindex(',"warnings":[')]


def compare(binary, out, paths):
    """The names of the results that differ, with how many lines each side has."""
    differ = {}
    for name, arguments in {
        "reports.jsonl": ["read"],
        "reuse.jsonl": ["reuse"],
        "stories.jsonl": ["stories"],
        "briefs.jsonl": ["brief", "--format", "jsonl"],
    }.items():
        run = subprocess.run([binary, *arguments, "--quiet", *paths], capture_output=True, check=False)
        found, wanted = lines(out, name), sorted(run.stdout.decode().splitlines())
        if name == "briefs.jsonl":
            found, wanted = sorted(map(without_warnings, found)), sorted(map(without_warnings, wanted))
        if found != wanted:
            differ[name] = (len(found), len(wanted), len(set(found) ^ set(wanted)))
        print(f"{name}: {len(found)} lines, {'the same' if found == wanted else 'OTHERS: ' + json.dumps(differ[name])}")
    return differ


if __name__ == "__main__":
    sys.exit(1 if compare(sys.argv[1], sys.argv[2], sys.argv[3:]) else 0)
