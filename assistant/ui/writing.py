"""Answers that a chat model is writing, each in a thread of its own: a page that is left or redrawn loses none."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import streamlit as st

from assistant.answer import Answer
from assistant.chat_models.watching import Onlooker, Progress, State
from assistant.errors import AssistantError
from assistant.ui.safe import html
from assistant.wording import Wording
from ingest.errors import IngestError


@dataclass(slots=True)
class Writing:
    """One answer being written.

    Attributes:
        question: as asked.
        sentences: those that are complete, with how far each is.
        pending: what is written of the next one.
        failure: why there is no answer, where that is so.
    """

    question: str
    sentences: list[Progress] = field(default_factory=list)
    pending: str = ""
    failure: AssistantError | IngestError | Exception | None = None
    _stop: threading.Event = field(default_factory=threading.Event)
    _done: threading.Event = field(default_factory=threading.Event)

    def stop(self) -> None:
        """Ends it; what was compared by then is kept."""
        self._stop.set()

    @property
    def done(self) -> bool:
        """Whether the answer is kept, or failed."""
        return self._done.is_set()

    def wait(self, seconds: float) -> bool:
        """Waits for its end; whether it came in that time."""
        return self._done.wait(seconds)

    def watch(self, progress: Progress) -> None:
        """Notes what the model has written."""
        if progress.state is State.PENDING:
            self.pending = progress.text
            return
        self.pending = ""
        self.sentences.append(progress)

    def run(self, ask: Callable[[Onlooker], Answer], keep: Callable[[Answer], None]) -> None:
        """Asks, and keeps the answer."""
        try:
            keep(ask(Onlooker(self.watch, self._stop.is_set)))
        except Exception as error:
            self.failure = error
        finally:
            self._done.set()

    def html(self, word: Wording) -> str:
        """What is written so far, each sentence with how far it is."""
        rows = [self._row(p, word) for p in self.sentences if p.state is State.VERIFIED]
        struck = sum(p.state is State.STRUCK for p in self.sentences)
        if self.pending:
            rows.append(self._row(Progress(State.PENDING, self.pending), word))
        note = f'<p class="meta">{html(word.count("ask.left_out", struck))}</p>' if struck else ""
        return f'<div class="prose writing" aria-busy="true">{"".join(rows)}{note}</div>'

    def _row(self, progress: Progress, word: Wording) -> str:
        state = html(word(f"ask.{progress.state.value}"))
        return f'<p class="{progress.state.value}">{html(progress.text)} <span class="meta">{state}</span></p>'


class Writings:
    """The answers being written, by the id of their conversation; one for all windows."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: dict[str, Writing] = {}

    def start(
        self,
        conversation: str,
        question: str,
        ask: Callable[[Onlooker], Answer],
        keep: Callable[[Answer], None],
    ) -> Writing:
        """Begins an answer; where one is being written in the conversation, gives that one."""
        with self._lock:
            running = self._running.get(conversation)
            if running is not None and not running.done:
                return running
            writing = Writing(question)
            self._running[conversation] = writing
        threading.Thread(target=writing.run, args=(ask, keep), name="write-answer", daemon=True).start()
        return writing

    def of(self, conversation: str | None) -> Writing | None:
        """The answer that is being written in a conversation, or that has just ended."""
        return self._running.get(conversation or "")

    def end(self, conversation: str) -> None:
        """Forgets an answer that has ended."""
        with self._lock:
            self._running.pop(conversation, None)


@st.cache_resource(show_spinner=False)
def open_writings(store: str) -> Writings:
    """Those of one store."""
    return Writings()
