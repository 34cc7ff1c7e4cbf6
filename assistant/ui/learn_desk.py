"""The window at work on the page Learn: who learns, about which country, from what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st

from assistant.answer import Answer, Citation, Status
from assistant.learning.lessons import Lessons
from assistant.learning.progress import Progress
from assistant.learning.room import Room
from assistant.ui.answer_view import AnswerView
from assistant.ui.backend import Backend
from assistant.ui.desk import author
from assistant.ui.frame import Frame
from assistant.ui.parts import readable
from assistant.ui.rooms import Outline, Rooms, lessons_edited, lessons_folder, open_rooms
from assistant.ui.safe import html
from assistant.ui.terms import with_terms
from assistant.wording import Wording


@dataclass(frozen=True, slots=True)
class LearnDesk:
    """The state of the window on the page Learn.

    Attributes:
        frame: that of every page.
        backend: the store and the assistant.
        rooms: what is learnt from.
        lessons: the path.
        progress: of all people over this store.
    """

    frame: Frame
    backend: Backend
    rooms: Rooms
    lessons: Lessons
    progress: Progress

    @property
    def room(self) -> Room:
        """What is learnt from; waits where it is still being made."""
        return self.rooms.room(self.word.language, self.frame.address.country)

    @property
    def outline(self) -> Outline:
        """What can be said of the room at once."""
        return self.rooms.outline(self.word.language, self.frame.address.country)

    @property
    def word(self) -> Wording:
        """The phrases of the page."""
        return self.frame.wording

    @property
    def name(self) -> str:
        """The name of the person; empty while nobody said it."""
        return author()

    @property
    def country(self) -> str:
        """The code under which progress is kept."""
        return self.room.country

    def href(self, place: str | None) -> str:
        """A link to a place of the page."""
        return self.frame.address.at_place(place).href()

    def link(self, place: str | None, text: str, key: str, classes: str = "") -> str:
        """The same as HTML, opened in place."""
        return (
            f'<a class="{html(classes)}" data-open="learn-{html(key)}" href="{html(self.href(place))}">{html(text)}</a>'
        )

    def go(self, place: str | None) -> None:
        """Opens a place of the page."""
        self.frame.go(self.frame.address.at_place(place))

    def cards(self, citations: tuple[Citation, ...], turn: int, numbered: bool = False) -> str:
        """Quotes as cards that open their page."""
        language = self.word.language
        numbered_ones = tuple(replace(c, mark=n) for n, c in enumerate(citations, 1))
        answer = Answer("", language, Status.ANSWERED, None, "", numbered_ones)
        return AnswerView(answer, turn, self.frame.address, numbered=numbered).cards()

    def quotes(self, citations: tuple[Citation, ...], key: str) -> str:
        """Quotes in a row, each with its place as a link that opens the page."""
        return "".join(self._quote(c, f"{key}-{n}") for n, c in enumerate(citations, 1))

    def _quote(self, citation: Citation, key: str) -> str:
        here = self.frame.address
        at = (citation.document_id, citation.page, (citation.start, citation.end))
        current = ' aria-current="true"' if (here.document, here.page, here.span) == at else ""
        place, quote = self.place(citation), html(readable(citation.quote, citation.language))
        return (
            f'<div class="cited"><blockquote lang="{html(citation.language)}">{quote}</blockquote>'
            f'<p class="meta"><a data-open="quote-{html(key)}"{current} '
            f'href="{html(here.at_citation(citation).href())}">{html(place)}</a></p></div>'
        )

    def place(self, citation: Citation) -> str:
        """Where a quote stands, in one line: title, section, page, date."""
        section = citation.section.rpartition(" > ")[2]
        page = self.word("answer.page", page=citation.page)
        date = self.word.date(citation.as_of) if citation.as_of else ""
        return ", ".join(part for part in (citation.title, section, page, date) if part)

    def termed(self, markup: str) -> str:
        """HTML with the terms of the glossary explained."""
        return with_terms(markup, self.room.glossary, self.word.language)


@st.cache_resource(show_spinner=False)
def _progress(store: str) -> Progress:
    return Progress.of(Path(store))


@st.cache_resource(show_spinner=False, max_entries=2)
def _lessons(folder: str, edited: int) -> Lessons:
    return Lessons.load(Path(folder))


def open_desk(frame: Frame, backend: Backend) -> LearnDesk:
    """The desk over a store.

    Raises:
        LessonFileError: the file of a lesson is damaged.
        WorkspaceFileError: the file with the progress cannot be used.
    """
    lessons = _lessons(str(lessons_folder()), lessons_edited())
    return LearnDesk(frame, backend, open_rooms(backend), lessons, _progress(str(backend.store_path)))
