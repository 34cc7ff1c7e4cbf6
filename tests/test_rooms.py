"""Imports go one way: what a lower room knows, an upper one may use, never the other way round."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = (
    "language instruments understanding judging law checking chat_models writers contacts "
    "indicators exports commands ui"
).split()
"""The rooms of ``assistant/`` from the lowest up, as docs/how-it-works.md lists them."""


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text())
    found = [n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module]
    return {m.split(".")[1] for m in found if m.startswith("assistant.")}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_uses_only_rooms_below_it(room: str) -> None:
    above = set(ROOMS[ROOMS.index(room) + 1 :])
    for path in sorted((ROOT / "assistant" / room).rglob("*.py")):
        assert not imported(path) & above, f"{path.relative_to(ROOT)} uses a room above it"


def test_reading_files_knows_nothing_of_answering() -> None:
    for path in sorted((ROOT / "ingest").rglob("*.py")):
        assert not imported(path), f"{path.relative_to(ROOT)} uses the assistant"
