"""The session in docs/python.md gives what the page says."""

import doctest
import importlib.util
import os
import pathlib
import re
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/python.md"


def blocks(text):
    """The page with nothing left but its sessions, each line where it was; those that need what is not there left out."""
    missing = set()

    def kept(match):
        wanted = re.findall(r"^>>> import (.+)$", match[1], re.MULTILINE)
        libraries = {name.strip() for names in wanted for name in names.split(",")} - {"twosource"}
        lacking = {name for name in libraries if not importlib.util.find_spec(name)}
        missing.update(lacking)
        return "\n" + ("\n" * match[1].count("\n") if lacking else match[1]) + "\n"

    out, at = [], 0
    for match in re.finditer(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        out.append("\n" * text[at : match.start()].count("\n") + kept(match))
        at = match.end()
    for name in sorted(missing):
        print(f"not checked, {name} is not there", file=sys.stderr)
    return "".join(out)


class Tutorial(unittest.TestCase):
    def test_the_page_gives_what_it_says(self):
        os.chdir(ROOT)
        session = blocks(PAGE.read_text(encoding="utf-8"))
        test = doctest.DocTestParser().get_doctest(session, {}, "docs/python.md", str(PAGE), 0)
        self.assertGreater(len(test.examples), 10)
        failed = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test)
        self.assertEqual(failed.failed, 0)


if __name__ == "__main__":
    unittest.main()
