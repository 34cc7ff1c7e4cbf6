"""What people do to a response: rewrite sentences, add quotes, change the level, accept, send on."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answer import MARK, Citation
from assistant.checking.carrying import Carrying
from assistant.instruments.places import states
from assistant.language.countries import Gazetteer
from assistant.language.lexicon import LANGUAGES, Lexicon
from assistant.phrases import Phrases
from assistant.settings import Settings
from assistant.workspace import refusals
from assistant.workspace.model import (
    LEVELS,
    TRANSITIONS,
    Acceptance,
    Act,
    Change,
    Part,
    Response,
    Sentence,
    Status,
    Support,
)
from assistant.workspace.standing import Standing, Why
from assistant.workspace.workspace import Who, Workspace

_CLOSING = re.compile(r"([.;])?\s*$")


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence as a person leaves it: its id (empty for a new one), its text, and the citations that it rests on.

    Marks in the text are dropped: ``marks`` says them.
    """

    id: str
    text: str
    marks: tuple[int, ...]


class Editor:
    """Changes responses, each change checked, kept whole and recorded.

    Args:
        workspace: where they are.
        carrying: compares sentences with their quotes.
        say: the phrases, by language.
    """

    def __init__(self, workspace: Workspace, carrying: Carrying, say: Mapping[str, Phrases]) -> None:
        self._workspace = workspace
        self._carrying = carrying
        self._say = say

    @classmethod
    def of(cls, workspace: Workspace, settings: Settings) -> Editor:
        """An editor with the words of the settings."""
        say = {language: Phrases.load(settings.prompts, language) for language in LANGUAGES}
        carrying = Carrying(Lexicon.load(settings.corpus), say, Gazetteer.load(settings.corpus))
        return cls(workspace, carrying, say)

    def rewrite(self, seen: Response, written: Sequence[Written], who: Who, level: str | None = None) -> Response:
        """Puts sentences in the place of those of a response; those that are as they were keep their support.

        Args:
            seen: the response as the person saw it.
            written: its sentences as they are to be.
            who: who writes.
            level: of a response that has none yet; otherwise ``set_level`` changes it, with a reason.

        Raises:
            ReasonMissingError: the response has no level yet, and none is given.
            TransitionError: the response is validated.
            WorkspaceError: it is held by another window, or changed since it was seen.
        """
        _require_open(seen)

        def changed(response: Response) -> Response:
            sentences = [self._rewritten(response, w) for w in written if MARK.sub("", w.text).strip()]
            chosen = response.level or level
            if sentences and chosen is None:
                raise refusals.no_level()
            return replace(response, sentences=tuple(sentences), level=chosen if sentences else response.level)

        return self._workspace.change(seen, who, Act.EDITED, changed)

    def add_quote(self, seen: Response, citation: Citation, to: str, who: Who) -> Response:
        """Adds a quote: to a sentence that then rests on it too, or as a sentence of its own.

        Args:
            seen: the response as the person saw it.
            citation: the quote; it gets the next free mark, or that of the same quote where it is cited already.
            to: id of the sentence; empty for a new one.
            who: who adds it.
        """
        _require_open(seen)

        def changed(response: Response) -> Response:
            known = next((c for c in response.citations if _place(c) == _place(citation)), None)
            cited = known or replace(citation, mark=max((c.mark for c in response.citations), default=0) + 1)
            grown = response if known else replace(response, citations=(*response.citations, cited))
            if not to:
                fresh = Written("", self._introduced(cited, response.language), (cited.mark,))
                sentences = (*_without_silence(grown.sentences), self._rewritten(grown, fresh))
                return replace(grown, sentences=sentences)
            return replace(grown, sentences=tuple(self._attached(grown, s, to, cited.mark) for s in grown.sentences))

        return self._workspace.change(seen, who, Act.EDITED, changed)

    def set_level(self, seen: Response, level: str, reason: str, who: Who) -> Response:
        """Changes the level. The sentence that opens the response then says it, with the person's reason.

        Raises:
            ReasonMissingError: no level or no reason is given.
        """
        _require_open(seen)
        why = _reason(reason)
        if level not in LEVELS:
            raise refusals.no_level()

        def changed(response: Response) -> Response:
            if level == response.level:
                return response
            kept = _without_silence(response.sentences) if level != "not_found" else response.sentences
            rest = tuple(s for s in kept if s.part is not Part.OPENING)
            opening = self._opening(response, level, why, who.name)
            return replace(response, level=level, reason=why, sentences=(opening, *rest))

        return self._workspace.change(seen, who, Act.LEVEL, changed, why)

    def accept(self, seen: Response, sentence: str, reason: str, who: Who) -> Response:
        """Lets a person stand for a sentence that its quotes do not carry.

        Raises:
            ReasonMissingError: no reason is given.
        """
        _require_open(seen)
        why = _reason(reason)
        acceptance = Acceptance(who.name, self._workspace.now(), why)

        def accepted(one: Sentence) -> Sentence:
            waiting = one.id == sentence and one.support is Support.UNVERIFIED
            return replace(one, support=Support.ACCEPTED, acceptance=acceptance) if waiting else one

        return self._workspace.change(
            seen, who, Act.ACCEPTED, lambda r: replace(r, sentences=tuple(map(accepted, r.sentences))), why
        )

    def restore(self, seen: Response, change: Change, who: Who) -> Response:
        """Puts back the text and level that stood before a change of the history."""
        _require_open(seen)
        was = change.before

        def changed(response: Response) -> Response:
            citations = {c.mark: c for c in response.citations}
            citations |= {c["mark"]: Citation(**c) for c in was.get("citations", ())}
            sentences = tuple(Sentence.of_dict(s) for s in was.get("sentences", ()))
            return replace(
                response,
                level=was.get("level", response.level),
                reason=was.get("reason", response.reason),
                sentences=sentences,
                citations=tuple(citations[m] for m in sorted(citations)),
            )

        return self._workspace.change(seen, who, Act.EDITED, changed)

    def move(self, seen: Response, to: Status, note: str, who: Who, standing: Standing | None = None) -> Response:
        """Sends a response on: to review, validated, or returned with a note.

        Args:
            seen: the response as the person saw it.
            to: its new status.
            note: what the next person should know; needed when it is returned.
            who: who sends it on.
            standing: tells which sources no longer stand; without it none is looked at.

        Raises:
            TransitionError: the status does not allow it, or there is nothing in it yet.
            UnverifiedError: it is to be validated, and sentences without support are left.
            ReasonMissingError: it is returned without a note.
        """
        if to not in TRANSITIONS[seen.status]:
            raise refusals.transition(seen, to)
        if not seen.drafted or not seen.sentences:
            raise refusals.not_drafted(seen)
        if to is Status.VALIDATED:
            _require_support(seen, standing)
        said = _reason(note) if to is Status.RETURNED else note.strip()
        return self._workspace.change(seen, who, Act.STATUS, lambda r: replace(r, status=to), said)

    def _rewritten(self, response: Response, written: Written) -> Sentence:
        before = next((s for s in response.sentences if s.id == written.id), None)
        marks = tuple(m for m in dict.fromkeys(written.marks) if response.citation(m))
        text = _marked(written.text, marks)
        if before and before.text == text and before.marks == marks:
            return before
        if before and _marked(before.text, marks) == text and before.marks == marks:
            return before
        part = Part.TEXT if before is None or before.part is Part.SILENCE else before.part
        return self._judged(response, Sentence(before.id if before else new_id(), text, marks, part=part))

    def _judged(self, response: Response, sentence: Sentence) -> Sentence:
        cited = [c for m in sentence.marks if (c := response.citation(m))]
        lacks = self._carrying.lacks(sentence.text, response.language, cited)
        support = Support.UNVERIFIED if lacks else Support.SUPPORTED
        return replace(sentence, support=support, lacks=lacks, acceptance=None)

    def _attached(self, response: Response, sentence: Sentence, to: str, mark: int) -> Sentence:
        if sentence.id != to or mark in sentence.marks:
            return sentence
        marks = (*sentence.marks, mark)
        grown = replace(sentence, marks=marks, text=_marked(sentence.text, marks))
        # What the engine wrote stays carried by what it cited; what a person wrote may now be carried by more.
        return grown if sentence.support is Support.DRAFTED else self._judged(response, grown)

    def _introduced(self, citation: Citation, language: str) -> str:
        """The quote with its source before it, as the engine writes it."""
        say = self._say[language]
        date = say.date(citation.as_of)
        lead = states(citation.title, citation.article, date, say)
        if citation.language != language:
            lead = say("lead.foreign", lead=lead, source_language=say(f"language.{citation.language}"))
        quotes = say("lead.quote", quote=" ".join(citation.quote.split()), mark=citation.mark)
        return say("draft.sentence", lead=lead, quotes=quotes)

    def _opening(self, response: Response, level: str, reason: str, by: str) -> Sentence:
        say = self._say[response.language]
        before = next((s for s in response.sentences if s.part is Part.OPENING), None)
        marks = before.marks if before else tuple(c.mark for c in response.citations[:1])
        first = response.citation(marks[0]) if marks else None
        date = say.date(first.as_of) if first else ""
        values = {"level": say(f"draft_level.{level}"), "date": date, "reason": reason.rstrip(". "), "mark": 0}
        text = MARK.sub("", say("draft.opening" if date else "draft.opening_undated", **values))
        acceptance = Acceptance(by, self._workspace.now(), reason)
        id = before.id if before else new_id()
        return Sentence(id, _marked(text, marks), marks, Support.ACCEPTED, Part.OPENING, (), acceptance)


def _place(citation: Citation) -> tuple[str, int, int, int]:
    return citation.document_id, citation.page, citation.start, citation.end


def _marked(text: str, marks: Sequence[int]) -> str:
    """A sentence with these marks at its end, before the full stop, and no others."""
    bare = " ".join(MARK.sub("", text).split())
    if not marks:
        return bare
    said = "".join(f"[{m}]" for m in marks)
    stop = _CLOSING.search(bare)
    end = (stop[1] if stop and stop[1] else ".") or "."
    return f"{_CLOSING.sub('', bare)} {said}{end}"


def _without_silence(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """What says that nothing was found goes when something is."""
    return tuple(s for s in sentences if s.part is not Part.SILENCE)


def _require_open(response: Response) -> None:
    if response.status is Status.VALIDATED:
        raise refusals.is_validated(response)


def _require_support(response: Response, standing: Standing | None) -> None:
    left = {s.id for s in response.unverified}
    if left:
        raise refusals.unverified(response, [i for i, s in enumerate(response.sentences, 1) if s.id in left])
    # What an older edition says may be meant; what is lost cannot be shown.
    stale = [s for s in standing.stale(response) if s.why is not Why.NEWER] if standing else []
    if stale:
        raise refusals.stale(response, sorted({s.position for s in stale}))


def _reason(text: str) -> str:
    said = " ".join(text.split())
    if not said:
        raise refusals.no_reason()
    return said


def new_id() -> str:
    """A new id of a sentence."""
    return secrets.token_hex(4)
