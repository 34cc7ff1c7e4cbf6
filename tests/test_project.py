from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

import pytest

from assistant.settings import Settings
from ingest.errors import IngestError
from ingest.settings import IngestSettings

REPOSITORY = Path(__file__).resolve().parents[1]
PAGES = sorted([REPOSITORY / "README.md", REPOSITORY / "CHANGELOG.md", *(REPOSITORY / "docs").glob("*.md")])
OWN = {"app", "assistant", "evals", "ingest", "tests"}


def test_every_library_that_is_imported_is_declared() -> None:
    distributions = packages_distributions()
    imported = {name for folder in ("assistant", "evals", "ingest") for name in _imports(REPOSITORY / folder)}
    imported |= set(_imports(REPOSITORY / "app.py")) - OWN
    undeclared = {
        name
        for name in imported - OWN - sys.stdlib_module_names
        if not _declared() & {_normal(distribution) for distribution in distributions.get(name, [name])}
    }
    assert not undeclared


def test_every_declared_library_is_pinned() -> None:
    lines = (REPOSITORY / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {_normal(line.split("==")[0]) for line in lines if "==" in line}
    assert _declared() - pinned == set()


def test_the_errors_table_of_the_documentation_has_every_code() -> None:
    table = (REPOSITORY / "docs" / "operating.md").read_text(encoding="utf-8")
    missing = {code for code in _codes(IngestError) if f"`{code}`" not in table}
    assert not missing


@pytest.mark.parametrize("settings", [Settings, IngestSettings])
def test_the_documentation_names_every_setting(settings: type[Settings] | type[IngestSettings]) -> None:
    page = (REPOSITORY / "docs" / "operating.md").read_text(encoding="utf-8")
    missing = [name for name in settings.model_fields if f"`ASSISTANT_{name.upper()}`" not in page]
    assert not missing


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_of_the_documentation_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
    assert not [link for link in links if "://" not in link and not (page.parent / link).exists()]


def test_the_documentation_names_only_make_targets_that_exist() -> None:
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = {name for page in PAGES for name in re.findall(r"`?make ([a-z]+)\b", _code(page))}
    assert named <= targets


def _declared() -> set[str]:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *chain.from_iterable(project["optional-dependencies"].values())]
    # An extra may ask for another one of this project.
    return {_normal(re.split(r"[<>=!~;\[ ]", requirement)[0]) for requirement in wanted} - {project["name"]}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _imports(path: Path) -> Iterator[str]:
    """The top-level names that Python files import."""
    for file in path.rglob("*.py") if path.is_dir() else [path]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.split(".")[0]


def _codes(root: type[IngestError]) -> Iterator[str]:
    """The codes of the errors that are raised: the leaves of the tree."""
    children = root.__subclasses__()
    if not children:
        yield root.code
    for child in children:
        yield from _codes(child)


def _code(page: Path) -> str:
    """What a page sets as code."""
    text = page.read_text(encoding="utf-8")
    return "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL))
