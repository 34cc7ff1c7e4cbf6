from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Citation
from assistant.indicators.framework import Framework, Indicator
from assistant.settings import Settings
from assistant.workspace.editing import Editor
from assistant.workspace.model import Assessment, Part, Response, Sentence
from assistant.workspace.workspace import Who, Workspace
from ingest.store import Store
from tests.assistant import country
from tests.assistant.test_drafting import QUESTIONS

ANA, LUIS = Who("Ana", "window-of-ana"), Who("Luis", "window-of-luis")
NO_PLAN = "There is no national plan against trafficking in persons."
HOSPITALS = "All foreign residents may use the public hospitals."
EMPLOYERS = "In 2019 the Ministry of Labour surveyed 820 employers on the foreign workers they need."


def framework(times: int = 1) -> Framework:
    """The questions on the made-up country, several times over where many are wanted."""
    return Framework(
        tuple(
            Indicator(f"{name}-{turn}" if turn else name, 1 + n % 2, {}, {"en": english, "es": spanish})
            for turn in range(times)
            for n, (name, (english, spanish)) in enumerate(QUESTIONS.items())
        )
    )


def citation(quote: str, mark: int = 1, language: str = "en", **more: str) -> Citation:
    values = {"document_id": "d1", "title": "Migration Governance Profile: Tarvenia", "as_of": "2021", **more}
    return Citation(
        mark=mark,
        document_id=values["document_id"],
        title=values["title"],
        type="profile",
        country="CRI",
        language=language,
        page=1,
        section="2 Institutions and plans",
        article=None,
        quote=quote,
        start=0,
        end=len(quote),
        translation=None,
        as_of=values["as_of"],
        authority="secondary",
        url=None,
    )


@pytest.fixture(scope="session")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the profile and the decree, as documents of Costa Rica. Only to be read."""
    store = country.add_profile_and_decree(country.settings(tmp_path_factory.mktemp("workspace")))
    with Store.open(store) as opened:
        for record in opened.documents():
            opened.describe(record.id, replace(record.metadata, country="CRI"))
    return store


@pytest.fixture
def store(documents: Path, tmp_path: Path) -> Path:
    """A store of its own for one test."""
    return Path(shutil.copytree(documents, tmp_path / "documents"))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.of(tmp_path / "documents")


@pytest.fixture
def assessment(workspace: Workspace) -> Assessment:
    return workspace.create("CRI", 2026, "en", framework(), "", "Ana")


@pytest.fixture(scope="session")
def edit() -> Callable[[Workspace], Editor]:
    return lambda workspace: Editor.of(workspace, Settings())


@pytest.fixture
def editor(workspace: Workspace, edit: Callable[[Workspace], Editor]) -> Editor:
    return edit(workspace)


@pytest.fixture
def drafted(workspace: Workspace, assessment: Assessment) -> Response:
    """The response on the plan, as the engine would draft it."""
    sentences = (
        Sentence("s1", "Absent, as of 2021: the source itself says that it is not so [1].", (1,), part=Part.OPENING),
        Sentence("s2", f"Migration Governance Profile: Tarvenia (2021) states: “{NO_PLAN}” [1].", (1,)),
    )
    workspace.keep_draft(
        assessment.id,
        "plan",
        lambda r: replace(
            r,
            level="absent",
            reason="the source itself says that it is not so",
            sentences=sentences,
            citations=(citation(NO_PLAN), citation(EMPLOYERS, 2)),
            writer="extractive",
        ),
        ANA,
    )
    return workspace.response(assessment.id, "plan")
