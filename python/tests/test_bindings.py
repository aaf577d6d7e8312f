"""The bindings against the command itself: what they give is what it writes.

Needs the module installed. ``TWOSOURCE`` names the command; without it the comparisons with it are left out, with a word, as
is every library for data frames that is not there.
"""

import ast
import importlib.util
import inspect
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import warnings

import twosource

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXAMPLES = sorted(str(p.relative_to(ROOT)) for p in (ROOT / "examples").iterdir() if p.name != "formats")
COMMAND = os.environ.get("TWOSOURCE")


def there(library):
    if importlib.util.find_spec(library):
        return True
    print(f"not checked, {library} is not there", file=sys.stderr)
    return False


def command(*arguments):
    run = subprocess.run([COMMAND, *arguments, "--quiet"], capture_output=True, check=False)
    assert run.returncode in (0, 1), run.stderr
    return run.stdout.decode()


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


class Bindings(unittest.TestCase):
    maxDiff = 2000

    def setUp(self):
        os.chdir(ROOT)

    @unittest.skipUnless(COMMAND, "TWOSOURCE does not name the command")
    def test_all_is_what_the_command_writes(self):
        for example in EXAMPLES:
            with self.subTest(example):
                # The notes beside an example's reports are no report, and the command says so.
                take = {"errors": "ignore"}
                self.assertEqual(twosource.read(example, **take), lines(command("read", example)))
                self.assertEqual(twosource.reuse(example, **take), lines(command("reuse", example)))
                self.assertEqual(twosource.stories(example, **take), lines(command("stories", example)))
                told = json.loads(command("brief", "--format", "json", example))
                self.assertEqual(twosource.brief(example, **take), told)

    @unittest.skipUnless(COMMAND, "TWOSOURCE does not name the command")
    def test_options_are_those_of_the_command(self):
        example = "examples/harbour-fire"
        asked = dict(sentences=3, timeline=4, policy="conservative", one_story=True, from_date="2031-03-05")
        told = command(
            "brief", "--format", "json", "--sentences", "3", "--timeline", "4", "--policy", "conservative",
            "--one-story", "--from", "2031-03-05", example,
        )  # fmt: skip
        self.assertEqual(twosource.brief(example, errors="ignore", **asked), json.loads(told))
        pair = ["tidewater-0304", "lakeside-0304"]
        apart = twosource.stories(example, errors="ignore", apart=[pair])
        self.assertEqual(apart, lines(command("stories", "--apart", ",".join(pair), example)))

    def test_records_are_read_as_from_a_file(self):
        path = "examples/harbour-fire/wire.jsonl"
        records = lines(pathlib.Path(path).read_text(encoding="utf-8"))
        of_file = twosource.read(path)
        of_records = twosource.read(records, name=path)
        # The hash is of the source's bytes, which were spelt anew.
        for report in of_file + of_records:
            del report["source"]
        self.assertEqual(of_records, of_file)
        self.assertEqual(len(twosource.read(records[0])), 1)

    def test_reports_are_taken_as_they_were_given(self):
        example = "examples/talks"
        reports = twosource.read(example, errors="ignore")
        self.assertEqual(twosource.read(reports), reports)
        self.assertEqual(twosource.reuse(reports), twosource.reuse(example, errors="ignore"))
        told = twosource.brief(example, errors="ignore")
        told["warnings"] = []
        self.assertEqual(twosource.brief(reports), told)

    def test_what_can_not_be_read_is_an_error_with_file_and_line(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "a.jsonl")
            with open(path, "w", encoding="utf-8") as file:
                file.write('{"id": "a", "text": "A gate jammed in Ellery."}\n{"id": "b", "text":\n[]\n')
            with self.assertRaises(twosource.ReadError) as caught:
                twosource.read(path)
            error = caught.exception
            self.assertEqual((error.file, error.line), (path, 2))
            self.assertTrue(error.reason and len(error.problems) == 2)
            self.assertIn(f"{path}:2: ", str(error))
            with warnings.catch_warnings(record=True) as told:
                warnings.simplefilter("always")
                self.assertEqual(len(twosource.read(path, errors="warn")), 1)
            self.assertEqual([w.category for w in told], [twosource.UnreadWarning] * 2)
            self.assertEqual(told[0].filename, __file__)
            self.assertEqual(len(twosource.read(path, errors="ignore")), 1)
        with self.assertRaises(twosource.ReadError) as caught:
            twosource.stories("no such file")
        self.assertEqual((caught.exception.file, caught.exception.line), ("no such file", None))

    def test_wrong_arguments_are_refused_in_words(self):
        report = twosource.read({"id": "a", "text": "Die Brücke jammed."})[0]
        report["segments"][0]["end"] = 7
        for call in (
            lambda: twosource.read([{"text": "a"}], table="verbs"),
            lambda: twosource.read([], errors="shout"),
            lambda: twosource.brief({"text": "A gate jammed."}, policy="loudest"),
            lambda: twosource.brief({"text": "A gate jammed."}, story_of="nobody"),
            lambda: twosource.reuse([report]),
        ):
            with self.assertRaises(ValueError):
                call()
        for wrong in (7, b"bytes", ["a.txt", {"text": "b"}], None):
            with self.assertRaises(TypeError):
                twosource.read(wrong)

    def test_hostile_text_is_text(self):
        for text in ("", "\0\0", "<script>alert(1)</script>", "\ud800 half a pair", "../../etc/passwd", "a" * 100_000):
            reports = twosource.read({"id": "x", "text": text}, errors="ignore")
            self.assertLessEqual(len(reports), 1)

    def test_other_threads_run_on(self):
        text = pathlib.Path("examples/harbour-fire/northmoor-gazette.txt").read_text(encoding="utf-8")
        records = [{"id": str(n), "text": text + f"\n\nCopy {n}."} for n in range(400)]
        ticks, ended = [], threading.Event()

        def tick():
            while not ended.wait(0.002):
                ticks.append(time.monotonic())

        thread = threading.Thread(target=tick)
        thread.start()
        begun = time.monotonic()
        # A table, so that none of the time is that of making dicts.
        twosource.read(records, table="names")
        done = time.monotonic()
        ended.set()
        thread.join()
        # Records are spelt as JSON under the lock; the middle of the run is not.
        lower, upper = begun + 0.5 * (done - begun), begun + 0.9 * (done - begun)
        self.assertGreater(sum(lower < t < upper for t in ticks), 3, f"{done - begun:.2f} s, {len(ticks)} ticks")

    def test_tables_hold_what_the_dicts_hold(self):
        if not there("pyarrow"):
            return
        import pyarrow

        example = "examples/harbour-fire"
        take = {"errors": "ignore"}
        reports = twosource.read(example, **take)
        table = twosource.read(example, table="reports", **take)
        rows = pyarrow.table(table).to_pylist()
        self.assertEqual(len(table), len(reports))
        self.assertEqual(table.column_names, pyarrow.table(table).column_names)
        for row, report in zip(rows, reports, strict=True):
            for field in ("id", "file", "source", "url", "outlet", "headline", "bylines", "language", "text"):
                self.assertEqual(row[field], report[field])
        for kind in ("names", "quotes", "quantities"):
            rows = pyarrow.table(twosource.read(example, table=kind, **take)).to_pylist()
            self.assertEqual(len(rows), sum(len(r[kind]) for r in reports))
            texts = {r["id"]: r["text"].encode() for r in reports}
            for row in rows:
                self.assertEqual(texts[row["report"]][row["start"] : row["end"]].decode(), row["text"])
        told = twosource.brief(example, **take)
        for kind, count in {
            "sentences": lambda s: len(s["brief"]["sentences"]),
            "figures": lambda s: sum(len(q["values"]) for q in s["quantities"]),
            "timeline": lambda s: len(s["timeline"]),
            "members": lambda s: len(s["reports"]),
        }.items():
            rows = twosource.brief(example, table=kind, **take)
            self.assertEqual(len(rows), sum(map(count, told["stories"])))
        pairs = twosource.reuse(example, **take)
        passages = pyarrow.table(twosource.reuse(example, table="passages", **take))
        self.assertEqual(passages.num_rows, sum(len(p["passages"]) for p in pairs))
        # A table without rows has its columns.
        none = pyarrow.table(twosource.reuse([], table="pairs"))
        self.assertEqual((none.num_rows, none.column_names[:2]), (0, ["a", "b"]))

    def test_tables_are_taken_over_without_copying(self):
        if not there("pyarrow"):
            return
        import pyarrow

        table = twosource.read("examples/harbour-fire", table="reports", errors="ignore")

        def address(taken):
            return taken.column("text").chunk(0).buffers()[2].address

        first, second = pyarrow.table(table), pyarrow.table(table)
        self.assertEqual(address(first), address(second))
        text = first.column("text")[0].as_py()
        del table, first
        self.assertEqual(second.column("text")[0].as_py(), text)

    def test_pandas_and_polars_read_them(self):
        table = twosource.read("examples/harbour-fire", table="names", errors="ignore")
        if there("polars"):
            import polars

            self.assertEqual(polars.DataFrame(table).shape, (len(table), len(table.column_names)))
        if there("pandas") and there("pyarrow"):
            import pyarrow

            self.assertEqual(len(pyarrow.table(table).to_pandas()), len(table))

    def test_the_stubs_are_those_of_the_functions(self):
        stub = ast.parse((ROOT / "python/twosource/__init__.pyi").read_text(encoding="utf-8"))
        found = {}
        for node in stub.body:
            if isinstance(node, ast.FunctionDef):
                found.setdefault(node.name, []).append([a.arg for a in node.args.args + node.args.kwonlyargs])
        public = {n for n in twosource.__all__ if inspect.isfunction(getattr(twosource, n))}
        self.assertEqual(set(found), public)
        for name, overloads in found.items():
            taken = list(inspect.signature(getattr(twosource, name)).parameters)
            for arguments in overloads:
                self.assertEqual(arguments, taken)


if __name__ == "__main__":
    unittest.main()
