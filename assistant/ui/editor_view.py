"""A response as HTML: its sentences with their marks and what carries them, its sources, its history."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from assistant.answer import MARK, Answer, Citation, Status
from assistant.checking.compared import Lack
from assistant.ui.answer_view import AnswerView
from assistant.ui.desk import Desk
from assistant.ui.parts import separated
from assistant.ui.safe import html
from assistant.workspace.model import Change, Response, Sentence, Support
from assistant.workspace.standing import Stale

_SHAPES = {
    Support.DRAFTED: "yes",
    Support.SUPPORTED: "yes",
    Support.ACCEPTED: "partial",
    Support.UNVERIFIED: "no",
}
_SHOWN_WORDS = 6
_TOKEN = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class ResponseView:
    """Draws one response.

    Attributes:
        desk: the window.
        response: what is drawn.
        stale: its sentences whose sources no longer stand.
    """

    desk: Desk
    response: Response
    stale: Sequence[Stale] = ()

    def sentence(self, number: int, sentence: Sentence) -> str:
        """A sentence, its marks as links, and what carries it."""
        fallen = [s for s in self.stale if s.position == number]
        notes = "".join(f'<div class="support fallen verdict-no">{self._fallen(s)}</div>' for s in fallen)
        support = f'<div class="support verdict-{_SHAPES[sentence.support]}">{self._support(sentence)}</div>'
        return (
            f'<div class="sentence {sentence.support}{" stale" if fallen else ""}" id="sentence-{number}">'
            f'<p class="said" lang="{html(self.response.language)}"><span class="number">{number}.</span> '
            f"{self._marked(sentence)}</p>{support}{notes}</div>"
        )

    def _marked(self, sentence: Sentence) -> str:
        def link(match: re.Match[str]) -> str:
            citation = self.response.citation(int(match[1]))
            if citation is None:
                return match[0]
            place = self.desk.word("answer.open_source", mark=citation.mark, title=citation.title, page=citation.page)
            href = self.desk.frame.address.at_citation(citation).href()
            key = f"sentence-{sentence.id}-{citation.mark}"
            return (
                f' <a class="mark" data-open="{key}" href="{html(href)}" title="{html(place)}" '
                f'aria-label="{html(place)}">[{citation.mark}]</a>'
            )

        return MARK.sub(link, html(sentence.text))

    def _support(self, sentence: Sentence) -> str:
        word = self.desk.word
        if one := sentence.acceptance:
            said = word("support.accepted_by", person=one.by, at=self.desk.moment(one.at), reason=one.reason)
        else:
            said = word(f"support.{sentence.support}")
        lacks = "".join(f"<li>{html(lack_text(self.desk, lack))}</li>" for lack in sentence.lacks)
        why = f"<ul>{lacks}</ul>" if lacks and sentence.support is Support.UNVERIFIED else ""
        return f'<span class="shape" aria-hidden="true"></span><span>{html(said)}</span>{why}'

    def _fallen(self, stale: Stale) -> str:
        said = self.desk.word(f"stale.{stale.why}", mark=stale.mark, title=stale.title)
        return f'<span class="shape" aria-hidden="true"></span><span>{html(said)}</span>'

    def sources(self) -> str:
        """The cards of the sources, as on the page Ask; where there are none, what was searched."""
        if not self.response.citations:
            return self._searched()
        answer = Answer(
            question="",
            language=self.desk.word.language,
            status=Status.ANSWERED,
            verdict=None,
            answer="",
            citations=self.response.citations,
        )
        return AnswerView(answer, 1, self.desk.frame.address).sources()

    def _searched(self) -> str:
        word = self.desk.word
        if not self.response.searched:
            return f'<p class="note">{html(word("editor.no_sources"))}</p>'
        items = "".join(f"<li>{html(document)}</li>" for document in self.response.searched)
        return f'<section class="guidance"><h3>{html(word("answer.searched"))}</h3><ul>{items}</ul></section>'

    def qualifications(self) -> str:
        """What is to be borne in mind, and what is missing."""
        say = self.desk.say
        language = self.response.language
        caveats = _list(say("draft_export.caveats"), self.response.caveats, language)
        return caveats + _list(say("draft_export.gaps"), self.response.gaps, language)


def lack_text(desk: Desk, lack: Lack) -> str:
    """What a sentence lacks, in words."""
    words = ", ".join(f"“{w}”" for w in lack.words[:_SHOWN_WORDS])
    key = f"lack.{lack.kind}"
    return f"{desk.word(key)}: {words}." if words else f"{desk.word(key)}."


def card(citation: Citation, desk: Desk) -> str:
    """A found quote as a card that opens its page."""
    answer = Answer(
        question="",
        language=desk.word.language,
        status=Status.ANSWERED,
        verdict=None,
        answer="",
        citations=(citation,),
    )
    return AnswerView(answer, citation.mark, desk.frame.address, numbered=False).cards()


def history_html(desk: Desk, changes: Sequence[Change]) -> str:
    """The history, the latest first, each change with what stood before and after."""
    return f'<ol class="history">{"".join(f"<li>{_change(desk, c)}</li>" for c in changes)}</ol>'


def _change(desk: Desk, change: Change) -> str:
    said = desk.word(f"act.{change.act}")
    note = f'<p class="note-text">{html(change.note)}</p>' if change.note else ""
    head = separated([f"<strong>{html(change.by)}</strong>", html(said), html(desk.moment(change.at))])
    body = "".join(
        _compared(desk, name, change.before, change.after) for name in ("level", "status", "assignee", "due")
    )
    return f'<p class="meta">{head}</p>{body}{note}{_sentences(desk, change)}'


def _compared(desk: Desk, name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """One field before and after."""
    if name not in after or name not in before:
        return ""
    old, new = html(_spelled(desk, name, before[name])), html(_spelled(desk, name, after[name]))
    title = html(desk.word(f"history.{name}"))
    return f'<p><span class="meta">{title}</span> <del>{old}</del> → <ins>{new}</ins></p>'


def _spelled(desk: Desk, name: str, value: str | None) -> str:
    if name == "level":
        return desk.level(value)
    if name == "status" and value:
        return desk.status(value)
    if name == "due" and value:
        return desk.word.date(value)
    return value or desk.word("board.nobody" if name == "assignee" else "history.nothing")


def _sentences(desk: Desk, change: Change) -> str:
    if "sentences" not in change.after:
        return ""
    old = " ".join(s["text"] for s in change.before.get("sentences", ()))
    new = " ".join(s["text"] for s in change.after["sentences"])
    if old == new:
        return ""
    before, after = marked_differences(old, new)
    title = html(desk.word("history.text"))
    return (
        f"<details><summary>{title}</summary><div class='sides'>"
        f'<div class="side"><h3>{html(desk.word("history.before"))}</h3><p>{before or "–"}</p></div>'
        f'<div class="side"><h3>{html(desk.word("history.after"))}</h3><p>{after or "–"}</p></div></div></details>'
    )


def marked_differences(old: str, new: str) -> tuple[str, str]:
    """Two texts as HTML, what the other does not have marked as deleted or inserted."""
    one, two = _TOKEN.findall(old), _TOKEN.findall(new)
    left, right = [], []
    for kind, a, b, c, d in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        gone, come = html("".join(one[a:b])), html("".join(two[c:d]))
        left.append(gone if kind == "equal" else f"<del>{gone}</del>" if gone else "")
        right.append(come if kind == "equal" else f"<ins>{come}</ins>" if come else "")
    return "".join(left), "".join(right)


def _list(title: str, lines: Iterable[str], language: str) -> str:
    items = "".join(f'<li lang="{html(language)}">{html(text)}</li>' for text in lines)
    return f'<aside class="caveats"><h3>{html(title)}</h3><ul>{items}</ul></aside>' if items else ""
