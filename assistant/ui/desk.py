"""Who is at work on which assessment, and how what they do is done: refusals and outcomes are said where they look."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from subprocess import Popen
from typing import TYPE_CHECKING

import streamlit as st

from assistant.checking.carrying import Carrying
from assistant.errors import AssistantError
from assistant.language.countries import Gazetteer
from assistant.language.lexicon import LANGUAGES, Lexicon
from assistant.phrases import Phrases
from assistant.settings import Settings
from assistant.ui.backend import Backend
from assistant.ui.frame import Frame
from assistant.ui.safe import html
from assistant.wording import Wording
from assistant.workspace import jobs
from assistant.workspace.editing import Editor
from assistant.workspace.model import Assessment, Job, Response
from assistant.workspace.standing import Stale, Standing
from assistant.workspace.workspace import Who, Workspace
from ingest.errors import IngestError

if TYPE_CHECKING:
    from assistant.workspace.runner import Runner

NOTICE = "desk-notice"


@dataclass(frozen=True, slots=True)
class Desk:
    """The window at work on one assessment.

    Attributes:
        frame: the state of the window.
        backend: the store and the assistant; None while there is no store.
        workspace: where the assessment is kept.
        assessment: which one.
    """

    frame: Frame
    backend: Backend | None
    workspace: Workspace
    assessment: Assessment

    @property
    def word(self) -> Wording:
        """The phrases of the page."""
        return self.frame.wording

    @property
    def say(self) -> Phrases:
        """The names of levels, statuses and domains, in the language of the page."""
        return phrases(self.word.language)

    @property
    def who(self) -> Who:
        """The person and the window."""
        return Who(author(), session())

    @property
    def editor(self) -> Editor:
        """What changes responses."""
        return Editor(self.workspace, *_checking(str(Settings().corpus), str(Settings().prompts)))

    def standing(self) -> Standing | None:
        """Compares quotes with the store; None without one."""
        return _standing(self.backend, self.backend.store.generation) if self.backend else None

    def stale(self, response: Response) -> tuple[Stale, ...]:
        """The sentences of a response whose sources no longer stand; all of them where there is no store."""
        standing = self.standing()
        return standing.stale(response) if standing else ()

    def has_documents(self) -> bool:
        """Whether there is anything of the country to draft from."""
        country = self.assessment.country
        return bool(self.backend and self.backend.store.document_ids(countries=(country,)))

    def domain(self, number: int) -> str:
        """A domain with its number and, in the shipped framework, its name."""
        key = f"draft_domain.domain_{number}"
        if self.assessment.framework or not self.say.has(key):
            return self.say("draft_export.domain", number=number)
        return f"{number}. {self.say(key)}"

    def level(self, level: str | None) -> str:
        """A level in words."""
        return self.say(f"draft_level.{level}") if level else self.word("board.undrafted")

    def status(self, status: str) -> str:
        """A status in words."""
        return self.say(f"draft_status.{status}")

    def moment(self, at: str) -> str:
        """An ISO time in words: the day and the hour of this machine."""
        local = datetime.fromisoformat(at).astimezone()
        return f"{self.word.date(local.date().isoformat())}, {local:%H:%M}"

    def act(self, done: Callable[[], object], said: str = "") -> bool:
        """Does something that a person asked for; what refuses it, or that it was done, is said on the next run."""
        try:
            done()
        except (AssistantError, IngestError) as error:
            _note("alert", error.message(self.word.language))
            return False
        if said:
            _note("status", said)
        return True

    def do(self, done: Callable[[], object], said: str = "") -> None:
        """The same, for a button."""
        self.act(done, said)

    def runner(self) -> Runner:
        """What drafts one response now.

        Raises:
            WorkspaceError: no document of the country is loaded.
        """
        assert self.backend is not None
        return _runner(self.backend, self.backend.store.generation, self.workspace, self.assessment)

    def start(self, job: Job) -> None:
        """Starts the process that does a job.

        Raises:
            JobRunningError: one is under way.
        """
        assert self.backend is not None
        running = _processes()
        running[:] = [p for p in running if p.poll() is None]
        running.append(jobs.start(self.backend.store_path, job))


def author() -> str:
    """The name of the person at work; empty while nobody said it."""
    return " ".join(str(st.session_state.get("author") or "").split())


def session() -> str:
    """What tells this window from others."""
    found: str = st.session_state.setdefault("session", secrets.token_hex(8))
    return found


def draw_author(word: Wording) -> None:
    """The field for the name of the person, which signs all that they do here."""
    st.text_input(
        word("desk.author"),
        key="author",
        max_chars=80,
        help=word("desk.author_help"),
        persist_state="session",
    )


def draw_notice() -> None:
    """What came of the last act, said once."""
    kind, text = st.session_state.pop(NOTICE, ("", ""))
    # The element is always there, so that nothing below it loses its place.
    shown = (
        f'<p class="notice {kind}" role="{kind}" data-notice="{time.time_ns()}">{html(text)}</p>' if text else "<p></p>"
    )
    st.html(shown)


def _note(kind: str, text: str) -> None:
    st.session_state[NOTICE] = (kind, text)


@lru_cache(maxsize=4)
def phrases(language: str) -> Phrases:
    """The phrases of a language, as set."""
    return Phrases.load(Settings().prompts, language)


@st.cache_resource(show_spinner=False)
def _checking(corpus: str, prompts: str) -> tuple[Carrying, dict[str, Phrases]]:
    say = {language: Phrases.load(Path(prompts), language) for language in LANGUAGES}
    return Carrying(Lexicon.load(Path(corpus)), say, Gazetteer.load(Path(corpus))), say


@st.cache_resource(show_spinner=False, max_entries=4, hash_funcs={Backend: id})
def _standing(backend: Backend, generation: int) -> Standing:
    return Standing(backend.store)


def _path(workspace: Workspace) -> str:
    return str(workspace.database.path)


@st.cache_resource(show_spinner=False, max_entries=4, hash_funcs={Backend: id, Workspace: _path})
def _runner(backend: Backend, generation: int, workspace: Workspace, assessment: Assessment) -> Runner:
    from assistant.workspace.runner import Runner

    return Runner(workspace, assessment, backend.consultation)


@st.cache_resource(show_spinner=False)
def _processes() -> list[Popen[str]]:
    """The processes at work, kept so that each is waited for when it has ended."""
    return []
