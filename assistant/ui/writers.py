"""Who words the answers of this window: the documents themselves, or one of the chat models of the settings."""

from __future__ import annotations

import streamlit as st

from assistant.errors import ChatError
from assistant.settings import Settings
from assistant.ui.backend import Backend
from assistant.ui.safe import html
from assistant.wording import Wording

EXTRACTIVE = "extractive"
_KEY = "writer"


def chosen_writer(backend: Backend) -> str | None:
    """The chat model chosen in this window, by default the first of the settings; None for the documents' words."""
    if not Settings().chat_model:
        return None
    names = list(backend.consultation.chats)
    chosen = st.session_state.get(_KEY) or (names[0] if names else EXTRACTIVE)
    return chosen if chosen in names else None


def draw_choice(backend: Backend, word: Wording) -> None:
    """The choice of a writer, where there is one, and which text goes where with each."""
    chats = backend.consultation.chats if Settings().chat_model else {}
    if not chats:
        st.html(f"<p>{html(word('settings.no_chat'))}</p>")
        return
    options = [*chats, EXTRACTIVE]
    st.session_state.setdefault("writer-choice", st.session_state.get(_KEY) or options[0])

    def chosen() -> None:
        st.session_state[_KEY] = st.session_state["writer-choice"]

    def named(option: str) -> str:
        return word("settings.writer_extractive_short") if option == EXTRACTIVE else option

    st.radio(
        word("settings.choose_writer"),
        options,
        format_func=named,
        key="writer-choice",
        on_change=chosen,
        width="stretch",
    )
    for name, chat in chats.items():
        said = chat.message(word.language) if isinstance(chat, ChatError) else _where(word, name, chat.choice.url, chat)
        st.html(f"<p>{html(said)}</p>")


def _where(word: Wording, name: str, url: str, chat: object) -> str:
    from assistant.chat_models.calling import ChatModel

    assert isinstance(chat, ChatModel)
    if chat.choice.stays_here:
        return word("settings.sent_here", model=name, address=url)
    hosts = ", ".join(sorted(chat.choice.hosts)) or chat.choice.host
    return word("settings.sent_to", model=name, host=chat.choice.host, hosts=hosts)


def privacy(backend: Backend | None, word: Wording) -> str:
    """What leaves this machine, with the writer that is chosen in this window."""
    model = chosen_writer(backend) if backend else None
    if model is None or backend is None:
        return word("settings.privacy_text")
    chat = backend.consultation.chats[model]
    if isinstance(chat, ChatError) or chat.choice.stays_here:
        return word("settings.privacy_text")
    return word("settings.privacy_chat", model=model, host=chat.choice.host)
