"""The glossary, the terms in a text, the maps of the country, and practice."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup

from assistant import Consultation
from assistant.checking.carrying import Carrying
from assistant.indicators.drafting import Drafter
from assistant.indicators.framework import Framework, Indicator
from assistant.language.countries import Gazetteer
from assistant.language.lexicon import LANGUAGES, Lexicon
from assistant.learning.glossary import glossary_for, load_glossary, uses
from assistant.learning.maps import Report, events, findings, offices, report_of
from assistant.learning.practice import explained, spoiled
from assistant.learning.room import Room
from assistant.learning.view import View
from assistant.phrases import Phrases
from assistant.settings import Settings
from assistant.ui.terms import with_terms


@pytest.mark.parametrize(
    ("query", "term"),
    [
        ("refugee", "refugee"),
        ("apatrida", "stateless person"),
        ("statelesness", "statelessness"),
        ("remesas", "remittances"),
        ("reunificacion familar", "family reunification"),
        ("NON REFOULEMENT", "non-refoulement"),
    ],
)
def test_the_search_forgives_accents_and_slips(room: Room, query: str, term: str) -> None:
    assert room.glossary.search(query)[0].terms["en"] == term


def test_what_is_near_nothing_finds_nothing(room: Room) -> None:
    assert room.glossary.search("zzqqxx") == ()


def test_a_term_leads_to_where_the_documents_use_it(room: Room) -> None:
    entry = room.glossary.search("permanent residence")[0]
    assert [p.text for p in uses(entry, room.table.view)] == [
        "Foreign residents may request permanent residence after 7 years in the country."
    ]


def test_terms_of_another_country_are_left_out() -> None:
    corpus = Settings().corpus
    entries, gazetteer = load_glossary(corpus), Gazetteer.load(corpus)
    nothing = glossary_for(entries, View("en", None, (), ()), gazetteer, "")
    assert nothing.search("National Border Service")[:1] != (entries[0],)
    said = " ".join(" ".join((*e.names, *e.definitions.values())) for e in nothing.entries)
    assert "Panam" not in said and "SENAFRONT" not in said


def test_a_text_with_terms_stays_letter_for_letter(room: Room) -> None:
    markup = '<p>A refugee and <a href="?x=refugee">a refugee</a> &amp; an asylum seeker; un refugee &lt;b&gt;.</p>'
    shown = with_terms(markup, room.glossary, "en")
    soup, before = BeautifulSoup(shown, "html.parser"), BeautifulSoup(markup, "html.parser")
    assert soup.get_text() == before.get_text()
    assert [t.get_text() for t in soup.select("abbr.term")] == ["refugee", "asylum seeker"]
    assert soup.a is not None and not soup.a.select("abbr") and not soup.select("b")
    assert all(t["tabindex"] == "0" and t["title"] for t in soup.select("abbr.term"))


def test_an_office_stands_with_its_instrument_and_its_domain(room: Room) -> None:
    found = {o.name: o for o in offices(room.filler)}
    directorate = found["Directorate of Human Mobility"]
    assert directorate.short == "DHM" and directorate.domains == {2: 2}
    assert [u.name for u in directorate.under] == ["Decree Law 5 of 1998"]
    assert directorate.does.quote.startswith("The Directorate of Human Mobility is a department")


def test_the_timeline_is_in_order_and_names_its_instruments(room: Room) -> None:
    found = events(room.filler)
    years = [e.year for e in found]
    assert years == sorted(years) and {1998, 2006, 2011, 2016} <= set(years)
    assert next(e for e in found if e.year == 1998).names == ("Decree Law 5 of 1998",)
    assert next(e for e in found if e.year == 2011).names == ()


def test_a_finding_reports_what_its_sentences_say_and_not_its_heading(room: Room) -> None:
    by_quote = {f.citations[0].quote.replace("\n", " "): f.report for f in findings(room.filler)}
    assert by_quote["Velmora does not yet have a national migration strategy."] is Report.ABSENT
    assert by_quote["Velmora collaborates with employers on migration issues, but not formally."] is Report.PARTLY
    assert by_quote["Velmora is in the process of joining the Northern Labour Accord."] is Report.PLANNED
    assert report_of(["There is a plan.", "However, it does not address migrants."]) is Report.PARTLY


def test_an_answer_is_explained_by_what_was_sought_and_found(consultation: Consultation) -> None:
    found = explained(consultation, "Does Velmora have a policy against xenophobia?", "en", ())
    part = found.parts[0]
    assert part.kind == "yes_no" and part.is_enough
    assert part.weighed[0].citation.quote.startswith("Velmora does not have a policy against xenophobia")
    silent = explained(consultation, "How many helicopters does Velmora own?", "en", ())
    assert not silent.parts[0].is_enough and silent.answer.status == "not_found"


def test_the_spoiled_sentence_is_refused_and_the_others_pass(consultation: Consultation, room: Room) -> None:
    settings = consultation.settings
    say = {language: Phrases.load(settings.prompts, language) for language in LANGUAGES}
    carrying = Carrying(Lexicon.load(settings.corpus), say)
    question = {"en": "Does the country work with employers or civil society on migration?"}
    indicators = (
        Indicator("X-1", 3, {}, question),
        *Framework.load(settings.corpus / "indicators.jsonl").indicators[:6],
    )
    drafter = Drafter(consultation, Framework(indicators))
    made = [s for i in indicators if (s := spoiled(drafter.draft(i), room.table, carrying, "Ana"))]
    assert made
    for one in made:
        assert one.lacks and one.sentences[one.wrong] != one.was
        by_mark = {c.mark: c for c in one.citations}
        for n, sentence in enumerate(one.sentences):
            cited = [by_mark[int(m)] for m in re.findall(r"\[(\d+)\]", sentence) if int(m) in by_mark]
            if n == one.wrong:
                assert carrying.lacks(sentence, "en", cited)
