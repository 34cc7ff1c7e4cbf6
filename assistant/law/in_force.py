"""Which candidates of a search are law in force on a day, and in what order the others come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.instruments.entries import after
from assistant.instruments.wordings import change_of, is_editors_note
from assistant.law.changes import began, today
from assistant.law.norms import Norms
from assistant.retrieval import Candidate, Pool
from ingest.store import StoredSentence


class InForce:
    """Sorts what a search finds by what is in force. Sentences of documents that are no norms always are.

    Args:
        norms: those of the store.
    """

    def __init__(self, norms: Norms) -> None:
        self._norms = norms

    def current(self, pool: Pool, as_of: str | None) -> Pool:
        """The candidates without wordings of norms that another one replaced by then, or that came later."""
        kept = tuple(c for c in pool.candidates if self._is_current(c, as_of))
        return replace(pool, candidates=kept) if len(kept) < len(pool.candidates) else pool

    def _is_current(self, candidate: Candidate, as_of: str | None) -> bool:
        wording = self._norms.wording(candidate.sentence)
        if as_of is not None and _is_later_note(candidate.sentence, as_of):
            return False
        if wording is None:
            return True
        if as_of is None:
            return not (wording.until and wording.replaced)
        return wording.holds(as_of) or (wording.until is not None and not wording.replaced)

    def enacted_first(
        self, pool: Pool, as_of: str | None, scope: frozenset[str], named: bool = False
    ) -> Iterator[tuple[Pool, Pool | None]]:
        """The candidates without recitals, notes and references of norms, where there are such; then all of them.

        Norms that were repealed by the day, by their own notes or by another norm of the ``scope``, or that enter into
        force later, come after those that were not, unless the question names the norm. With the norms in force stands
        the pool that has the others too: what those say may be so much closer that it is the answer. Articles to which
        another norm gave a new text come last.
        """
        day, everything = as_of or today(), pool
        reworded = {c.sentence.id for c in pool.candidates if self._is_reworded(c.sentence, day, scope)}
        pool = replace(pool, candidates=tuple(c for c in pool.candidates if c.sentence.id not in reworded))
        placed = tuple(c for c in pool.candidates if self._is_enacted(c.sentence))
        out = {i for i in {c.sentence.document_id for c in placed} if not named and self._is_out(i, day, scope)}
        current = tuple(c for c in placed if c.sentence.document_id not in out)
        if len(current) < len(placed):
            yield replace(pool, candidates=current), replace(pool, candidates=placed)
        if len(placed) < len(pool.candidates):
            yield replace(pool, candidates=placed), None
        yield pool, None
        if reworded:
            yield everything, None

    def succeeds(self, new: str, old: str, scope: frozenset[str]) -> bool:
        """Whether a document is the norm that repealed that of another document, within a scope."""
        norm = self._norms.norm(old)
        changes = self._norms.done_to(norm, scope) if norm else ()
        return any(c.ends and c.is_enacted and c.document.id == new for c in changes)

    def _is_reworded(self, sentence: StoredSentence, day: str, scope: frozenset[str]) -> bool:
        """Whether another norm gave the article of a sentence a new text that is in force on a day."""
        norm = self._norms.norm(sentence.document_id)
        if norm is None or sentence.article is None:
            return False
        return any(
            change.rewords
            and not change.hedged
            and change.is_enacted
            and change.articles
            and change.bears_on(sentence.article)
            and began(change.since, day)
            for change in self._norms.done_to(norm, scope)
        )

    def _is_enacted(self, sentence: StoredSentence) -> bool:
        """Whether a sentence is no recital, note or reference of a norm."""
        if self._norms.norm(sentence.document_id) is None:
            return True
        return sentence.article is not None and not is_editors_note(sentence.search_text)

    def _is_out(self, document_id: str, day: str, scope: frozenset[str]) -> bool:
        """Whether a document is a norm that is not in force on a day, by what the documents say."""
        norm = self._norms.norm(document_id)
        if norm is None:
            return False
        if after(self._norms.changes.in_force_from(norm), day):
            return True
        ended = self._norms.ended(document_id)
        if ended is not None:
            return not ended.hedged and began(ended.date, day)
        return any(c.ends and c.is_enacted and began(c.since, day) for c in self._norms.done_to(norm, scope))


def _is_later_note(sentence: StoredSentence, as_of: str) -> bool:
    """Whether a sentence is a note on what happened to its article after a date."""
    change = change_of(sentence) if sentence.article is not None else None
    return change is not None and after(change.date, as_of)
