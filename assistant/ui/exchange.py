"""What goes out of an assessment and what comes into it: files to export, and the answers of the assessment before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from assistant.settings import Settings
from assistant.ui.board_view import Tile
from assistant.ui.choosing import assessment_names
from assistant.ui.desk import Desk, author, phrases
from assistant.ui.safe import html, line
from assistant.wording import wording
from assistant.workspace.model import Previous, Response

if TYPE_CHECKING:
    from assistant.indicators.drafting import Draft

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "md": "text/markdown",
    "json": "application/json",
}


def draw_exchange(desk: Desk, tiles: Sequence[Tile]) -> None:
    """The panels Export and Questionnaire."""
    word = desk.word
    drafted = [t.response for t in tiles if t.response.drafted]
    with st.popover(word("exchange.export"), icon=":material/download:", disabled=not drafted):
        st.html(f'<p class="note">{html(word("exchange.export_explained"))}</p>')
        here, written = desk.assessment, wording(desk.assessment.language)
        stem = f"{written('exchange.file_name')}-{here.country}-{here.year}-{here.language}"
        for kind, mime in _TYPES.items():
            st.download_button(
                word(f"exchange.{kind}"),
                lambda kind=kind: exported(desk, drafted, kind),  # type: ignore[misc]
                f"{stem}.{kind}",
                mime,
                on_click="ignore",
                width="stretch",
                key=f"export-{kind}",
            )
    with st.popover(word("exchange.questionnaire"), icon=":material/upload_file:"):
        draw_previous(desk)


def draw_previous(desk: Desk) -> None:
    """Takes the answers of another assessment of the workspace as those of the assessment before."""
    word = desk.word
    names = assessment_names(desk.workspace, word)
    others = {id: name for id, name in names.items() if id != desk.assessment.id}
    kept = len(desk.workspace.previous(desk.assessment.id))
    st.html(f'<p class="note">{html(word.count("exchange.previous_kept", kept))}</p>')
    if not others:
        st.html(f'<p class="note">{html(word("exchange.no_other"))}</p>')
        return
    chosen = st.selectbox(
        word("exchange.previous"),
        list(others),
        format_func=lambda id: line(others.get(id) or ""),
        key="previous-choice",
    )
    st.button(
        word("exchange.take"), on_click=_take, args=(desk, chosen, others[chosen]), disabled=not author(), key="take"
    )


def _take(desk: Desk, other: str, name: str) -> None:
    answers = {r.indicator.id: Previous(r.level, r.text, name) for r in desk.workspace.responses(other) if r.drafted}
    desk.act(lambda: desk.workspace.take_previous(desk.assessment.id, answers), desk.word("exchange.taken"))


def drafts_of(desk: Desk, responses: Sequence[Response]) -> tuple[Draft, ...]:
    """The responses with all that the team noted of them, as the exports take them."""
    from assistant.workspace.drafts import as_draft

    workspace, id = desk.workspace, desk.assessment.id
    reviewers, remarks, before = workspace.reviewers(id), workspace.remarks(id), workspace.previous(id)
    return tuple(
        as_draft(
            r,
            reviewers.get(r.indicator.id, ""),
            tuple(f"{c.by}, {c.at[:10]}: {c.text}" for c in remarks.get(r.indicator.id, ())),
            before[r.indicator.id].level if r.indicator.id in before else None,
        )
        for r in responses
    )


def exported(desk: Desk, responses: Sequence[Response], kind: str) -> bytes:
    """The responses as a file: ``docx``, ``xlsx``, ``md`` or ``json``, in the language of the assessment."""
    import json

    from assistant.exports.drafts import Assessment

    language = desk.assessment.language
    drafts = drafts_of(desk, responses)
    if kind == "json":
        return "".join(json.dumps(d.as_dict(), ensure_ascii=False) + "\n" for d in drafts).encode()
    word = wording(language, Settings().prompts)
    sheet = Assessment(
        drafts=drafts,
        say=phrases(language),
        word=word,
        day=date.today(),
        country=word.country(desk.assessment.country),
        names_domains=not desk.assessment.framework,
    )
    if kind == "md":
        from assistant.exports.drafts_markdown import drafts_markdown

        return drafts_markdown(sheet).encode()
    if kind == "docx":
        from assistant.exports.drafts_word import drafts_word

        return drafts_word(sheet)
    from assistant.exports.drafts_sheet import drafts_sheet

    return drafts_sheet(sheet)
