"""The answer where two sources differ: both quotes side by side, their dates and authority, and no verdict."""

from __future__ import annotations

from assistant.answer import Answer, Status
from assistant.citing import Titles, cited, title_of
from assistant.instruments.authority import authority, rank
from assistant.instruments.own_instruments import NORMS
from assistant.instruments.places import states
from assistant.judging.evidence import Evidence
from assistant.law.disagreement import Difference
from assistant.phrases import Phrases
from assistant.understanding.question import Query


def conflict_answer(
    query: Query, difference: Difference, say: Phrases, titles: Titles, searched: tuple[str, ...]
) -> Answer:
    """Both sides, that of the higher authority first; which is right is not decided."""
    sides = (difference.first, difference.second)
    told = " ".join(_side(query, side, mark, say, titles) for mark, side in enumerate(sides, start=1))
    return Answer(
        question=query.text,
        language=query.language,
        status=Status.CONFLICT,
        verdict=None,
        answer=f"{say('conflict.lead')} {told}",
        citations=tuple(
            cited(side.sentence, side.document, mark, titles, query.language)
            for mark, side in enumerate(sides, start=1)
        ),
        caveats=(_authorities(sides, say), *_primary(sides, say)),
        searched=searched,
    )


def _side(query: Query, side: Evidence, mark: int, say: Phrases, titles: Titles) -> str:
    date = say.date(side.document.metadata.date)
    lead = states(title_of(side.document, titles, query.language), side.sentence.article, date, say)
    if side.sentence.language != query.language:
        lead = say("lead.foreign", lead=lead, source_language=say(f"language.{side.sentence.language}"))
    quote = say("lead.quote", quote=" ".join(side.sentence.search_text.split()), mark=mark)
    return say("lead.sentence", lead=lead, quotes=quote)


def _authorities(sides: tuple[Evidence, Evidence], say: Phrases) -> str:
    told = []
    for mark, side in enumerate(sides, start=1):
        kind = say(f"conflict.{authority(side.document)}")
        date = say.date(side.document.metadata.date) or say("conflict.undated")
        told.append(say("conflict.side", mark=mark, kind=kind, date=date))
    return say("conflict.sides", first=told[0], second=told[1])


def _primary(sides: tuple[Evidence, Evidence], say: Phrases) -> tuple[str, ...]:
    """That the text of a norm counts for more than a description of it, where just one side is such a text."""
    first, second = sides
    if first.document.metadata.type in NORMS and second.document.metadata.type not in NORMS:
        return (say("conflict.primary", mark=1, other=2),)
    return (say("conflict.higher", mark=1, other=2),) if rank(first.document) < rank(second.document) else ()
