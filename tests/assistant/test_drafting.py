"""Drafts on a made-up country, and what every draft must hold to."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from assistant import Consultation, Filters
from assistant.indicators.drafting import Draft, Drafter, Level
from assistant.indicators.framework import Framework, Indicator
from assistant.indicators.levels import needs
from ingest.settings import PROJECT

Drafting = Callable[..., Draft]
QUESTIONS = {
    "plan": (
        "Is there a national plan against trafficking in persons?",
        "¿Existe un plan nacional contra la trata de personas?",
    ),
    "council": (
        "Is there an interministerial council on migration?",
        "¿Existe un consejo interministerial de migración?",
    ),
    "hospital": (
        "Is public health care open to migrants?",
        "¿Está abierta a los migrantes la atención pública de salud?",
    ),
    "housing": ("Is public housing open to migrants?", "¿Está abierta a los migrantes la vivienda pública?"),
    "fund": ("Is there a fund for returning emigrants?", "¿Existe un fondo para los emigrantes que regresan?"),
    "pact": ("Is the country party to the Coastal Labour Pact?", "¿Es el país parte en el Coastal Labour Pact?"),
    "vote": (
        "Can foreign residents vote in local elections?",
        "¿Pueden los residentes extranjeros votar en las elecciones locales?",
    ),
    "refugees": (
        "Is the country party to the 1951 Convention relating to the Status of Refugees?",
        "¿Es el país parte en la Convención de 1951 sobre el Estatuto de los Refugiados?",
    ),
    "stateless": (
        "Is the country party to the 1961 Convention on the Reduction of Statelessness?",
        "¿Es el país parte en la Convención de 1961 para reducir los casos de apatridia?",
    ),
    "detention": ("Is the detention of migrants a last resort?", "¿Es la detención de migrantes el último recurso?"),
    "students": (
        "Do foreign students pay the same fees as nationals?",
        "¿Pagan los estudiantes extranjeros las mismas tasas que los nacionales?",
    ),
}


def indicator(name: str, answer_type: str = "level", looks_for: str = "", sdg: str | None = None) -> Indicator:
    english, spanish = QUESTIONS[name]
    return Indicator(name, 1, {}, {"en": english, "es": spanish}, answer_type, looks_for, sdg=sdg)


@pytest.fixture(scope="module")
def drafter(tarvenia: Consultation) -> Drafter:
    return Drafter(tarvenia, today=date(2026, 1, 1))


@pytest.fixture(scope="module")
def draft(drafter: Drafter) -> Drafting:
    @cache
    def made(name: str, language: str = "en") -> Draft:
        return drafter.draft(indicator(name), language)

    return made


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    ("name", "level", "quoted"),
    [
        ("council", Level.COMPLETE, "National Migration Council"),
        ("refugees", Level.COMPLETE, "Yes"),
        ("hospital", Level.PARTIAL, "limited to"),
        ("fund", Level.PARTIAL, "bill of 2020"),
        ("pact", Level.PARTIAL, "in the process of joining"),
        ("housing", Level.PARTIAL, "refugees who hold a municipal"),
        ("plan", Level.ABSENT, "no national plan"),
        ("vote", Level.ABSENT, "cannot vote"),
        ("stateless", Level.ABSENT, "No"),
        ("detention", Level.NOT_FOUND, ""),
        ("students", Level.NOT_FOUND, ""),
    ],
)
def test_the_level_is_what_the_documents_state(
    draft: Drafting, name: str, level: Level, quoted: str, language: str
) -> None:
    made = draft(name, language)
    assert made.level is level, made.response
    assert quoted in " ".join(c.quote for c in made.citations)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", QUESTIONS)
def test_each_sentence_is_marked_and_says_only_what_its_quote_says(
    draft: Drafting, tarvenia: Consultation, name: str, language: str
) -> None:
    made = draft(name, language)
    assert made.status == "draft"
    if made.level is Level.NOT_FOUND:
        assert not made.citations
        return
    assert 2 <= len(made.sentences) <= 6
    by_mark = {c.mark: c for c in made.citations}
    for sentence in made.sentences:
        assert re.search(r"\[\d+\]\.$", sentence), sentence
    for words, mark in re.findall(r"[“«]([^”»]+)[”»] \[(\d+)\]", made.response):
        assert _bare(words) in _bare(by_mark[int(mark)].quote)
    for citation in made.citations:
        page = tarvenia.store.page_text(citation.document_id, citation.page)
        assert page[citation.start : citation.end] == citation.quote


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def test_silence_is_never_said_to_be_absence(draft: Drafting) -> None:
    for language, must_not in (("en", "there is no"), ("es", "no existe ning")):
        made = draft("detention", language)
        assert made.level is Level.NOT_FOUND
        assert must_not not in made.response.casefold()
        assert made.gaps and made.searched
    assert "does not mean that the matter does not exist" in draft("detention").response


def test_the_reason_names_the_group_that_the_source_names(draft: Drafting) -> None:
    assert "municipal" in draft("housing").reason


def test_a_bill_and_an_old_source_are_said_and_who_would_know(draft: Drafting) -> None:
    made = draft("fund")
    assert any("bill" in c for c in made.caveats)
    assert any("2021" in c for c in made.caveats)
    assert any("official gazette" in g for g in made.gaps)
    assert any("since 2021" in g for g in made.gaps)


def test_a_source_of_this_year_is_not_called_old(tarvenia: Consultation) -> None:
    made = Drafter(tarvenia, today=date(2021, 6, 1)).draft(indicator("council"))
    assert not any("since" in g for g in made.gaps)


def test_the_framework_says_what_a_complete_answer_must_name(drafter: Drafter) -> None:
    asks = "Complete with the body and how often it meets; partial with the body only; absent if a source says none."
    assert needs(asks) == ["frequency"]
    made = drafter.draft(indicator("council", looks_for=asks))
    assert (made.level, "how often" in made.reason) == (Level.PARTIAL, True)


def test_a_heading_decides_nothing(draft: Drafting) -> None:
    # The sentence stands under "Areas with potential for further development", and asserts.
    assert draft("council").level is Level.COMPLETE
    # This one stands under "Well-developed areas", and denies.
    assert draft("vote").level is Level.ABSENT


def test_filters_leave_documents_out(drafter: Drafter) -> None:
    made = drafter.draft(indicator("plan"), "en", Filters(countries=("XXX",)))
    assert (made.level, made.searched) == (Level.NOT_FOUND, ())
    assert drafter.draft(indicator("plan"), "en", Filters(as_of="2019")).level is Level.NOT_FOUND


def test_a_framework_in_one_language_is_drafted_in_the_other(drafter: Drafter) -> None:
    only = Indicator("x", 9, {}, {"en": QUESTIONS["plan"][0]})
    made = drafter.draft(only, "es")
    assert made.level is Level.ABSENT
    assert made.response.startswith("Ausente")


def test_progress_is_told_before_each_draft(drafter: Drafter) -> None:
    told: list[tuple[int, str]] = []
    wanted = [indicator("plan"), indicator("vote")]
    for _ in drafter.drafts(wanted, on_progress=lambda done, one: told.append((done, one.id))):
        pass
    assert told == [(0, "plan"), (1, "vote")]


def test_the_key_names_indicators_of_the_framework_in_both_languages() -> None:
    import json

    path: Path = PROJECT / "evals" / "datasets" / "indicator_levels.jsonl"
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    known = {i.id for i in Framework.load(PROJECT / "corpus" / "indicators.jsonl").indicators}
    assert {line["id"] for line in lines} <= known
    assert {(line["id"], line["lang"]) for line in lines} == {(i, lang) for i in known for lang in ("en", "es")}
    assert all(1 <= len(line["level"]) <= 2 and set(line["level"]) <= set(Level) for line in lines)
    assert sum(line["level"] != ["not_found"] for line in lines) >= 80
