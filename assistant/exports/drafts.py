"""What the exports of an assessment share: its drafts by domain and sub-domain, and the words around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from assistant.indicators.drafting import Draft, Level
from assistant.indicators.sdg import Sdg, covers_all, sdg
from assistant.phrases import Phrases
from assistant.wording import Wording

LEVELS = tuple(Level)
STATUSES = ("draft", "in_review", "validated", "returned")


@dataclass(frozen=True, slots=True)
class Assessment:
    """Drafts to be written out.

    Attributes:
        drafts: in the order of the framework.
        say: the phrases of their language.
        word: the names of dates and references in it.
        day: the date that the file bears.
        country: name of the country or countries assessed; may be empty.
        names_domains: whether the domains are those of the shipped framework, which have names.
    """

    drafts: tuple[Draft, ...]
    say: Phrases
    word: Wording
    day: date
    country: str
    names_domains: bool

    @property
    def is_validated(self) -> bool:
        """Whether a person validated every response."""
        return bool(self.drafts) and all(d.status == "validated" for d in self.drafts)

    @property
    def standing(self) -> str:
        """A sentence that says whether the responses are validated: none, some or all of them."""
        done = sum(d.status == "validated" for d in self.drafts)
        if self.is_validated:
            return self.say("draft_export.validated")
        if not done:
            return self.say("draft_export.mark")
        return self.say("draft_export.mark_some", done=done, total=len(self.drafts))

    @property
    def sdg(self) -> Sdg | None:
        """SDG indicator 10.7.2 worked out from the levels; None where not all of its items are among the indicators."""
        if not covers_all(d.indicator for d in self.drafts):
            return None
        return sdg((d.indicator, d.level) for d in self.drafts)

    @property
    def title(self) -> str:
        """The heading of the file."""
        return self.say("draft_export.title", country=self.country) if self.country else self.say("draft_export.plain")

    def domain(self, number: int) -> str:
        """A domain with its number and, where it is known, its name."""
        key = f"draft_domain.domain_{number}"
        name = self.say(key) if self.names_domains and self.say.has(key) else ""
        return self.say("draft_export.domain", number=number) + (f". {name}" if name else "")

    def level(self, draft: Draft) -> str:
        """The level in words."""
        return self.say(f"draft_level.{draft.level.value}")

    def facts(self, draft: Draft) -> list[tuple[str, str]]:
        """What else is known of a response, by name: its status, and what a team noted."""
        previous = self.say(f"draft_level.{draft.previous_level.value}") if draft.previous_level else ""
        named = {
            "status": self.say(f"draft_status.{draft.status}"),
            "assignee": draft.assignee,
            "due": self.word.date(draft.due) if draft.due else "",
            "reviewed_by": draft.reviewed_by,
            "previous_level": previous,
        }
        return [(self.say(f"draft_column.{name}"), value) for name, value in named.items() if value]

    def by_domain(self) -> Iterator[tuple[int, list[Draft]]]:
        """Drafts by domain in the order of their numbers."""
        ordered = sorted(self.drafts, key=lambda d: d.indicator.domain)
        for number, drafts in groupby(ordered, key=lambda d: d.indicator.domain):
            yield number, list(drafts)

    def by_subdomain(self, drafts: list[Draft]) -> Iterator[tuple[str, list[Draft]]]:
        """Drafts of a domain by sub-domain, in the order in which each first comes."""
        names = dict.fromkeys(self.subdomain(d) for d in drafts)
        for name in names:
            yield name, [d for d in drafts if self.subdomain(d) == name]

    def subdomain(self, draft: Draft) -> str:
        """The sub-domain of a draft; may be empty."""
        return draft.indicator.subdomain(draft.language)

    def question(self, draft: Draft) -> str:
        """The question in the language of the draft."""
        return draft.indicator.question(draft.language)

    def counts(self, drafts: list[Draft]) -> dict[Level, int]:
        """How many drafts have each level."""
        return {level: sum(d.level is level for d in drafts) for level in LEVELS}
