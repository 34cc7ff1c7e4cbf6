"""What the register knows of an instrument's life, in words, with its source and how surely it is known."""

from __future__ import annotations

from assistant.instruments.entries import Confidence, Entry, Relation
from assistant.instruments.register import Register
from assistant.instruments.sources import source_named
from assistant.law.changes import CHANGES
from assistant.law.life_question import Asked, LifeQuestion
from assistant.phrases import Phrases
from ingest.article_names import article_name


class RegisterWords:
    """Puts what the register knows into words. What nobody has checked is never stated.

    Args:
        register: the instruments.
        phrases: of one language.
    """

    def __init__(self, register: Register, phrases: Phrases) -> None:
        self._register = register
        self._say = phrases

    def told(self, asked: LifeQuestion, as_of: str | None) -> tuple[str, ...]:
        """The relations that would answer a question; none where the register knows none."""
        if asked.entry is None or asked.asked is Asked.SINCE:
            return ()
        wanted = asked.kinds or CHANGES
        return tuple(self._relation(asked.entry, r) for r in self._known(asked.entry, as_of) if r.kind in wanted)

    def instead(self, asked: LifeQuestion) -> tuple[str, ...]:
        """What to say where no relation is told: the instrument's dates, or that the register is silent."""
        if asked.entry is None:
            return ()
        if asked.asked is Asked.SINCE:
            return self._dated(asked.entry)
        key = "law.register_silent" if asked.asked in (Asked.IN_FORCE, Asked.ENDED) else "law.register_none"
        return (self._say(key, name=asked.entry.name(self._say.language)),)

    def changes(
        self,
        entry: Entry,
        as_of: str | None,
        article: str | None = None,
        but: frozenset[tuple[str, str | None]] = frozenset(),
    ) -> list[str]:
        """Who amended, repealed or replaced an instrument.

        Of changes to other articles than the one that is cited nothing is said.

        Args:
            entry: the instrument.
            as_of: ISO, the day by which; None for today.
            article: the one that is cited, in its normal form; None where it is the whole.
            but: the numbers and years of instruments of which nothing more is to be told.
        """
        relations = [r for r in self._known(entry, as_of) if r.kind in CHANGES]
        seen: dict[str, Relation] = {}
        for relation in sorted(relations, key=lambda r: CHANGES.index(r.kind)):
            other = self._register.get(relation.other)
            if relation.part and article and _is_article(relation.part) and article_name(relation.part) != article:
                continue
            if other is None or not any((i.number, i.year) in but for i in other.instruments):
                seen.setdefault(relation.other, relation)
        return [self._relation(entry, r) for r in seen.values()]

    def _known(self, entry: Entry, as_of: str | None) -> list[Relation]:
        relations = self._register.relations(entry, as_of)
        return [r for r in relations if r.confidence is not Confidence.UNKNOWN]

    def _dated(self, entry: Entry) -> tuple[str, ...]:
        name = entry.name(self._say.language)
        if entry.in_force_from:
            date = self._say.date(entry.in_force_from)
            return (self._say("law.register_in_force", name=name, date=date),)
        if not entry.date:
            return ()
        gazette = self._say("law.gazette", number=entry.gazette) if entry.gazette else ""
        return (self._say("law.register_dated", name=name, date=self._say.date(entry.date), gazette=gazette),)

    def _relation(self, entry: Entry, relation: Relation) -> str:
        """A relation in words, with how surely it is known and from where."""
        other = self._register.get(relation.other)
        name = other.name(self._say.language) if other else relation.other
        date = self._say("law.of_date", date=self._say.date(other.date)) if other and other.date else ""
        part = self._say("law.part", part=relation.part) if relation.part else ""
        told = self._say(
            f"law.{relation.kind.value}", name=entry.name(self._say.language), other=name, date=date, part=part
        )
        return f"{told} {self._source(relation)}"

    def _source(self, relation: Relation) -> str:
        if relation.confidence is Confidence.STATED:
            return self._say("law.source_stated")
        if relation.source and relation.source != "public source":
            return self._say("law.source_register", source=source_named(relation.source, self._say))
        return self._say("law.source_register_plain")


def _is_article(part: str) -> bool:
    return part[:1].isdigit()
