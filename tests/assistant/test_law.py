"""Law in time, on a made-up country's law that was amended and on one that was repealed."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Answer, Consultation, Filters, Status
from assistant.answer import Verdict
from ingest.catalogue import Catalogue, Overrides
from ingest.document import DocumentType
from ingest.embedding import QueryEmbedder
from ingest.pipeline import Pipeline
from ingest.store import Store
from tests.assistant import country
from tests.ingest.store_parts import EngineEmbedder

AMENDED = """\
# Ley de Pasos Fronterizos

## LEY Nº 40 de 2010

Artículo 1.- Plazo de paso

El permiso de paso fronterizo dura diez días.

(*) Artículo modificado por el Artículo 2 de la Ley Nº 77 de 2018, publicada el 3 de mayo de 2018, cuyo texto es el \
siguiente:

“Artículo 1.- Plazo de paso

El permiso de paso fronterizo dura veinte días.”

Artículo 2.- Vigencia

La presente ley entra en vigor el 1 de enero de 2011.

Artículo 3-A.- Tarjeta de paso

La tarjeta de paso fronterizo se entrega en el puesto de control.
"""
REPEALED = """\
# Ley de Puertos Menores

## LEY Nº 15 de 1999

(*) DEROGADA por la Única Disposición Derogatoria de la Ley Nº 90 de 2020, publicada el 4 de julio de 2020.

Artículo 1.- Los marineros extranjeros presentan su libreta en la capitanía del puerto.
"""


@pytest.fixture(scope="module")
def norms(tmp_path_factory: pytest.TempPathFactory) -> Consultation:
    own = country.settings(tmp_path_factory.mktemp("norms"))
    with Store.open(own.store, create=True) as store:
        pipeline = Pipeline(store, EngineEmbedder(QueryEmbedder.load(own).id), Catalogue.load(own.corpus))
        for name, text, date in (("pasos.md", AMENDED, "2010-11-02"), ("puertos.md", REPEALED, "1999-02-01")):
            path = own.store.parent / name
            path.write_text(text, encoding="utf-8")
            title = text.splitlines()[0].strip("# ")
            details = Overrides(title, DocumentType.LAW, "TRV", "es", date)
            assert [r.status for r in pipeline.add([path], details)] == ["added"]
    return Consultation.open(own.store, own)


def _quotes(answer: Answer) -> str:
    return " ".join(c.quote for c in answer.citations)


def test_an_article_is_answered_in_its_wording_in_force_which_is_said(norms: Consultation) -> None:
    answer = norms.ask("¿Cuánto dura el permiso de paso fronterizo?")
    assert "veinte" in _quotes(answer) and "diez" not in _quotes(answer)
    assert {c.article for c in answer.citations} == {"1"}
    assert any("Ley 77 de 2018" in caveat for caveat in answer.caveats)


def test_as_of_a_day_before_the_amendment_the_old_wording_answers(norms: Consultation) -> None:
    answer = norms.ask("¿Cuánto dura el permiso de paso fronterizo?", filters=Filters(as_of="2015"))
    assert "diez" in _quotes(answer) and "veinte" not in _quotes(answer)
    assert not any("77" in caveat for caveat in answer.caveats)


def test_an_article_with_a_letter_is_found(norms: Consultation) -> None:
    answer = norms.ask("¿Qué dice el artículo 3-A de la Ley 40 de 2010?")
    assert answer.status is Status.ANSWERED and {c.article for c in answer.citations} == {"3-A"}


@pytest.mark.parametrize("question", ["¿Sigue vigente la Ley 15 de 1999?", "Is Law 15 of 1999 still in force?"])
def test_a_repeal_that_the_documents_state_is_quoted(question: str, norms: Consultation) -> None:
    answer = norms.ask(question)
    assert (answer.status, answer.verdict) == (Status.ANSWERED, Verdict.NO)
    assert "DEROGADA" in _quotes(answer)


def test_a_law_that_was_only_amended_is_never_said_to_be_in_force(norms: Consultation) -> None:
    answer = norms.ask("¿Sigue vigente la Ley 40 de 2010?")
    assert (answer.status, answer.verdict) == (Status.PARTIAL, None)
    assert "no muestran si sigue vigente" in answer.answer


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("¿Qué ley modificó la Ley 40 de 2010?", "Ley Nº 77"),
        ("Which law repealed Law 15 of 1999?", "Ley Nº 90"),
        ("¿Cuándo entró en vigor la Ley 40 de 2010?", "1 de enero de 2011"),
    ],
)
def test_who_changed_a_law_and_since_when_it_is_in_force_are_quoted(
    question: str, quoted: str, norms: Consultation
) -> None:
    answer = norms.ask(question)
    assert answer.status is Status.ANSWERED and quoted in _quotes(answer)


def test_an_answer_that_rests_on_a_repealed_law_says_so(norms: Consultation) -> None:
    answer = norms.ask("¿Dónde presentan su libreta los marineros extranjeros?")
    assert answer.status is Status.ANSWERED
    assert any("Ley 90 de 2020" in caveat for caveat in answer.caveats)


def test_where_no_document_shows_the_state_of_a_norm_that_is_said(norms: Consultation) -> None:
    answer = norms.ask("¿Dónde se entrega la tarjeta de paso fronterizo?")
    assert any("no muestran si sigue vigente" in caveat for caveat in answer.caveats)


def test_what_only_the_register_knows_stands_apart_with_its_source(tmp_path: Path) -> None:
    own = country.settings(tmp_path)
    (own.corpus / "instruments.toml").write_text(
        '[[instrument]]\nid = "d14"\nkind = "executive_decree"\nnumber = "14"\nyear = 2012\n'
        'names_en = ["Executive Decree 14 of 2012"]\nnames_es = ["Decreto Ejecutivo 14 de 2012"]\n'
        '[[instrument.relation]]\nkind = "repealed_by"\ninstrument = "d30"\nconfidence = "public"\nsource = "press"\n'
        '[[instrument.relation]]\nkind = "amended_by"\ninstrument = "d21"\nconfidence = "unconfirmed"\n'
        + "".join(
            f'[[instrument]]\nid = "d{n}"\nkind = "executive_decree"\nnumber = "{n}"\nyear = {year}\n'
            f'names_en = ["Executive Decree {n} of {year}"]\nnames_es = ["Decreto Ejecutivo {n} de {year}"]\n'
            for n, year in ((30, 2023), (21, 2020))
        ),
        encoding="utf-8",
    )
    country.add_profile_and_decree(own)
    consultation = Consultation.open(own.store, own)
    answer = consultation.ask("Is Executive Decree 14 of 2012 still in force?")
    assert (answer.status, answer.verdict) == (Status.PARTIAL, None)
    assert "30" not in answer.answer and "do not show whether" in answer.answer
    assert any("Executive Decree 30 of 2023" in c and "press" in c for c in answer.caveats)
    assert not any("Decree 21" in c for c in answer.caveats)
    before = consultation.ask("Is Executive Decree 14 of 2012 still in force?", filters=Filters(as_of="2022"))
    assert not any("Executive Decree 30" in c for c in before.caveats)
    created = consultation.ask("What did Executive Decree 14 of 2012 create?")
    assert any("Executive Decree 30 of 2023" in c for c in created.caveats)
    repealed = consultation.ask("Which decree repealed Executive Decree 14 of 2012?")
    assert repealed.status is Status.NOT_FOUND and repealed.citations == ()
    assert any("Executive Decree 30 of 2023" in c for c in repealed.caveats)
