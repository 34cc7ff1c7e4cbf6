"""Floors: what no figure may fall below (or, where lower is better, rise above), kept in ``evals/floors.toml``.

The file has a table for each extent of a run (``whole``, ``quick``), suite and figure, and in it a value a group.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from evals.errors import FloorsError
from evals.results import Figure, Run, SuiteResult

PATH = Path(__file__).parent / "floors.toml"

Place = tuple[str, str, str, str]
"""Extent, key of the suite, name of the figure, group."""

_HEAD = """\
# What no figure of the evaluation may fall below; of the figures that count faults (wrong_assertion, wrong_silence,
# attacked, unsupported), what none may rise above. A table is extent.suite.figure, a key in it a group of questions.
# `python -m evals --raise-floors` raises those that a run beats. To lower one, say why in CHANGELOG.md.
"""

_ROOM = {"quick": 2}
"""How many questions a floor leaves between it and the figure: processors round differently, and the quick subset,
which every change is held to on any machine, is small."""
_EXACT = frozenset({"verbatim", "language_kept", "attacked", "unsupported"})
"""Figures of which not even one question may go wrong."""


@dataclass(frozen=True, slots=True)
class Floors:
    """The floors by place."""

    values: Mapping[Place, float]

    @classmethod
    def read(cls, path: Path = PATH) -> Floors:
        """Reads the file.

        Raises:
            FloorsError: it cannot be read, or a value in it is no share.
        """
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8"))
            return cls(dict(_places(data)))
        except (OSError, tomllib.TOMLDecodeError, AttributeError) as error:
            raise FloorsError(f"{path} cannot be used: {error}.") from error

    def write(self, path: Path = PATH) -> None:
        """Writes the file; its comments are those of this module."""
        tables: dict[tuple[str, str, str], list[str]] = {}
        for (extent, suite, name, group), value in self.values.items():
            tables.setdefault((extent, suite, name), []).append(f"{_key(group)} = {value}")
        blocks = ["\n".join([f"[{'.'.join(map(_key, place))}]", *lines]) for place, lines in tables.items()]
        path.write_text("\n\n".join([_HEAD.rstrip(), *blocks]) + "\n", encoding="utf-8")

    def applied(self, run: Run, extent: str) -> Run:
        """The run with each figure's floor in it."""
        suites = {key: self._suite(suite, extent, key) for key, suite in run.suites.items()}
        return replace(run, suites=suites)

    def without_figure(self, run: Run, extent: str) -> list[Place]:
        """Floors of suites that were run, but whose figure is not there: nobody would see them missed."""
        ran = {key for key, suite in run.suites.items() if suite.note is None}
        return [
            place
            for place in self.values
            if place[0] == extent and place[1] in ran and run.suites[place[1]].figure(place[2], place[3]) is None
        ]

    def raised(self, run: Run, extent: str) -> Floors:
        """These floors, those raised that the run beats; none is lowered and none added."""
        values = dict(self.values)
        for place, floor in self.values.items():
            suite = run.suites.get(place[1])
            figure = suite.figure(place[2], place[3]) if suite and place[0] == extent else None
            if figure is not None:
                values[place] = _better(floor, figure, 0 if place[2] in _EXACT else _ROOM.get(extent, 0))
        return Floors(values)

    def _suite(self, suite: SuiteResult, extent: str, key: str) -> SuiteResult:
        figures = (replace(f, floor=self.values.get((extent, key, f.name, f.group))) for f in suite.figures)
        return replace(suite, figures=tuple(figures))


def _places(data: Mapping[str, Mapping[str, Mapping[str, Mapping[str, object]]]]) -> Iterator[tuple[Place, float]]:
    for extent, suites in data.items():
        for suite, names in suites.items():
            for name, groups in names.items():
                for group, value in groups.items():
                    yield (extent, suite, name, group), _share(value, f"{extent}.{suite}.{name}.{group}")


def _share(value: object, place: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise FloorsError(f"The floor {place} is {value!r}, which is no share from 0 to 1.")
    return float(value)


def _better(floor: float, figure: Figure, room: int) -> float:
    """The better one of a floor and a figure less ``room`` questions, rounded to the safe side at four places."""
    spare = room / figure.total if figure.total else 0.0
    if figure.better == "higher":
        return max(floor, math.floor((figure.value - spare) * 1e4) / 1e4)
    return min(floor, math.ceil((figure.value + spare) * 1e4) / 1e4)


def _key(text: str) -> str:
    return text if text.replace("_", "").isalnum() and text.isascii() else f'"{text}"'
