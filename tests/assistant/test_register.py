from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.errors import CorpusFileError, RegisterError
from assistant.instruments.added import AddedFile, entries_of
from assistant.instruments.entries import Confidence, RelationKind
from assistant.instruments.register import Register
from ingest.settings import PROJECT
from tests.assistant.commands import Done

SHIPPED = Register.load(PROJECT / "corpus")
ADDED = """
[[instrument]]
id = "law-9-2030"
kind = "law"
names_en = ["Law 9 of 2030"]
names_es = ["Ley 9 de 2030"]
number = "9"
year = 2030

[[instrument.relation]]
kind = "repeals"
instrument = "executive-decree-612-2018"
confidence = "seed"
"""


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("DE 320/2008", "executive-decree-320-2008"),
        ("Executive Decree No. 320", "executive-decree-320-2008"),
        ("el decreto ejecutivo 320", "executive-decree-320-2008"),
        ("Law No. 3", "decree-law-3-2008"),
        ("the Law No. 3 of 2008", "decree-law-3-2008"),
        ("Decreto Ley No. 3 de 22 de febrero de 2008", "decree-law-3-2008"),
        ("el Código de Trabajo", "labour-code"),
        ("the GCM", "global-compact-migration"),
    ],
)
def test_a_mention_is_of_one_instrument_whatever_its_spelling(text: str, id: str) -> None:
    assert [n.entry.id for n in SHIPPED.named_in(text)] == [id]


@pytest.mark.parametrize(
    "text", ["Law 8 of 2008", "Executive Decree 320 of 2011", "Decree 33", "the gcm", "320 people"]
)
def test_a_mention_of_another_instrument_is_of_none(text: str) -> None:
    assert SHIPPED.named_in(text) == ()


def test_an_instrument_of_another_country_is_not_meant() -> None:
    assert SHIPPED.named_in("Executive Decree 320 of 2008", "PER") == ()


def test_a_relation_is_seen_from_both_sides_and_later_ones_are_out_on_an_earlier_day() -> None:
    decree = SHIPPED.get("executive-decree-612-2018")
    assert decree is not None
    (repeal,) = SHIPPED.relations(decree)
    assert (repeal.kind, repeal.other) == (RelationKind.REPEALED_BY, "executive-decree-77-2022")
    assert repeal.confidence is Confidence.REGISTER
    assert SHIPPED.relations(decree, "2021") == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda e: e.pop("names_es"), "names_es"),
        (lambda e: e.update(date="2030-13"), "date"),
        (lambda e: e.update(kind="poem"), "kind"),
        (lambda e: e.update(colour="red"), "colour"),
    ],
)
def test_a_damaged_entry_is_named_with_its_field_in_both_languages(change: object, said: str, tmp_path: Path) -> None:
    entry: dict[str, object] = {"id": "x-1", "kind": "law", "names_en": ["X"], "names_es": ["X"]}
    change(entry)  # type: ignore[operator]
    file = tmp_path / "mine.json"
    file.write_text(json.dumps({"instrument": [entry]}), encoding="utf-8")
    with pytest.raises(CorpusFileError) as caught:
        entries_of(file)
    for language in ("en", "es"):
        assert "x-1" in caught.value.message(language) and said in caught.value.message(language)


def test_what_people_add_stands_beside_the_store_and_adds_to_what_is_known(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(ADDED, encoding="utf-8")
    added = AddedFile.of(tmp_path / "store")
    added.add(entries_of(file))
    added.add(entries_of(file))
    register = Register.load(PROJECT / "corpus", AddedFile.of(tmp_path / "store").read().entries)
    decree = register.get("executive-decree-612-2018")
    assert decree is not None
    assert {r.other for r in register.relations(decree)} == {"executive-decree-77-2022", "law-9-2030"}
    added.remove("law-9-2030")
    assert added.read().entries == ()
    with pytest.raises(RegisterError):
        added.remove("law-9-2030")


def test_a_damaged_file_of_additions_is_said_and_not_overwritten(tmp_path: Path) -> None:
    added = AddedFile.of(tmp_path / "store")
    added.decline(["one"])
    added.path.write_text("{", encoding="utf-8")
    with pytest.raises(CorpusFileError):
        added.decline(["two"])
    assert added.path.read_text(encoding="utf-8") == "{"


def test_the_command_searches_proposes_and_accepts(store: Path) -> None:
    (found,) = Done("instruments", "DE 612/2018", "--json").objects
    assert found["relations"][0] | {"name": None} == {
        "kind": "repealed_by",
        "instrument": "executive-decree-77-2022",
        "name": None,
        "date": "2022-08-24",
        "part": None,
        "confidence": "public",
        "source": "press; Gaceta Oficial 29606",
        "quote": None,
    }
    proposed = {p["id"]: p for p in Done("instruments", "--proposed", "--json").objects}
    assert proposed["decree-9-2018-trv"]["document_id"]
    assert Done("instruments", "--accept", "decree-9-2018-trv").status == 0
    assert [e["id"] for e in Done("instruments", "Decreto 9 de 2018", "--json").objects] == ["decree-9-2018-trv"]
    assert "decree-9-2018-trv" not in {p["id"] for p in Done("instruments", "--proposed", "--json").objects}
    refused = Done("instruments", "--accept", "nothing", "--json")
    assert refused.status == 1 and refused.objects[0]["error"]["code"] == "register"
    AddedFile.of(store).path.unlink()
