"""What every page has around it: the language, the links between pages, the style, and the glue to the browser."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from assistant.errors import AssistantError
from assistant.ui.address import NAMES, Address
from assistant.ui.safe import html
from assistant.wording import LANGUAGES, Wording, wording
from ingest.errors import IngestError

_LOG = logging.getLogger(__name__)
ROOM = Path(__file__).parent
PAGES = {
    name: f"assistant/ui/pages/{name}.py"
    for name in (
        "ask",
        "conversations",
        "indicators",
        "learn",
        "documents",
        "instruments",
        "settings",
        "trust",
    )
}
ICONS = {
    "ask": ":material/chat_bubble:",
    "conversations": ":material/forum:",
    "indicators": ":material/checklist:",
    "learn": ":material/school:",
    "documents": ":material/folder:",
    "instruments": ":material/gavel:",
    "settings": ":material/tune:",
    "trust": ":material/verified_user:",
}
UNDER = {"trust": "settings", "instruments": "documents", "conversations": "ask"}
"""Pages that belong to the place of another one; their link stands beneath its link, set in."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The state of the window that every page needs.

    Attributes:
        address: what the browser's address holds.
        wording: the phrases of the page's language.
    """

    address: Address
    wording: Wording

    def go(self, address: Address) -> None:
        """Changes the address; the browser's back button returns."""
        write_address(address)


def draw_page(draw: Callable[[Frame], None]) -> None:
    """Draws a page inside its frame; what goes wrong is said in one sentence in the language of the page."""
    frame = draw_frame()
    try:
        draw(frame)
    except (AssistantError, IngestError) as error:
        _draw_failure(error.message(frame.wording.language))
    except Exception:
        _LOG.exception("a page of the app could not be drawn")
        _draw_failure(frame.wording("app.failed"))


def guarded(word: Wording, draw: Callable[..., None]) -> Callable[..., None]:
    """A piece of a page that Streamlit draws by itself, such as a dialog; what goes wrong is said as in a page."""

    def drawn(*args: object) -> None:
        try:
            draw(*args)
        except Exception:
            _LOG.exception("a piece of a page could not be drawn")
            _draw_failure(word("app.failed"))

    return drawn


def _draw_failure(sentence: str) -> None:
    st.html(f'<p class="failure" role="alert">{html(sentence)}</p>')


def read_address() -> Address:
    """The state in the browser's address."""
    return Address.read(st.query_params.to_dict())


def write_address(address: Address) -> None:
    """Puts a state into the browser's address, leaving parameters of others alone."""
    others = {k: v for k, v in st.query_params.to_dict().items() if k not in NAMES}
    st.query_params.from_dict({**others, **address.parameters()})


def page_language(address: Address) -> str:
    """The language of the address, else that of the browser, else English."""
    preferred = (st.context.locale or "en").partition("-")[0].lower()
    return address.language or (preferred if preferred in LANGUAGES else "en")


def draw_frame() -> Frame:
    """Draws what surrounds a page and gives its state."""
    address = read_address()
    language = page_language(address)
    frame = Frame(address, wording(language))
    st.html(ROOM / "style.css")
    _style_words(frame.wording)
    with st.sidebar:
        _links(frame)
        _language_switch(frame)
    return frame


def _style_words(words: Wording) -> None:
    """The few words that Streamlit's own components say in English only, said by the style instead."""
    choose = words("documents.choose").replace("\\", "").replace('"', "")
    st.html(f'<style>:root {{ --choose-files: "{choose}"; }}</style>')


def _links(frame: Frame) -> None:
    st.html(f'<p class="brand">{html(frame.wording("app.name"))}</p>')
    here = frame.address.at_indicator(None).at_place(None)
    parameters = replace(here, instrument=None, article=None, find=None).parameters()
    for name, path in PAGES.items():
        with st.container(key=f"under-{name}" if name in UNDER else f"place-{name}"):
            st.page_link(
                path, label=frame.wording(f"app.{name}"), icon=ICONS[name], query_params=parameters, width="stretch"
            )


def _language_switch(frame: Frame) -> None:
    names = {"en": "English", "es": "Español"}
    key = f"language-{frame.wording.language}"
    st.session_state[key] = frame.wording.language

    def changed() -> None:
        chosen = st.session_state[key] or frame.wording.language
        # As it is now: a question may have been asked since the switch was drawn.
        frame.go(replace(read_address(), language=chosen))

    st.segmented_control(
        frame.wording("app.language"),
        LANGUAGES,
        format_func=lambda code: names[code],
        key=key,
        on_change=changed,
        required=True,
        width="stretch",
    )


@lru_cache(maxsize=1)
def _glue() -> Callable[..., Any]:
    """The component of ``glue.js``."""
    script = (ROOM / "glue.js").read_text(encoding="utf-8")
    return st.components.v2.component("assistant_glue", js=script, isolate_styles=False)


@lru_cache(maxsize=2)
def _said(language: str) -> dict[str, str]:
    """What Streamlit's own components say in English only, as it is said in the language; and back again."""
    here, other = wording(language).phrases, wording("es" if language == "en" else "en").phrases
    return {other[name]: here[name] for name in here if name.startswith("streamlit.")}


def draw_glue(
    frame: Frame, announce: dict[str, object] | None = None, focus: str | None = None, author: str | None = None
) -> None:
    """Opens the app's own links in place, speaks to screen readers and moves the focus. Called last by every page.

    Args:
        frame: the state of the window.
        announce: ``id`` and ``text`` of what is said once; ``quiet`` leaves it out where the page has just been loaded.
        focus: what takes the focus (``data-focus`` in the page), followed by ``@`` and what makes this occasion unique.
        author: the name of the person, kept in the browser; where it is empty, the browser gives the one that it keeps.
            None on pages that nobody signs.
    """

    def opened() -> None:
        href = st.session_state["glue"].get("open")
        if href:
            st.session_state["opened"] = href
            frame.go(Address.of_link(href))

    def told() -> None:
        st.session_state["author"] = st.session_state["glue"].get("author") or ""

    data: dict[str, object] = {"language": frame.wording.language, "announce": announce, "focus": focus}
    data |= {"author": author, "said": _said(frame.wording.language)}
    with st.container(key="glue-frame"):
        _glue()(key="glue", data=data, on_open_change=opened, on_author_change=told)
