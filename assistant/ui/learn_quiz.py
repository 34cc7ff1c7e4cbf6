"""Quizzes and tests: one question at a time, the answer with its quote, and what came of a test."""

from __future__ import annotations

import streamlit as st

from assistant.learning.progress import Exam, in_days
from assistant.learning.quiz import GAP, Choice, Kind, Question
from assistant.learning.room import EXAM_QUESTIONS, exam_questions, next_question, open_exam
from assistant.ui.desk import phrases
from assistant.ui.learn_desk import LearnDesk
from assistant.ui.safe import html, label, line

_LETTERS = "ABCDEFGH"
_ROUND = 10
_LESSON_ROUND = 3
_ANSWERED = "learn-answered"
_ROUND_STATE = "learn-round"
_TURN = 2000
_NO_PLACE = frozenset({Kind.DOMAIN, Kind.SUPPORT, Kind.ORDER, Kind.READING})
"""Questions to which the place of the sentence would be the answer, or help to it."""


def draw_quiz(desk: LearnDesk, scope: str) -> None:
    """Questions to train on: those of a lesson (``lesson.NAME``), those that are due (``review``), or all."""
    word = desk.word
    pool, title, size = _pool(desk, scope)
    st.html(f'<h1 data-focus="place" tabindex="-1">{html(title)}</h1>')
    if not pool:
        st.html(f'<p class="note">{html(word("quiz.none"))}</p>')
        return
    answered = st.session_state.get(_ANSWERED)
    if answered and answered[0] == scope and answered[1] in desk.room.bank.by_id:
        _draw_outcome(desk, scope, desk.room.bank.by_id[answered[1]], answered[2], size)
        return
    done, right = _round(scope)
    if done >= size:
        _draw_round(desk, scope, done, right)
        return
    due_only = scope == "review"
    due = [q for i in desk.progress.due(desk.name, desk.country) if (q := desk.room.bank.by_id.get(i))]
    asked = next(iter(due), None) if due_only else next_question(pool, desk.progress, desk.name, desk.country)
    if asked is None:
        _draw_all_met(desk)
        return
    said = word("quiz.number", number=done + 1, of=min(size, len(due) + done if due_only else size))
    st.html(f'<p class="meta">{html(said)}</p>')
    given = _draw_question(desk, asked, f"{scope}-{done}")
    if given is not None:
        outcome = desk.progress.answer(desk.name, desk.country, asked, given) if desk.name else asked.is_right(given)
        st.session_state[_ANSWERED] = (scope, asked.id, given)
        st.session_state[_ROUND_STATE] = (scope, done + 1, right + outcome)
        st.rerun()


def _pool(desk: LearnDesk, scope: str) -> tuple[tuple[Question, ...], str, int]:
    word = desk.word
    kind, _, name = scope.partition(".")
    if kind == "lesson":
        lesson = desk.room.lessons.find(name, word.language)
        return desk.room.of_lesson(lesson), word("quiz.of_lesson", title=lesson.title), _LESSON_ROUND
    if kind == "review":
        return desk.room.bank.questions, word("quiz.review"), _ROUND
    return desk.room.bank.questions, word("quiz.all"), _ROUND


def _round(scope: str) -> tuple[int, int]:
    kept = st.session_state.get(_ROUND_STATE)
    return (kept[1], kept[2]) if kept and kept[0] == scope else (0, 0)


def _draw_all_met(desk: LearnDesk) -> None:
    at = desk.progress.next_due(desk.name, desk.country) if desk.name else None
    from datetime import UTC, datetime

    days = in_days(at, datetime.now(UTC)) if at else 0
    said = desk.word.count("quiz.back_in", days) if days else desk.word("quiz.nothing_due")
    st.html(f'<p class="notice">{html(said)}</p>')


def _draw_round(desk: LearnDesk, scope: str, done: int, right: int) -> None:
    word = desk.word
    st.html(f'<p class="notice" role="status">{html(word("quiz.round", right=right, of=done))}</p>')
    with st.container(horizontal=True, key="round-end"):
        if scope.startswith("lesson."):
            to = f"lesson.{scope.partition('.')[2]}"
            st.button(word("quiz.to_lesson"), key="to-lesson", on_click=_leave, args=(desk, to))
        st.button(word("quiz.more"), key="more", on_click=_clear_round)
        st.button(word("learn.back"), key="to-path", type="primary", on_click=_leave, args=(desk, None))


def _leave(desk: LearnDesk, to: str | None) -> None:
    _clear_round()
    desk.go(to)


def _clear_round() -> None:
    st.session_state.pop(_ROUND_STATE, None)
    st.session_state.pop(_ANSWERED, None)


# A question


def _draw_question(desk: LearnDesk, asked: Question, key: str) -> tuple[int, ...] | None:
    """Draws a question; what was chosen, once it is sent."""
    word = desk.word
    st.html(question_html(desk, asked))
    with st.form(f"question-{asked.id}", border=False):
        given = _draw_order(desk, asked, key) if asked.kind is Kind.ORDER else _draw_choices(desk, asked, key)
        sent = st.form_submit_button(word("quiz.send"), type="primary")
    if not sent:
        return None
    if given is None:
        st.html(f'<p class="failure" role="alert">{html(word("quiz.choose"))}</p>')
    return given


def question_html(desk: LearnDesk, asked: Question) -> str:
    """The question and the words of the document that it is about."""
    word = desk.word
    language = html(asked.language)
    if asked.asked and (asked.language == word.language or not asked.excerpt):
        said = f'<h2 lang="{language}">{html(asked.asked)}</h2><p class="meta">{html(word("quiz.from_documents"))}</p>'
    else:
        values = {name: f'<span lang="{language}">{html(value)}</span>' for name, value in asked.values}
        said = f"<h2>{html(word.phrases[f'quiz.ask_{asked.form}']).format(**values)}</h2>"
        if asked.excerpt:
            said += f'<blockquote lang="{language}">{_with_gap(desk, asked.excerpt)}</blockquote>'
    source = desk.place(desk.room.filler.cite(asked.placed))
    where = "" if asked.kind in _NO_PLACE else f'<p class="meta">{html(source)}</p>'
    items = ""
    if asked.kind is Kind.ORDER:
        rows = "".join(
            f'<li><span class="number">{_LETTERS[i]}</span> '
            f'<span lang="{language}">{_with_gap(desk, c.text)}</span></li>'
            for i, c in enumerate(asked.choices)
        )
        items = f'<ol class="letters">{rows}</ol>'
    return f'<section class="quiz-question">{said}{items}{where}</section>'


def _with_gap(desk: LearnDesk, text: str) -> str:
    gap = f'<span class="gap" role="img" aria-label="{html(desk.word("quiz.gap"))}"></span>'
    return html(text).replace(GAP, gap)


def choice_text(desk: LearnDesk, choice: Choice) -> str:
    """A choice in words."""
    if not choice.is_phrase:
        return line(choice.text)
    table, _, name = choice.text.partition(".")
    if table == "domain":
        return f"{name}. {phrases(desk.word.language)(f'draft_domain.domain_{name}')}"
    return desk.word(choice.text)


def _draw_choices(desk: LearnDesk, asked: Question, key: str) -> tuple[int, ...] | None:
    chosen = st.radio(
        desk.word("quiz.choices"),
        range(len(asked.choices)),
        format_func=lambda i: label(choice_text(desk, asked.choices[i])),
        index=None,
        key=f"choice-{key}-{asked.id}",
    )
    return None if chosen is None else (chosen,)


def _draw_order(desk: LearnDesk, asked: Question, key: str) -> tuple[int, ...] | None:
    letters = list(range(len(asked.choices)))
    given = [
        st.selectbox(
            desk.word("quiz.place", place=n + 1),
            letters,
            format_func=lambda i: _LETTERS[i],
            index=None,
            key=f"order-{key}-{asked.id}-{n}",
            placeholder=desk.word("quiz.letter"),
        )
        for n in letters
    ]
    chosen = tuple(g for g in given if g is not None)
    return chosen if sorted(chosen) == letters else None


def _draw_outcome(desk: LearnDesk, scope: str, asked: Question, given: tuple[int, ...], size: int) -> None:
    word = desk.word
    st.html(f"{question_html(desk, asked)}{outcome_html(desk, asked, given, 1)}")
    last = _round(scope)[0] >= size
    st.button(
        word("quiz.finish" if last else "quiz.next"),
        key="next-question",
        type="primary",
        icon=":material/arrow_forward:",
        on_click=lambda: st.session_state.pop(_ANSWERED, None),
    )


def outcome_html(desk: LearnDesk, asked: Question, given: tuple[int, ...], number: int) -> str:
    """Whether an answer was right, what is right, and the quote that shows it."""
    word = desk.word
    right = asked.is_right(given)
    kind, said = ("yes", "quiz.right") if right else ("no", "quiz.wrong")
    verdict = (
        f'<p class="verdict verdict-{kind}" role="status"><span class="shape" aria-hidden="true"></span>'
        f"<span><strong>{html(word(said))}</strong></span></p>"
    )
    if asked.kind is Kind.ORDER:
        order = [asked.choices[i] for i in asked.right]
        citations = tuple(desk.room.filler.cite(c.placed) for c in order if c.placed)
        letters = " → ".join(_LETTERS[i] for i in asked.right)
        answer = f"<p>{html(word('quiz.order_is', order=letters))}</p>"
    else:
        choice = asked.choices[asked.right[0]]
        text = choice_text(desk, choice)
        language = html(word.language if choice.is_phrase else asked.language)
        answer = f'<p>{html(word("quiz.answer_is"))} <strong lang="{language}">{html(text)}</strong></p>'
        citations = (desk.room.filler.cite(asked.placed),)
    yours = ""
    if not right and asked.kind is not Kind.ORDER:
        chosen = choice_text(desk, asked.choices[given[0]])
        yours = f'<p class="meta">{html(word("quiz.yours", text=chosen))}</p>'
    shown = desk.cards(citations, _TURN + number, numbered=len(citations) > 1)
    return f'<section class="outcome">{verdict}{answer}{yours}{shown}</section>'


# Tests


def draw_exam(desk: LearnDesk, domain_text: str) -> None:
    """The test on a domain: its beginning, the question at hand, or what came of it."""
    word = desk.word
    domain = int(domain_text) if domain_text.isdigit() else 0
    name = phrases(word.language)(f"draft_domain.domain_{domain}") if domain in range(1, 7) else ""
    title = word("exam.title", domain=f"{domain}. {name}")
    st.html(f'<h1 data-focus="place" tabindex="-1">{html(title)}</h1>')
    if domain not in desk.room.domains():
        st.html(f'<p class="note">{html(word("exam.too_few"))}</p>')
        return
    if not desk.name:
        st.html(f'<p class="note">{html(word("exam.name"))}</p>')
        _draw_name(desk)
        return
    exam = open_exam(desk.room, desk.progress, desk.name, domain)
    if exam and exam.next is None:
        desk.progress.end_exam(exam)
        exam = None
    if exam:
        _draw_exam_question(desk, exam)
        return
    ended = [e for e in desk.progress.exams(desk.name, desk.country, domain) if e.ended_at]
    if ended:
        _draw_result(desk, ended[-1])
    _draw_exam_start(desk, domain, bool(ended))


def _draw_name(desk: LearnDesk) -> None:
    from assistant.ui.desk import draw_author

    draw_author(desk.word)


def _draw_exam_start(desk: LearnDesk, domain: int, again: bool) -> None:
    word = desk.word
    count = min(EXAM_QUESTIONS, len(exam_questions(desk.room, domain, desk.name, 0)))
    if not again:
        st.html(f"<p>{html(word('exam.about', count=count, needed=-(-count * 3 // 4)))}</p>")

    def begin() -> None:
        taken = len(desk.progress.exams(desk.name, desk.country, domain))
        chosen = exam_questions(desk.room, domain, desk.name, taken)
        desk.progress.begin_exam(desk.name, desk.country, domain, chosen)

    st.button(
        word("exam.again" if again else "exam.begin"),
        key="begin-exam",
        type="secondary" if again else "primary",
        on_click=begin,
    )


def _draw_exam_question(desk: LearnDesk, exam: Exam) -> None:
    word = desk.word
    asked = desk.room.bank.by_id[exam.next or exam.questions[0]]
    number = len(exam.answered) + 1
    said = word("quiz.number", number=number, of=len(exam.questions))
    st.html(
        f'<p class="meta">{html(said)}</p>'
        f'<progress max="{len(exam.questions)}" value="{number - 1}" aria-label="{html(said)}"></progress>'
    )
    given = _draw_question(desk, asked, f"exam-{exam.number}")
    if given is not None:
        desk.progress.answer(desk.name, desk.country, asked, given, exam.number)
        st.rerun()


def _draw_result(desk: LearnDesk, exam: Exam) -> None:
    word = desk.word
    kind, said = ("yes", "exam.passed") if exam.is_passed else ("partial", "exam.not_yet")
    figures = word("exam.figures", right=exam.right, of=len(exam.questions))
    st.html(
        f'<p class="verdict verdict-{kind}" role="status"><span class="shape" aria-hidden="true"></span>'
        f"<span><strong>{html(word(said))}</strong> {html(figures)}</span></p>"
    )
    wrong = [(i, given) for i, (given, right) in exam.answered.items() if not right and i in desk.room.bank.by_id]
    if wrong:
        st.html(f'<h2>{html(word("exam.missed"))}</h2><p class="meta">{html(word("exam.missed_text"))}</p>')
    for number, (id, given) in enumerate(wrong, 1):
        asked = desk.room.bank.by_id[id]
        st.html(f'<div class="missed">{question_html(desk, asked)}{outcome_html(desk, asked, given, number)}</div>')
    if exam.is_passed:
        st.html(f"<p>{desk.link('passed', word('exam.to_passed'), 'to-passed')}</p>")
