"""A questionnaire of the team's own: its questions matched with the indicators, confirmed, and a copy of it filled."""

from __future__ import annotations

import hashlib
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from assistant.errors import AssistantError
from assistant.settings import Settings
from assistant.ui.board_view import Tile
from assistant.ui.desk import Desk, author, phrases
from assistant.ui.exchange import drafts_of
from assistant.ui.records import keep_upload
from assistant.ui.safe import html, line
from assistant.wording import wording
from assistant.workspace.model import Previous
from ingest.errors import IngestError

if TYPE_CHECKING:
    from assistant.questionnaire import Filled, Match, Questionnaire

_ENDINGS = ["xlsx", "xlsm", "docx", "docm"]
_NO_INDICATOR = "—"
"""An empty choice, which Streamlit would call "None" in every language."""
_READ, _COPY = "questionnaire-read", "questionnaire-copy"


@dataclass(frozen=True, slots=True)
class Read:
    """A questionnaire that was handed over, with what its questions were taken for.

    Attributes:
        digest: of its content and of the assessment, so that another file is another one.
        questionnaire: as it was read.
        matches: one a question.
    """

    digest: str
    questionnaire: Questionnaire
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """A filled copy: its name, its bytes, what came of it.

    ``unvalidated`` of its answers nobody validated; ``undrafted`` questions were ticked that have no response yet.
    """

    digest: str
    name: str
    data: bytes
    filled: Filled
    unvalidated: int
    undrafted: int


def draw_questionnaire(desk: Desk, tiles: Sequence[Tile]) -> None:
    """The file, the matches to confirm, and what can be done with them."""
    word = desk.word
    with st.expander(word("own.title"), key="questionnaire"):
        language = desk.say(f"language.{desk.assessment.language}")
        st.html(f'<p class="note">{html(word("own.explained", language=language))}</p>')
        file = st.file_uploader(word("own.file"), type=_ENDINGS, key="questionnaire-file")
        if file is None:
            st.session_state.pop(_READ, None)
            st.session_state.pop(_COPY, None)
            return
        read = _read(desk, file.name, file.getvalue())
        if read is None:
            return
        confirmed = _draw_matches(desk, tiles, read)
        with st.container(horizontal=True):
            answered = any(m.indicator for m in confirmed)
            if st.button(word("own.fill"), type="primary", disabled=not answered, key="questionnaire-fill"):
                _fill(desk, tiles, read, confirmed)
            st.button(
                word("own.previous"),
                on_click=_take,
                args=(desk, confirmed, file.name),
                disabled=not answered or not author(),
                key="questionnaire-previous",
            )
        _draw_copy(desk, read)


def _read(desk: Desk, name: str, data: bytes) -> Read | None:
    """The questions of the file and their matches, kept while the file is the same."""
    digest = hashlib.sha256(desk.assessment.id.encode() + data).hexdigest()[:16]
    known: Read | None = st.session_state.get(_READ)
    if known and known.digest == digest:
        return known
    from assistant.language.lexicon import Lexicon
    from assistant.questionnaire import match, read
    from ingest.embedding import QueryEmbedder

    settings = Settings()
    try:
        with st.spinner(desk.word("own.reading"), show_time=True):
            questionnaire = read(keep_upload(name, data, settings.store.absolute()))
            framework = desk.workspace.framework(desk.assessment.id)
            matches = match(questionnaire, framework, QueryEmbedder.load(settings), Lexicon.load(settings.corpus))
    except (AssistantError, IngestError) as error:
        st.html(f'<p class="failure" role="alert">{html(error.message(desk.word.language))}</p>')
        return None
    made = Read(digest, questionnaire, tuple(matches))
    st.session_state[_READ] = made
    return made


def _draw_matches(desk: Desk, tiles: Sequence[Tile], read: Read) -> list[Match]:
    """The matches as a table in which a person confirms or changes them; gives them as they are confirmed."""
    from assistant.questionnaire import By

    word = desk.word
    by_id = {t.id: t.response.indicator for t in tiles}
    doubtful = sum(m.is_doubtful for m in read.matches)
    doubted = word.count("own.doubtful", doubtful) if doubtful else word("own.doubtful_none")
    said = " ".join((word.count("own.counted", len(read.matches)), doubted, word("own.tick")))
    st.html(f'<p class="meta" role="status">{html(said)}</p>')
    rows: list[dict[str, Any]] = [
        {
            "use": m.is_settled,
            "question": line(f"{m.question.number} {m.question.text}"),
            "indicator": m.indicator.id if m.indicator else _NO_INDICATOR,
            "asks": line(m.indicator.question(word.language)) if m.indicator else "",
            "alike": round(100 * m.score),
        }
        for m in read.matches
    ]
    edited = st.data_editor(
        rows,
        key=f"matches-{read.digest}",
        hide_index=True,
        width="stretch",
        disabled=["question", "asks", "alike"],
        column_config={
            "use": st.column_config.CheckboxColumn(word("own.use"), width="small"),
            "question": st.column_config.TextColumn(word("own.question"), width="large"),
            "indicator": st.column_config.SelectboxColumn(
                word("own.indicator"), options=[_NO_INDICATOR, *by_id], width=110
            ),
            "asks": st.column_config.TextColumn(word("own.asks"), width="large"),
            "alike": st.column_config.NumberColumn(word("own.alike"), format="%d %%", width="small"),
        },
    )
    confirmed = []
    for one, row in zip(read.matches, edited, strict=True):
        chosen = by_id.get(str(row["indicator"])) if row["use"] else None
        by = one.by if chosen == one.indicator and not one.is_doubtful else By.PERSON
        confirmed.append(replace(one, indicator=chosen, is_doubtful=False, by=by))
    return confirmed


def _fill(desk: Desk, tiles: Sequence[Tile], read: Read, confirmed: Sequence[Match]) -> None:
    """Writes the responses of the assessment beside the questions of a copy."""
    from assistant.questionnaire import fill
    from assistant.questionnaire.drafted import answer_of

    language = desk.assessment.language
    word = wording(language, Settings().prompts)
    drafts = {d.indicator.id: d for d in drafts_of(desk, [t.response for t in tiles if t.response.drafted])}
    answered = [(m, drafts[m.indicator.id]) for m in confirmed if m.indicator and m.indicator.id in drafts]
    answers = {m.question.key: answer_of(draft, word) for m, draft in answered}
    try:
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / read.questionnaire.path.name
            filled = fill(read.questionnaire, out, answers, phrases(language))
            open_ones = sum(draft.status != "validated" for _, draft in answered)
            undrafted = sum(m.indicator is not None for m in confirmed) - len(answered)
            st.session_state[_COPY] = Copy(read.digest, out.name, out.read_bytes(), filled, open_ones, undrafted)
    except (AssistantError, IngestError) as error:
        st.html(f'<p class="failure" role="alert">{html(error.message(desk.word.language))}</p>')


def _draw_copy(desk: Desk, read: Read) -> None:
    """What came of filling, and the copy."""
    copy: Copy | None = st.session_state.get(_COPY)
    if copy is None or copy.digest != read.digest:
        return
    word, say = desk.word, desk.say
    said = [word.count("own.written", len(copy.filled.written))]
    said += [word.count("own.unvalidated", copy.unvalidated)] if copy.unvalidated else []
    said += [word.count("own.undrafted", copy.undrafted)] if copy.undrafted else []
    said += [
        say(f"questionnaire_skipped.{reason.value}", count=count)
        for reason, count in Counter(s.reason for s in copy.filled.skipped).items()
    ]
    if read.questionnaire.has_formulas:
        said.append(say("questionnaire.formulas"))
    items = "".join(f"<p>{html(one)}</p>" for one in said)
    st.html(f'<div class="note" role="status">{items}</div>')
    st.download_button(
        word("own.download"),
        copy.data,
        copy.name,
        on_click="ignore",
        icon=":material/download:",
        key="questionnaire-get",
    )


def _take(desk: Desk, confirmed: Sequence[Match], name: str) -> None:
    """Keeps the answers that the file holds as those of the assessment before."""
    from assistant.questionnaire import previous

    found = {
        id: Previous(answer.level.value if answer.level else None, answer.text, name)
        for id, answer in previous(confirmed).items()
    }
    if not found:
        desk.do(lambda: None, desk.word("own.no_answers"))
        return
    desk.do(lambda: desk.workspace.take_previous(desk.assessment.id, found), desk.word("exchange.taken"))
