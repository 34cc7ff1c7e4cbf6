"""Practice: a question of one's own with why it was answered so, and a draft in which one sentence is wrong."""

from __future__ import annotations

import random
from dataclasses import replace

import streamlit as st

from assistant.checking.carrying import Carrying
from assistant.errors import AssistantError
from assistant.indicators.drafting import Drafter
from assistant.indicators.framework import Framework
from assistant.language.lexicon import LANGUAGES, Lexicon
from assistant.learning.practice import Explained, Spoiled, Weighed, explained, spoiled
from assistant.phrases import Phrases
from assistant.retrieval import Filters
from assistant.settings import Settings
from assistant.ui.answer_view import AnswerView
from assistant.ui.backend import Backend
from assistant.ui.desk import phrases
from assistant.ui.learn_desk import LearnDesk
from assistant.ui.safe import html, label
from ingest.errors import IngestError

_TURN = 4000
_TRIED = 10
_ENOUGH_TO_CHOOSE = 3
"""So many sentences are wanted in a draft; a shorter one is taken where none of those tried has them."""


def draw_ask_yourself(desk: LearnDesk, _: str) -> None:
    """The learner's question, the answer, and why it was given."""
    word = desk.word
    st.html(
        f'<h1 data-focus="place" tabindex="-1">{html(word("learn.door_ask"))}</h1>'
        f'<p class="lead">{html(word("practice.ask_lead"))}</p><ul class="tips">'
        + "".join(f"<li>{html(word(f'practice.tip_{n}'))}</li>" for n in (1, 2, 3))
        + "</ul>"
    )
    with st.form("ask-yourself", border=False):
        question = st.text_input(word("practice.question"), key="practice-question", max_chars=Settings().max_question)
        st.form_submit_button(word("practice.ask"), type="primary")
    if not question or not question.strip():
        return
    documents = [d.id for d in desk.room.table.view.documents]
    try:
        with st.spinner(word("ask.searching"), show_time=False):
            found = explained(desk.backend.consultation, question, word.language, documents)
    except (AssistantError, IngestError) as error:
        st.html(f'<p class="failure" role="alert">{html(error.message(word.language))}</p>')
        return
    answer = AnswerView(replace(found.answer, suggestions=()), _TURN, desk.frame.address).html()
    st.html(f"{desk.termed(answer)}{_why(desk, found)}")


def _why(desk: LearnDesk, found: Explained) -> str:
    word = desk.word
    parts = []
    for number, part in enumerate(found.parts, 1):
        names = ", ".join(part.words) or "–"
        facts = [word("practice.kind", kind=word(f"practice.kind_{part.kind}")), word("practice.words", words=names)]
        if found.countries:
            facts.append(word("practice.countries", names=", ".join(word.country(c) for c in found.countries)))
        if found.years:
            facts.append(word("practice.years", years=", ".join(found.years)))
        enough = word("practice.enough" if part.is_enough else "practice.not_enough")
        weighed = "".join(_weighed(desk, w, f"{number}-{n}") for n, w in enumerate(part.weighed))
        evidence = f"<h3>{html(word('practice.evidence'))}</h3><ul class='weighed'>{weighed}</ul>" if weighed else ""
        parts.append(
            f"<h3>{html(word('practice.looked_for'))}</h3><ul>{''.join(f'<li>{html(f)}</li>' for f in facts)}</ul>"
            f"{evidence}<p><strong>{html(enough)}</strong></p>"
        )
    return f'<section class="why"><h2>{html(word("practice.why"))}</h2>{"".join(parts)}</section>'


def _weighed(desk: LearnDesk, one: Weighed, key: str) -> str:
    word = desk.word
    share = word("practice.covers", share=word.percent(round(one.coverage, 2)))
    lacks = word("practice.lacks", words=", ".join(one.lacks)) if one.lacks else word("practice.lacks_nothing")
    other = "" if one.counts else f" {html(word('practice.not_admissible'))}"
    quote = desk.quotes((one.citation,), f"weighed-{key}")
    return f'<li>{quote}<p class="meta">{html(share)} {html(lacks)}{other}</p></li>'


@st.cache_resource(show_spinner=False, max_entries=4, hash_funcs={Backend: id})
def _drafter(backend: Backend, generation: int) -> Drafter:
    settings = backend.consultation.settings
    return Drafter(backend.consultation, Framework.load(settings.corpus / "indicators.jsonl"))


@st.cache_resource(show_spinner=False)
def _carrying(corpus: str, prompts: str) -> Carrying:
    from pathlib import Path

    say = {language: Phrases.load(Path(prompts), language) for language in LANGUAGES}
    return Carrying(Lexicon.load(Path(corpus)), say)


def _exercise(desk: LearnDesk, number: int) -> Spoiled | None:
    """The exercise of a number: drafts are tried in an order of the person's own until one can be spoiled."""
    settings = desk.backend.consultation.settings
    framework = Framework.load(settings.corpus / "indicators.jsonl")
    order = list(framework.indicators)
    random.Random(f"{desk.name}|{desk.country}").shuffle(order)
    at = (number * _TRIED) % max(1, len(order))
    drafter = _drafter(desk.backend, desk.backend.store.generation)
    documents = tuple(d.id for d in desk.room.table.view.documents)
    carrying = _carrying(str(settings.corpus), str(settings.prompts))
    short: Spoiled | None = None
    for indicator in (*order[at:], *order[:at])[:_TRIED]:
        draft = drafter.draft(indicator, desk.word.language, Filters(documents=documents))
        found = spoiled(draft, desk.room.table, carrying, f"{desk.name}|{number}|{indicator.id}")
        if found and len(found.sentences) >= _ENOUGH_TO_CHOOSE:
            return found
        short = short or found
    return short


def draw_spot(desk: LearnDesk, _: str) -> None:
    """A draft response with one sentence that its source does not bear out, and the check that shows which."""
    word = desk.word
    st.html(
        f'<h1 data-focus="place" tabindex="-1">{html(word("learn.door_spot"))}</h1>'
        f'<p class="lead">{html(word("practice.spot_lead"))}</p>'
    )
    number = int(st.session_state.get("spot-number", 0))
    key = ("spot", desk.word.language, desk.backend.store.generation, desk.country, number)
    if st.session_state.get("spot-key") != key:
        with st.spinner(word("practice.drafting"), show_time=False):
            st.session_state["spot-exercise"] = _exercise(desk, number)
        st.session_state["spot-key"] = key
    exercise: Spoiled | None = st.session_state["spot-exercise"]
    if exercise is None:
        st.html(f'<p class="note">{html(word("practice.spot_none"))}</p>')
        return
    level = phrases(word.language)(f"draft_level.{exercise.level}")
    st.html(f'<h2>{html(exercise.question)}</h2><p class="meta">{html(word("practice.level", level=level))}</p>')
    with st.form(f"spot-{number}", border=False):
        given = st.radio(
            word("practice.which"),
            range(len(exercise.sentences)),
            index=None,
            key=f"spot-choice-{number}",
            format_func=lambda i: label(exercise.sentences[i]),
        )
        sent = st.form_submit_button(word("practice.check"), type="primary")
    st.html(f"<h3>{html(word('practice.sources'))}</h3>{desk.cards(exercise.citations, _TURN, numbered=True)}")
    if sent and given is not None:
        st.session_state["spot-given"] = (number, given)
    kept = st.session_state.get("spot-given")
    if kept and kept[0] == number:
        _draw_spotted(desk, exercise, kept[1], number)


def _draw_spotted(desk: LearnDesk, exercise: Spoiled, given: int, number: int) -> None:
    word = desk.word
    right = given == exercise.wrong
    kind, said = ("yes", "quiz.right") if right else ("no", "quiz.wrong")
    lacks = "".join(f"<li>{html(_lack(desk, lack.kind, lack.words))}</li>" for lack in exercise.lacks)
    st.html(
        f'<section class="outcome"><p class="verdict verdict-{kind}" role="status">'
        f'<span class="shape" aria-hidden="true"></span>'
        f"<span><strong>{html(word(said))}</strong></span></p>"
        f"<p>{html(word('practice.spoiled'))}</p><blockquote><del>{html(exercise.sentences[exercise.wrong])}</del></blockquote>"
        f"<p>{html(word('practice.because'))}</p><ul>{lacks}</ul>"
        f"<p>{html(word('practice.was'))}</p><blockquote><ins>{html(exercise.was)}</ins></blockquote></section>"
    )

    def another() -> None:
        st.session_state["spot-number"] = number + 1

    st.button(word("practice.another"), key="spot-next", type="primary", on_click=another)


def _lack(desk: LearnDesk, kind: str, words: tuple[str, ...]) -> str:
    said = desk.word(f"lack.{kind}")
    return f"{said}: {', '.join(words)}" if words else said
