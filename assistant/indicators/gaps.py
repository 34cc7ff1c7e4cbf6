"""What evidence is missing behind a level, and which institution would hold it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from assistant.indicators.dossier import Dossier
from assistant.indicators.levels import Decision, Level
from assistant.instruments.naming import instruments_in
from assistant.judging.selection import Quote
from assistant.phrases import Phrases
from ingest.terms import fold

_INSTITUTION = re.compile(
    r"\b(?:(?:Ministry|Ministries) of (?:the )?[A-Z][\w’-]+(?:(?: and|,)? (?:of |for )?[A-Z][\w’-]+){0,5}|"
    r"(?:[A-Z][\w’-]+ ){0,3}"
    r"(?:Office|Service|Institute|Directorate|Secretariat|Commission|Council|Authority|Fund|Ombudsman)"
    r"(?: (?:of|for|on|against) (?:the )?[A-Z][\w’-]+(?:(?: and| of| for| in)? [A-Z][\w’-]+){0,7})?|"
    r"Ministerio de(?:l| la)? [A-ZÁÉÍÓÚ][\wáéíóúñ]+(?:(?: y| de)? [A-ZÁÉÍÓÚ][\wáéíóúñ]+){0,4}|"
    r"(?:Servicio|Instituto|Oficina|Secretaría|Comisión|Consejo|Autoridad|Dirección|Caja|Defensoría) "
    r"(?:[A-ZÁÉÍÓÚ][\wáéíóúñ]+ )?(?:de(?:l| la)?|para(?: la)?|contra(?: la)?) [A-ZÁÉÍÓÚ][\wáéíóúñ]+"
    r"(?:(?: y| de)? [A-ZÁÉÍÓÚ][\wáéíóúñ]+){0,4})"
)
_INTERNATIONAL = re.compile(
    r"\b(?:regional|ibero|central american|international|united nations|iom|unhcr|binational)\b"
)
_NEAR = 0.5
_SEEN = 5
_OLD_YEARS = 2


class Gaps:
    """Says what is missing.

    Args:
        say: the phrases of a language.
        names: names of institutions in the language by their folded names in any language.
    """

    def __init__(self, say: Phrases, names: Mapping[str, str]) -> None:
        self._say = say
        self._names = names

    def of(self, dossier: Dossier, decision: Decision, quotes: Sequence[Quote], today: date) -> tuple[str, ...]:
        """What is missing for a firm answer, with who would hold it; one line each."""
        holder = self._holder(dossier)
        if decision.level is Level.NOT_FOUND:
            return (self._say("draft_gap.not_found", holder=holder),)
        found = []
        if decision.level is Level.PARTIAL:
            key = f"draft_gap.{decision.reason}"
            found.append(self._say(key if self._say.has(key) else "draft_gap.partial", holder=holder))
        if self._norm_is_only_named(quotes):
            found.append(self._say("draft_gap.norm_text"))
        dates = sorted({d for q in quotes if (d := q.document.metadata.date)})
        if dates and int(dates[-1][:4]) <= today.year - _OLD_YEARS:
            found.append(self._say("draft_gap.since", date=self._say.date(dates[-1]), holder=holder))
        return tuple(found)

    def _norm_is_only_named(self, quotes: Sequence[Quote]) -> bool:
        named = any(instruments_in(q.sentence.search_text) for q in quotes)
        return named and all(q.document.metadata.authority != "primary" for q in quotes)

    def _holder(self, dossier: Dossier) -> str:
        """The institution of the State that the closest sentences name most, or the one a domain usually belongs to."""
        counts: Counter[str] = Counter()
        for sighting in dossier.sightings[:_SEEN]:
            if sighting.relevance < _NEAR:
                break
            for match in _INSTITUTION.finditer(" ".join(sighting.sentence.search_text.split())):
                name = match[0].strip()
                if not _INTERNATIONAL.search(fold(name)) and " " in name:
                    counts[name] += 1
        if counts:
            name = counts.most_common(1)[0][0]
            return self._say("draft_holder.named", name=self._names.get(fold(name), name))
        key = f"draft_holder.domain_{dossier.indicator.domain}"
        return self._say(key if self._say.has(key) else "draft_holder.other")
