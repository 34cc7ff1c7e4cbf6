"""A turn of a conversation as the query behind it, and where its answer is looked for first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assistant.instruments.naming import instruments_in
from assistant.understanding.follow_up import Thread, about_the_answer, completed
from assistant.understanding.question import Query
from assistant.understanding.understanding import Understanding
from assistant.understanding.wishes import Wish, request_in
from ingest.store import Store

_BESIDE, _BESIDE_SHARE = 4, 0.95
"""How many sentences around a quoted one are on its matter, and how surely."""


def understood(
    turn: str, language: str | None, thread: Thread, understanding: Understanding, store: Store
) -> tuple[Query, Wish | None]:
    """The query behind a turn; where the turn only wants the last answer otherwise, that answer's query and the wish.

    Args:
        turn: what was written.
        language: of the answer; by default that of the turn.
        thread: the answers before it.
        understanding: reads questions.
        store: holds the sentences around those that the last answer quotes.
    """
    request = request_in(turn) if thread.asked else None
    if request is None:
        query = understanding.read(turn, language, spoken=understanding.language(turn, thread.language))
        query = completed(query, thread, understanding)
        return replace(query, anchors=_anchors(thread, turn, store)) if query.follows else query, None
    last = thread.asked[-1]
    before = Thread(thread.asked[:-1])
    wanted = request.language or language or understanding.language(turn, thread.language)
    query, _ = understood(last.question, wanted, before, understanding, store)
    shown = query.understood_as or last.question
    if request.wish is Wish.NORM:
        norm = next((found[0] for c in last.citations if (found := instruments_in(c.quote))), None)
        query = replace(query, instruments=(norm,) if norm else ())
    return replace(query, understood_as=f"{shown} — {turn.strip()}"), request.wish


def _anchors(thread: Thread, turn: str, store: Store) -> Mapping[int, float]:
    """Sentences that the last answer quotes, and those of their sections around them, by id, with how surely."""
    found: dict[int, float] = {}
    for citation in about_the_answer(thread.cited, turn):
        quoted = store.sentence_at(citation.document_id, citation.page, citation.start)
        if quoted is None:
            continue
        for sentence in store.neighbours(quoted.document_id, quoted.ordinal - _BESIDE, quoted.ordinal + _BESIDE):
            if sentence.section == quoted.section:
                share = 1.0 if sentence.id == quoted.id else _BESIDE_SHARE
                found[sentence.id] = max(share, found.get(sentence.id, 0.0))
    return found
