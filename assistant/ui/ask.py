"""The page Ask: a question, an answer, the page that proves it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import streamlit as st

from assistant.answer import Answer, Status
from assistant.conversations import Conversations, new_conversation_id
from assistant.errors import AssistantError
from assistant.exports.text import plain_text
from assistant.ui.answer_view import AnswerView, is_question, well_put
from assistant.ui.backend import Backend, open_backend
from assistant.ui.explained import explained_terms, rehearse
from assistant.ui.feedback import draw_feedback
from assistant.ui.filters import draw_filters
from assistant.ui.frame import PAGES, Frame, draw_glue, read_address
from assistant.ui.loaded import loaded_html
from assistant.ui.open_page import draw_open_page
from assistant.ui.safe import html, label
from assistant.ui.tools import draw_tools
from assistant.ui.writers import EXTRACTIVE, chosen_writer
from assistant.ui.writing import Writing, open_writings
from assistant.wording import wording
from assistant.workspace.standing import Standing
from ingest.errors import IngestError

if TYPE_CHECKING:
    from assistant.chat_models.watching import Onlooker
    from assistant.retrieval import Filters

_LONG_QUESTION = 240
"""Characters from which a question stands above its answer as text and not as a heading in bold."""
STARTERS_HEIGHT = 184
"""Pixels that four questions take."""
WRITING_SECONDS = 0.4
"""How often what a chat model writes is drawn anew."""


@st.cache_resource(show_spinner=False)
def _waiting(store: str) -> dict[str | None, str]:
    """Questions that wait for their answer, by conversation."""
    return {}


def show(frame: Frame) -> None:
    """Draws the page."""
    backend = open_backend()
    if backend is None or not backend.documents():
        _draw_nothing_loaded(frame)
        draw_glue(frame)
        return
    filters = draw_filters(backend.documents(), frame.wording)
    AskPage(frame, backend, filters, Conversations.of(backend.store_path), Standing(backend.store)).draw()


def _draw_nothing_loaded(frame: Frame) -> None:
    word = frame.wording
    st.title(word("ask.title"), anchor=False)
    st.html(f"<p>{html(word('ask.empty'))} {html(word('ask.empty_help'))}</p>")
    parameters = frame.address.closed().parameters()
    st.page_link(PAGES["documents"], label=word("ask.add_documents"), icon=":material/add:", query_params=parameters)


@dataclass(frozen=True, slots=True)
class AskPage:
    """The page over one store."""

    frame: Frame
    backend: Backend
    filters: Callable[[], Filters]
    conversations: Conversations
    standing: Standing

    def draw(self) -> None:
        """Draws the beginning, or the conversation with the cited page beside it."""
        conversation = self.frame.address.conversation
        answers: Sequence[Answer] = self.conversations.answers(conversation) if conversation else ()
        asked = st.session_state.pop("asked", None) or self._cut_off()
        is_new = bool(asked) or self._has_ended()
        if self.frame.address.document:
            left, right = st.columns([4, 5], gap="medium")
            with left:
                answers = self._draw_left(answers, asked)
            with right:
                draw_open_page(self.frame, self.backend)
        else:
            answers = self._draw_left(answers, asked)
        if answers or asked or self._writing():
            # In a container, it stays at the foot of the window by the style alone: where Streamlit pins it there, it
            # scrolls the page to its end each time the page grows, away from what is being read.
            with st.container(key="follow-up"):
                self._draw_question_box(self.frame.wording("ask.follow_up"))
        self._draw_glue(answers, is_new and bool(answers))

    def _draw_left(self, answers: Sequence[Answer], asked: str | None) -> Sequence[Answer]:
        if not answers and not asked and not self._writing():
            self._draw_beginning()
            return answers
        return self._draw_conversation(answers, asked)

    # The beginning: the question box, what can be asked, what is loaded

    def _draw_beginning(self) -> None:
        word = self.frame.wording
        st.title(word("ask.title"), anchor=False)
        st.html(f'<p class="lead">{html(word("ask.lead"))}</p>')
        with st.container(key="question-box"):
            self._draw_question_box(word("ask.placeholder"))
        st.page_link(
            PAGES["learn"],
            label=word("learn.new_here"),
            icon=":material/school:",
            query_params=self.frame.address.closed().at_place(None).parameters(),
        )
        starters = st.container(key="starters")
        st.html(loaded_html(self.backend.documents(), word))
        parameters = self.frame.address.closed().parameters()
        st.page_link(PAGES["documents"], label=word("ask.loaded_all"), query_params=parameters)
        with starters:
            self._draw_starters()
        rehearse(self.backend, word.language)

    def _draw_question_box(self, placeholder: str) -> None:
        def submitted() -> None:
            question = str(st.session_state["question"] or "").strip()
            if question:
                self._ask(question)

        # Without a limit of its own: a field with one drops a longer text without a word. The assistant says it.
        st.chat_input(placeholder, key="question", on_submit=submitted)

    def _ask(self, question: str) -> None:
        """Notes a question for the run that follows; a new conversation gets its address first."""
        st.session_state["asked"] = question
        here = read_address().closed()  # as it is now: the language may have been changed at the same moment
        conversation = here.conversation or new_conversation_id()
        _waiting(str(self.backend.store_path))[conversation] = question
        st.session_state["asked-in"] = conversation
        self.frame.go(replace(here, conversation=conversation))

    def _cut_off(self) -> str | None:
        """The question whose answer was cut off, as the page was reloaded or something else was clicked.

        It is asked again: by a new window, or by the window that asked it, of which the run before has ended.
        """
        conversation = self.frame.address.conversation
        is_new_window = not st.session_state.get("window")
        st.session_state["window"] = True
        own = is_new_window or st.session_state.get("asked-in") == conversation
        return _waiting(str(self.backend.store_path)).get(conversation) if own and not self._writing() else None

    def _keep(self, answer: Answer) -> None:
        """Keeps an answer, unless another window was given it in the meantime."""
        conversation = self.frame.address.conversation or new_conversation_id()
        if _waiting(str(self.backend.store_path)).pop(conversation, None):
            self.conversations.append(conversation, answer)

    def _draw_starters(self) -> None:
        """The questions to begin with; while they are being found, their room is kept and nothing else is redrawn."""
        language = self.frame.wording.language
        found = self.backend.starters(language)
        if found == ():
            return
        st.html(f'<h2 class="small">{html(self.frame.wording("ask.starters"))}</h2>')
        st.fragment(self._draw_starting_questions, run_every=1.5 if found is None else None)()

    def _draw_starting_questions(self) -> None:
        questions = self.backend.starters(self.frame.wording.language)
        if questions is None:
            said = html(self.frame.wording("ask.starting"))
            st.html(f'<p class="starting" role="status" style="height:{STARTERS_HEIGHT}px">{said}</p>')
            return
        with st.container(gap="xsmall"):
            for i, question in enumerate(questions):
                if st.button(label(question), key=f"starter-{i}", width="stretch"):
                    self._ask(question)
                    st.rerun()

    # The conversation

    def _draw_conversation(self, answers: Sequence[Answer], asked: str | None) -> Sequence[Answer]:
        st.html(f'<h1 class="for-screen-readers">{html(self.frame.wording("app.ask"))}</h1>')
        for turn, answer in enumerate(answers, 1):
            self._draw_question(answer.question, turn)
            self._draw_answer(answer, turn)
        if asked and self._chat_model():
            self._begin_writing(answers, asked)
        elif asked:
            answers = self._draw_new(answers, asked)
        writing = self._writing()
        if writing is not None:
            self._draw_writing(writing, len(answers) + 1)
        elif answers:
            self._draw_next(answers[-1])
            draw_tools(self.frame, answers)
        return answers

    def _draw_new(self, answers: Sequence[Answer], asked: str) -> Sequence[Answer]:
        turn = len(answers) + 1
        head = st.empty()
        with head.container():
            self._draw_question(asked, turn)
        with st.chat_message("assistant"):
            place = st.empty()
            try:
                with place, st.spinner(self.frame.wording("ask.searching"), show_time=True):
                    answer = self.backend.ask(asked, self.filters(), answers, EXTRACTIVE)
                    self._keep(answer)  # before anything is drawn: drawing ends where the page is reloaded meanwhile
            except Exception as error:
                _waiting(str(self.backend.store_path)).pop(self.frame.address.conversation, None)
                if not isinstance(error, AssistantError | IngestError):
                    raise
                reason = self.frame.wording("ask.failed", reason=error.message(self.frame.wording.language))
                head.empty()
                place.html(f'<p class="failure" role="alert">{html(reason)}</p>')
                self._draw_again(asked)
                return answers
            place.html(self._termed(AnswerView(answer, turn, self.frame.address, fresh=True).html()))
            self._draw_actions(answer, turn)
        return (*answers, answer)

    def _draw_again(self, asked: str) -> None:
        """A question that was not taken, to be changed and asked again: what was typed is never lost."""
        word = self.frame.wording

        def again() -> None:
            if question := str(st.session_state["again"] or "").strip():
                self._ask(question)

        with st.form("ask-again", border=False):
            st.text_area(word("ask.question_again"), asked, key="again", height="content")
            st.form_submit_button(word("ask.ask_again"), on_click=again, type="primary")

    # An answer that a chat model is writing

    def _chat_model(self) -> str | None:
        """The chat model that is to word answers; None for the words of the documents."""
        return chosen_writer(self.backend)

    def _writing(self) -> Writing | None:
        return open_writings(str(self.backend.store_path)).of(self.frame.address.conversation)

    def _has_ended(self) -> bool:
        """Whether an answer that was being written is kept now; it is forgotten here."""
        writing, conversation = self._writing(), self.frame.address.conversation
        if writing is None or conversation is None or not writing.done or writing.failure:
            return False
        open_writings(str(self.backend.store_path)).end(conversation)
        return True

    def _begin_writing(self, answers: Sequence[Answer], asked: str) -> None:
        conversation = self.frame.address.conversation or new_conversation_id()
        filters, model, history = self.filters(), self._chat_model(), tuple(answers)
        _waiting(str(self.backend.store_path)).pop(conversation, None)

        def ask(onlooker: Onlooker) -> Answer:
            return self.backend.ask(asked, filters, history, model, onlooker)

        def keep(answer: Answer) -> None:
            self.conversations.append(conversation, answer)

        open_writings(str(self.backend.store_path)).start(conversation, asked, ask, keep)

    def _draw_writing(self, writing: Writing, turn: int) -> None:
        self._draw_question(writing.question, turn)
        with st.chat_message("assistant"):
            st.fragment(self._draw_progress, run_every=WRITING_SECONDS)(writing)

    def _draw_progress(self, writing: Writing) -> None:
        word = self.frame.wording
        if writing.done and writing.failure is None:
            st.rerun()
        if writing.failure is not None:
            self._draw_failure(writing.failure)
            return
        model = self._chat_model() or ""
        st.html(f'<p class="meta" role="status">{html(word("ask.writing", model=model))}</p>')
        st.html(writing.html(word))
        st.button(word("ask.stop"), icon=":material/stop:", key="stop-writing", on_click=writing.stop)

    def _draw_failure(self, failure: Exception) -> None:
        word, conversation = self.frame.wording, self.frame.address.conversation
        reason = word("app.failed")
        if isinstance(failure, AssistantError | IngestError):
            reason = word("ask.failed", reason=failure.message(word.language))
        st.html(f'<p class="failure" role="alert">{html(reason)}</p>')
        open_writings(str(self.backend.store_path)).end(conversation or "")

    def _draw_question(self, question: str, turn: int) -> None:
        classes = "question first" if turn == 1 else "question"
        classes += " long" if len(question) > _LONG_QUESTION else ""
        with st.chat_message("user"):
            st.html(f'<h2 class="{classes}" data-focus="question-{turn}" tabindex="-1">{html(question)}</h2>')

    def _draw_answer(self, answer: Answer, turn: int) -> None:
        with st.chat_message("assistant"):
            st.html(self._termed(AnswerView(answer, turn, self.frame.address).html()))
            self._draw_standing(answer)
            self._draw_actions(answer, turn)

    def _draw_standing(self, answer: Answer) -> None:
        """That sources of a saved answer have changed since it was given."""
        fallen = [(c, why) for c in answer.citations if (why := self.standing.fallen(c))]
        if fallen:
            word = self.frame.wording
            items = "".join(
                f"<li>{html(word(f'stale.{why}', mark=citation.mark, title=citation.title))}</li>"
                for citation, why in fallen
            )
            st.html(f'<aside class="warning stale"><p>{html(word("ask.outdated"))}</p><ul>{items}</ul></aside>')

    def _termed(self, markup: str) -> str:
        """An answer with the terms of the glossary explained."""
        return explained_terms(self.backend, markup, self.frame.wording.language)

    def _draw_actions(self, answer: Answer, turn: int) -> None:
        word = self.frame.wording
        copied = html(plain_text(answer, wording(answer.language)))
        with st.container(key=f"actions-{turn}", horizontal=True, vertical_alignment="center"):
            st.html(
                f'<button type="button" data-copy="{copied}" data-done="{html(word("answer.copied"))}">'
                f"{html(word('answer.copy'))}</button>",
                width="content",
            )
            draw_feedback(self.backend.store_path, self.frame, answer, turn)
            self._draw_other_meaning(answer, turn)
            self._draw_translate(answer, turn)

    def _draw_translate(self, answer: Answer, turn: int) -> None:
        """Where a chat model is chosen and quotes are in the other language: their translation, on demand."""
        model, conversation = self._chat_model(), self.frame.address.conversation
        foreign = [c for c in answer.citations if c.language != answer.language and not c.translation]
        if model is None or conversation is None or not foreign:
            return
        word = self.frame.wording
        if st.button(word("ask.translate"), icon=":material/translate:", key=f"translate-{turn}"):
            try:
                with st.spinner(word("ask.translating", model=model), show_time=True):
                    translated = self.backend.consultation.translated(answer, model)
            except (AssistantError, IngestError) as error:
                st.html(f'<p class="failure" role="alert">{html(error.message(word.language))}</p>')
                return
            self.conversations.change(conversation, turn, translated)
            st.rerun()

    def _draw_other_meaning(self, answer: Answer, turn: int) -> None:
        """Where a turn was completed from earlier ones: what it was taken for, to be put right and asked again."""
        if not answer.understood_as:
            return
        word, key = self.frame.wording, f"meant-{turn}"

        def meant() -> None:
            if st.session_state[key].strip():
                self._ask(st.session_state[key].strip())

        with st.popover(word("ask.edit_understood"), icon=":material/edit:"):
            # A wish such as "shorter" is no part of the question.
            question = well_put(answer.understood_as.split(" — ")[0])
            st.text_area(word("ask.edit_understood_label"), question, key=key, max_chars=2000)
            st.button(word("ask.ask_again"), key=f"{key}-ask", on_click=meant, type="primary")

    def _draw_next(self, answer: Answer) -> None:
        if answer.status in (Status.NOT_FOUND, Status.OUT_OF_SCOPE):
            parameters = self.frame.address.closed().parameters()
            add = self.frame.wording("ask.add_documents")
            st.page_link(PAGES["documents"], label=add, icon=":material/add:", query_params=parameters)
        questions = [s for s in answer.suggestions if is_question(s)]
        if not questions:
            return
        with st.container(key="next", gap="xsmall"):
            st.html(f'<h3 class="small">{html(self.frame.wording("answer.suggestions"))}</h3>')
            for i, question in enumerate(questions):
                st.button(label(question), key=f"next-{i}", on_click=self._ask, args=(question,), width="stretch")

    def _draw_glue(self, answers: Sequence[Answer], is_new: bool) -> None:
        here = self.frame.address
        announce = None
        if answers:
            view = AnswerView(answers[-1], len(answers), here)
            text = f"{view.headline_text}. {view.prose_text}".lstrip(". ")
            announce = {"id": f"{here.conversation}-{len(answers)}", "text": text, "quiet": not is_new}
        if is_new:
            st.session_state["focus"] = f"question-{len(answers)}@{time.time_ns()}"
        draw_glue(self.frame, announce, _focus(self.frame, len(answers)))


def _focus(frame: Frame, turns: int) -> str | None:
    """What takes the focus: the page that was opened, the link that had opened it, or the newest question."""
    here = frame.address
    if here.document:
        return f"viewer@{here.href()}"
    if st.session_state.pop("opened", None):
        st.session_state["focus"] = f"opener@{time.time_ns()}"
    focus: str | None = st.session_state.get("focus")
    return focus or (f"question-{turns}@{here.conversation}" if turns else None)
