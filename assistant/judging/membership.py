"""Whether a country is a member of a body, by a list of its members that is whole.

"... among its eleven member countries", with a footnote that names eleven countries, tells of every country whether it
is one of them. A list that may go on tells nothing of those that it does not name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.judging.evidence import Evidence
from assistant.judging.judge import Judge
from assistant.judging.kinds import spelled_out
from assistant.understanding.question import Part, Query
from ingest.store import StoredSentence
from ingest.terms import fold

_ASKED = re.compile(
    r"\b(?:members?|membership|belongs? to|part of|joined|miembros?|integrantes?|pertenec\w+|"
    r"(?:forman?|es|son) parte)\b"
)
_COUNTED = re.compile(
    r"\b(\d{1,3}) (?:\w+ )?(?:(?:member|participating) (?:countries|states|nations)|members|"
    r"(?:paises|estados|naciones) (?:miembros?|participantes|integrantes)|miembros|integrantes)\b"
)
_LOOKED_AT = 6


class Membership:
    """Holds the country that a question asks about against lists of members.

    Args:
        judge: knows which countries and notions a sentence holds.
    """

    def __init__(self, judge: Judge) -> None:
        self._judge = judge

    def told(self, query: Query, part: Part, judged: Sequence[Evidence]) -> tuple[Evidence, ...]:
        """The sentence that counts the members of the body asked about, and the list; none where there is no such list.

        Its ``listed`` says whether the country is one of them.
        """
        if not _ASKED.search(fold(part.text)):
            return ()
        for evidence in judged[:_LOOKED_AT]:
            foreign = [c for c in query.countries if c != evidence.document.metadata.country]
            if len(foreign) != 1 or not self._is_on_the_body(part, evidence):
                continue
            for members in self._lists(evidence.sentence):
                listed = foreign[0] in self._judge.notions.countries(members.search_text)
                found = replace(evidence, listed=listed)
                return (found,) if members.id == evidence.sentence.id else (found, found.at(members))
        return ()

    def _is_on_the_body(self, part: Part, evidence: Evidence) -> bool:
        """Whether a sentence names the body that a question names."""
        notions = self._judge.notions
        named = notions.named(part)
        bag = notions.bag(evidence.sentence)
        return bool(named) and all(notions.match(u, bag) == 1.0 for u in named)

    def _lists(self, sentence: StoredSentence) -> Iterator[StoredSentence]:
        """The sentence itself, its footnotes and the sentence after it, where they name as many as it counts."""
        counted = {int(n) for n in _COUNTED.findall(fold(spelled_out(sentence.search_text, sentence.language)))}
        backdrop = self._judge.backdrop
        for members in (sentence, *backdrop.notes(sentence), *backdrop.next_to(sentence)):
            if len(self._judge.notions.countries(members.search_text)) in counted:
                yield members
