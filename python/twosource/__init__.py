"""Many news reports in, one sourced story out.

``read``, ``reuse``, ``stories`` and ``brief`` give what the command of the same name writes as JSON, as plain dicts; with
``table=`` they give a table that pandas, Polars and pyarrow take over without copying.
"""

from __future__ import annotations

import json
import os
import warnings
from collections.abc import Iterable, Mapping

from . import _twosource
from ._twosource import Table, __version__

__all__ = ["ReadError", "Table", "UnreadWarning", "__version__", "brief", "read", "reuse", "stories"]


class ReadError(ValueError):
    """An input, or a record in it, could not be read.

    ``file``, ``line`` (or record, from 1; ``None`` for the whole file) and ``reason`` are those of the first; ``problems``
    has all of them, each as such a triple.
    """

    def __init__(self, problems: list[tuple[str, int | None, str]]):
        self.problems = problems
        self.file, self.line, self.reason = problems[0]
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        super().__init__(_sentence(problems[0]) + more)


class UnreadWarning(UserWarning):
    """An input, or a record in it, was left out."""


def _sentence(problem: tuple[str, int | None, str]) -> str:
    file, line, reason = problem
    return f"{file}: {reason}" if line is None else f"{file}:{line}: {reason}"


def read(inputs, *, table=None, errors="raise", fields=None, source_map=False, name="records"):
    """Read each report by itself, in the order given: its parts, names, remarks, figures and times."""
    options = _options(fields=fields, source_map=source_map)
    return _run(_twosource.read, inputs, options, table, errors, name)


def reuse(inputs, *, table=None, errors="raise", fields=None, name="records"):
    """Find every pair of reports that shares text, and whose it is."""
    return _run(_twosource.reuse, inputs, _options(fields=fields), table, errors, name)


def stories(
    inputs,
    *,
    table=None,
    errors="raise",
    fields=None,
    one_story=False,
    story_of=None,
    together=(),
    apart=(),
    name="records",
):
    """Group reports into stories, the one of most reports first, each with its count of independent sources."""
    options = _options(fields=fields, one_story=one_story, story_of=story_of, together=together, apart=apart)
    return _run(_twosource.stories, inputs, options, table, errors, name)


def brief(
    inputs,
    *,
    table=None,
    errors="raise",
    fields=None,
    one_story=False,
    story_of=None,
    together=(),
    apart=(),
    sentences=8,
    timeline=20,
    from_date=None,
    to_date=None,
    policy="range",
    name="records",
):
    """Tell each story with its sources: ``{"schema": …, "reports": […], "stories": […], "warnings": […]}``."""
    options = _options(
        fields=fields,
        one_story=one_story,
        story_of=story_of,
        together=together,
        apart=apart,
        sentences=sentences,
        timeline=timeline,
        from_date=from_date,
        to_date=to_date,
        policy=policy,
    )
    return _run(_twosource.brief, inputs, options, table, errors, name)


def _options(
    fields=None,
    source_map=False,
    one_story=False,
    story_of=None,
    together=(),
    apart=(),
    sentences=8,
    timeline=20,
    from_date=None,
    to_date=None,
    policy="range",
):
    return {
        "fields": list((fields or {}).items()),
        "source_map": source_map,
        "one_story": one_story,
        "story_of": story_of,
        # The command takes several names in one word, parted by commas; here they are a list.
        "together": [",".join(names) for names in together],
        "apart": [",".join(names) for names in apart],
        "sentences": sentences,
        "timeline": timeline,
        "from_date": from_date,
        "to_date": to_date,
        "policy": policy,
    }


def _run(function, inputs, options, table, errors, name):
    if errors not in ("raise", "warn", "ignore"):
        raise ValueError(f'errors is "raise", "warn" or "ignore", not {errors!r}')
    told, rows, problems = function(_given(inputs, name), options, table)
    if problems and errors == "raise":
        raise ReadError(problems)
    if problems and errors == "warn":
        for problem in problems:
            warnings.warn(_sentence(problem), UnreadWarning, stacklevel=3)
    return rows if told is None else json.loads(told)


def _given(inputs, name):
    """Paths, records, or reports as ``read`` gave them."""
    given = {"paths": None, "records": None, "reports": None}
    if isinstance(inputs, (str, os.PathLike)):
        given["paths"] = [os.fspath(inputs)]
        return given
    if isinstance(inputs, Mapping):
        inputs = [inputs]
    if not isinstance(inputs, Iterable) or isinstance(inputs, (bytes, bytearray)):
        raise TypeError("inputs are a path, or paths, records or reports, one or several")
    inputs = list(inputs)
    if all(isinstance(i, (str, os.PathLike)) for i in inputs):
        given["paths"] = [os.fspath(i) for i in inputs]
    elif all(isinstance(i, Mapping) for i in inputs):
        if all("schema" in i and "segments" in i for i in inputs):
            given["reports"] = [_json(i) for i in inputs]
        else:
            given["records"] = (name, "".join(_json(i) + "\n" for i in inputs).encode("utf-8", "surrogatepass"))
    else:
        raise TypeError("inputs are all paths or all dicts, not some of each or anything else")
    return given


def _json(value) -> str:
    # Dates and the like are spelt as they print, which is ISO 8601.
    return json.dumps(dict(value), ensure_ascii=False, default=str)
