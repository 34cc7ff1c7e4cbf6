from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from assistant.answer import Answer, Citation, Status, Verdict
from assistant.exports.text import headline
from assistant.phrases import Phrases
from assistant.wording import PROMPTS, wording
from ingest.errors import MESSAGES
from tests.ui.sample import REPOSITORY

ENGLISH, SPANISH = wording("en"), wording("es")
LEARNING = tuple((REPOSITORY / "assistant" / "learning").glob("*.py"))
TRUST = REPOSITORY / "assistant" / "trust_words.py"
SAME_IN_BOTH = {
    "verdict.no",
    "export.word",
    "work.seconds",
    "reference.page",
    "reference.article",
    "answer.article",
    "answer.section",
    "answer.provision",
    "reference.provision",
    "trust.share",
    "quiz.no",
    "overview.as_excel",
    "overview.as_csv",
    "passed.as_word",
    "passed.as_markdown",
}


def test_both_languages_have_the_same_phrases() -> None:
    assert ENGLISH.phrases.keys() == SPANISH.phrases.keys()


@pytest.mark.parametrize("name", sorted(ENGLISH.phrases))
def test_both_languages_fill_in_the_same_values(name: str) -> None:
    values = [sorted(re.findall(r"{(\w+)}", language.phrases[name])) for language in (ENGLISH, SPANISH)]
    assert values[0] == values[1]


def test_no_phrase_was_left_in_english() -> None:
    same = {name for name, text in ENGLISH.phrases.items() if text == SPANISH.phrases[name]}
    assert same <= SAME_IN_BOTH


def test_every_phrase_is_plain() -> None:
    for language in (ENGLISH, SPANISH):
        for name, text in language.phrases.items():
            assert text.strip() == text and text, name
            assert "!" not in text, name


def test_every_phrase_is_used() -> None:
    code = "\n".join(p.read_text(encoding="utf-8") for p in (*_sources(), *LEARNING, TRUST))
    said = set(re.findall(r"[\"'](\w+\.\w+)[\"']", code))
    # Words of Streamlit's own buttons are looked up by the beginning of their names.
    beginnings = (*re.findall(r"f[\"'](\w+\.\w*)\{", code), *re.findall(r"startswith\([\"'](\w+\.)[\"']\)", code))
    unused = {
        name
        for name in ENGLISH.phrases
        if not name.startswith(beginnings) and not {name, name.rpartition("_")[0]} & said
    }
    assert unused == set()


def test_no_sentence_stands_in_the_code() -> None:
    for path in _sources():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docstrings = {id(d) for d in _docstrings(tree)}
        said = [
            n.value
            for n in ast.walk(tree)
            if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in docstrings
        ]
        sentences = [text for text in said if re.fullmatch(r"[A-Z][a-z]+( [a-z]+){2,}.*", text)]
        assert sentences == [], path.name


def test_every_error_of_ingest_has_its_sentence() -> None:
    shown = {name.removeprefix("error.") for name in ENGLISH.phrases if name.startswith("error.")}
    not_of_files = {"document_unknown", "page_unknown", "catalogue", "store_missing"}
    assert MESSAGES.keys() - not_of_files <= shown


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("verdict", list(Verdict))
def test_the_verdict_is_worded_as_in_the_prose(language: str, verdict: Verdict) -> None:
    said = Phrases.load(PROMPTS, language)
    citation = Citation(
        1, "d1", "T", "profile", None, language, 1, "", None, "q", 0, 1, None, "2019", "secondary", None
    )
    answer = Answer("q", language, Status.ANSWERED, verdict, "a", (citation,))
    expected = said("lead.as_of", lead=said(f"lead.{verdict.value}"), date=said.date("2019"))
    assert headline(answer, wording(language)) == expected


@pytest.mark.parametrize(
    ("iso", "english", "spanish"),
    [
        ("2019", "2019", "2019"),
        ("2019-04", "April 2019", "abril de 2019"),
        ("2019-04-30", "30 April 2019", "30 de abril de 2019"),
        (None, "undated", "sin fecha"),
        ("2019-13-01", "2019-13-01", "2019-13-01"),
    ],
)
def test_dates_follow_the_language(iso: str | None, english: str, spanish: str) -> None:
    assert (ENGLISH.date(iso), SPANISH.date(iso)) == (english, spanish)


def test_numbers_follow_the_language() -> None:
    assert ENGLISH.count("ask.loaded", 12000) == "12,000 documents"
    assert SPANISH.count("ask.loaded", 12000) == "12.000 documentos"
    assert SPANISH.count("ask.loaded", 1) == "1 documento"


def _sources() -> list[Path]:
    folders = (REPOSITORY / "assistant" / "ui", REPOSITORY / "assistant" / "exports")
    return [
        REPOSITORY / "app.py",
        REPOSITORY / "assistant" / "wording.py",
        *(p for folder in folders for p in folder.rglob("*.py")),
    ]


def _docstrings(tree: ast.AST) -> list[ast.Constant]:
    values = [n.value for n in ast.walk(tree) if isinstance(n, ast.Expr)]
    return [value for value in values if isinstance(value, ast.Constant)]
