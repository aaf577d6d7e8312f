from collections.abc import Iterable, Mapping
from os import PathLike
from typing import Any, Final, Literal, TypeAlias, overload

__version__: Final[str]

_Path: TypeAlias = str | PathLike[str]
_Record: TypeAlias = Mapping[str, Any]
Inputs: TypeAlias = _Path | _Record | Iterable[_Path] | Iterable[_Record]
Errors: TypeAlias = Literal["raise", "warn", "ignore"]
Policy: TypeAlias = Literal["conservative", "range", "majority", "latest"]
ReportsTable: TypeAlias = Literal["reports", "names", "quotes", "quantities"]
ReuseTable: TypeAlias = Literal["pairs", "passages"]
StoriesTable: TypeAlias = Literal["stories", "members"]
BriefTable: TypeAlias = Literal[
    "stories", "members", "sentences", "citations", "figures", "remarks", "timeline"
]

class ReadError(ValueError):
    file: str
    line: int | None
    reason: str
    problems: list[tuple[str, int | None, str]]
    def __init__(self, problems: list[tuple[str, int | None, str]]) -> None: ...

class UnreadWarning(UserWarning): ...

class Table:
    @property
    def column_names(self) -> list[str]: ...
    def __len__(self) -> int: ...
    def __arrow_c_schema__(self) -> object: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

@overload
def read(
    inputs: Inputs,
    *,
    table: None = None,
    errors: Errors = "raise",
    fields: Mapping[str, str] | None = None,
    source_map: bool = False,
    name: str = "records",
) -> list[dict[str, Any]]: ...
@overload
def read(
    inputs: Inputs,
    *,
    table: ReportsTable,
    errors: Errors = "raise",
    fields: Mapping[str, str] | None = None,
    source_map: bool = False,
    name: str = "records",
) -> Table: ...
@overload
def reuse(
    inputs: Inputs,
    *,
    table: None = None,
    errors: Errors = "raise",
    fields: Mapping[str, str] | None = None,
    name: str = "records",
) -> list[dict[str, Any]]: ...
@overload
def reuse(
    inputs: Inputs,
    *,
    table: ReuseTable,
    errors: Errors = "raise",
    fields: Mapping[str, str] | None = None,
    name: str = "records",
) -> Table: ...
@overload
def stories(
    inputs: Inputs,
    *,
    table: None = None,
    errors: Errors = "raise",
    fields: Mapping[str, str] | None = None,
    one_story: bool = False,
    story_of: str | None = None,
    together: Iterable[Iterable[str]] = (),
    apart: Iterable[Iterable[str]] = (),
    name: str = "records",
) -> list[dict[str, Any]]: ...
@overload
def stories(
    inputs: Inputs,
    *,
    table: StoriesTable,
    errors: Errors = "raise",
    fields: Mapping[str, str] | None = None,
    one_story: bool = False,
    story_of: str | None = None,
    together: Iterable[Iterable[str]] = (),
    apart: Iterable[Iterable[str]] = (),
    name: str = "records",
) -> Table: ...
@overload
def brief(
    inputs: Inputs,
    *,
    table: None = None,
    errors: Errors = "raise",
    fields: Mapping[str, str] | None = None,
    one_story: bool = False,
    story_of: str | None = None,
    together: Iterable[Iterable[str]] = (),
    apart: Iterable[Iterable[str]] = (),
    sentences: int = 8,
    timeline: int = 20,
    from_date: str | None = None,
    to_date: str | None = None,
    policy: Policy = "range",
    name: str = "records",
) -> dict[str, Any]: ...
@overload
def brief(
    inputs: Inputs,
    *,
    table: BriefTable,
    errors: Errors = "raise",
    fields: Mapping[str, str] | None = None,
    one_story: bool = False,
    story_of: str | None = None,
    together: Iterable[Iterable[str]] = (),
    apart: Iterable[Iterable[str]] = (),
    sentences: int = 8,
    timeline: int = 20,
    from_date: str | None = None,
    to_date: str | None = None,
    policy: Policy = "range",
    name: str = "records",
) -> Table: ...
