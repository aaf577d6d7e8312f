"""Runs the stages of the worker one after the other over the examples, and compares with the commands, byte for byte.

What a cluster does between them, parting and joining rows by keys, is done here in dicts.
"""

import collections
import json
import os
import subprocess
import sys
import tempfile

import pyarrow as pa

BINARY = sys.argv[1]


def run(stage, rows, columns, *arguments):
    """Rows (tuples) through a stage, as dicts."""
    schema = pa.schema(columns)
    arrays = [pa.array([row[i] for row in rows], field.type) for i, field in enumerate(schema)]
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, schema) as stream:
        # In small batches, so that groups run over their ends.
        stream.write_table(pa.table(arrays, schema=schema), max_chunksize=3)
    process = subprocess.run(
        [BINARY, "worker", "--stage", stage, *arguments], input=sink.getvalue().to_pybytes(), capture_output=True, check=False
    )
    assert process.returncode == 0, process.stderr
    return pa.ipc.open_stream(process.stdout).read_all().to_pylist()


def command(*arguments):
    return subprocess.run([BINARY, *arguments, "--quiet"], capture_output=True, check=False).stdout.decode()


TEXT, BYTES, LONG, INT, FLAG = pa.string(), pa.binary(), pa.int64(), pa.int32(), pa.bool_()
TEXTS = pa.list_(TEXT)


def spread(paths):
    """Reuse, stories and briefs of the files behind paths as lines, and what could not be read."""
    files = [row["file"] for row in run("inputs", [(p,) for p in paths], [("path", TEXT)])]
    rows = list(zip(range(len(files)), files, [None] * len(files)))
    read = run("read", rows, [("input", LONG), ("file", TEXT), ("content", BYTES)])
    problems = [row for row in read if row["error"]]
    read = [row for row in read if not row["error"]]
    names = ["key", "id", "source", "canonical", "day", "json"]
    rows = sorted(read, key=lambda r: (r["key"], r["input"], r["number"]))
    reports = run("admit", [tuple(r[n] for n in names) for r in rows], [(n, TEXT) for n in names])
    names = ["id", "canonical", "json"]
    rows = sorted(reports, key=lambda r: (r["canonical"] or r["id"], r["id"]))
    standing = run("versions", [tuple(r[n] for n in names) for r in rows], [(n, TEXT) for n in names])
    of = {r["id"]: r["json"] for r in standing}
    marks = run("marks", list(of.items()), [("id", TEXT), ("json", TEXT)])
    assert not any(r["error"] for r in reports + standing + marks)

    texts = collections.defaultdict(list)
    for row in sorted(marks, key=lambda r: r["id"]):
        if row["text"] is not None:
            texts[row["text"]].append(row)

    def joined(kind, least):
        postings = sorted((mark, text) for text, rows in texts.items() for mark in rows[0][kind])
        pairs = run(kind, postings, [("mark", INT), ("text", BYTES)])
        shared = collections.Counter((p["x"], p["y"]) for p in pairs)
        return {pair for pair, n in shared.items() if n >= least}

    near, related = joined("fingerprints", 2), joined("names", 5)
    first = {text: of[rows[0]["id"]] for text, rows in texts.items()}
    columns = [("x", BYTES), ("y", BYTES), ("a", TEXT), ("b", TEXT)]
    learned = run("learn", [(x, y, first[x], first[y]) for x, y in sorted(near)], columns)
    words = {(r["x"], r["y"]) for r in learned}
    with tempfile.TemporaryDirectory() as folder:
        stock, agencies = os.path.join(folder, "stock"), os.path.join(folder, "agencies")
        with open(stock, "wb") as file:
            for phrase in sorted({p for r in learned for p in r["stock"]}):
                file.write(phrase.to_bytes(8, "little", signed=True))
        with open(agencies, "w", encoding="utf-8") as file:
            file.writelines(a + "\n" for a in sorted({a for r in marks for a in r["agencies"]}))
        known = ["--stock", stock, "--agencies", agencies]
        prints = {text: [of[r["id"]] for r in rows] for text, rows in texts.items()}
        units = [(prints[x], prints[y], (x, y) in words, (x, y) in related) for x, y in sorted(words | related)]
        units += [(jsons, [], True, False) for jsons in prints.values() if len(jsons) > 1]
        columns = [("xs", TEXTS), ("ys", TEXTS), ("words", FLAG), ("related", FLAG)]
        pairs = run("pairs", units, columns, *known)
        assert not any(p["error"] for p in pairs)
        credits = {r["id"]: r["credits"] for r in marks}
        # All as one component: what hangs together must come together, and more may.
        rows = [(0, p["json"], credits[p["a"]], credits[p["b"]]) for p in pairs]
        columns = [("component", LONG), ("json", TEXT), ("credits_a", TEXT), ("credits_b", TEXT)]
        pairs = run("origins", rows, columns, *known)
    reuse = [p["json"] for p in sorted(pairs, key=lambda p: (p["a"] or "", p["b"] or "")) if p["json"]]

    of = {r["id"]: r["json"] for r in reports}
    rows = [(0, r["id"], r["json"]) for r in reports]
    members = run("stories", rows, [("window", LONG), ("id", TEXT), ("json", TEXT)])
    assert not any(m["error"] for m in members)
    rows = [(m["window"], m["story"], m["of"], m["passages"], of[m["id"]]) for m in members]
    columns = [("window", LONG), ("story", LONG), ("of", TEXT), ("passages", TEXT), ("json", TEXT)]
    told = run("brief", rows, columns)
    assert not any(s["error"] for s in told)
    order = sorted(told, key=lambda s: (-s["reports"], s["first_published"] is None, s["first_published"] or "", s["story"]))
    return reuse, [s["head"] for s in order], [s["json"] for s in order], problems


def same(found, wanted):
    """Whether two lists of lines are the same; the first that differs is told."""
    for n, (x, y) in enumerate(zip(found, wanted)):
        if x != y:
            at = next(i for i in range(len(x) + 1) if x[:i] != y[:i])
            raise AssertionError(f"line {n}, character {at}:\n{x[max(at - 200, 0) : at + 200]}\n{y[max(at - 200, 0) : at + 200]}")
    assert len(found) == len(wanted), (len(found), len(wanted))


for paths in (["examples/harbour-fire", "examples/talks", "examples/lock-gate"], ["examples/dam-leak"], ["examples"]):
    reuse, stories, briefs, problems = spread(paths)
    same(reuse, command("reuse", *paths).splitlines())
    same(stories, command("stories", *paths).splitlines())
    wanted = [json.loads(line) for line in command("brief", "--format", "jsonl", *paths).splitlines()]
    # One machine tells with every story what was left out anywhere.
    for line in wanted:
        line["warnings"] = []
    same([json.loads(line) | {"warnings": []} for line in briefs], wanted)
    if paths[0] != "examples":
        same(briefs, command("brief", "--format", "jsonl", *paths).splitlines())

# A bad record is told with its line, and the rest goes on.
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "a.jsonl")
    with open(path, "w", encoding="utf-8") as file:
        file.write('{"id": "a", "text": "A lock gate jammed at Ellery Quay."}\n{"id":\n{"id": "c", "text": "It was mended."}\n')
    reuse, stories, _, problems = spread([path])
    assert len(stories) == 2 and [(p["file"], p["line"]) for p in problems] == [(path, 2)], problems

# What is no stream is refused in words, and no process hangs.
refused = subprocess.run([BINARY, "worker", "--stage", "read"], input=b"\0" * 64, capture_output=True, check=False)
assert refused.returncode == 2 and b"no Arrow stream" in refused.stderr, refused
