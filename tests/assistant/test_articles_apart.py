"""Which article answers: of two rules on one matter, of a law or its regulations, of an old norm or its successor."""

from __future__ import annotations

import pytest

from assistant import Consultation, Status
from ingest.catalogue import Catalogue, Overrides
from ingest.document import DocumentType
from ingest.embedding import QueryEmbedder
from ingest.pipeline import Pipeline
from ingest.store import Store
from tests.assistant import country
from tests.ingest.store_parts import EngineEmbedder

ASYLUM = """\
# Ley del Asilo

## LEY Nº 28112

Artículo 1.- Reconsideración

Contra la resolución de la Comisión de Asilo cabe recurso de reconsideración en el plazo de diez días hábiles.

Artículo 2.- Apelación

Denegado el asilo, procede el recurso de apelación ante la Comisión Revisora. El plazo para presentarlo es de veinte \
días hábiles.

Artículo 3.- Exclusiones

Quedan excluidos de los beneficios de esta ley:

a) Los condenados por delito doloso.

b) Los que integren organizaciones armadas.

Artículo 4.- Multas

La persona extranjera que pide asilo paga la multa en el banco. El no pago de la multa genera impedimento de salida.

Artículo 5.- Educación

El acceso de los hijos de solicitantes de asilo a las escuelas públicas no podrá denegarse.

Artículo 6.- Retorno

El Estado facilitará, siempre que sea necesario, el retorno de los restos mortales de los solicitantes de asilo.

Artículo 7.- Beneficios

Los beneficios de la Ley del Asilo comprenden la salud, la enseñanza, la vivienda y el trabajo.

Artículo 8.- Exoneración

El solicitante de asilo no está exonerado del pago de la multa.
"""
REGULATIONS = """\
# Reglamento de la Ley Nº 28112, Ley del Asilo

## DECRETO SUPREMO Nº 004-2016-IN

Artículo 1.- Sesiones

La Comisión de Asilo se reunirá una vez al mes a solicitud de sus miembros, con la presencia de por lo menos tres de \
los mismos.

Artículo 2.- Tasas

El recibo de pago de la tasa por expedición de la tarjeta de asilo es de 25 dólares.

Artículo 3.- Sistema de tarjetas

El usuario consigna su clave SOL.

Artículo 4.- Administración

La administración del sistema virtual de tarjetas de asilo está a cargo de la Dirección de Registros.

Artículo 5.- Visas

La visa de trabajo de los extranjeros la otorga, por decreto legislativo o supremo, la Oficina de Asilo.
"""
CONTRACTS = """\
# Decreto Legislativo N° 50 - Decreto Legislativo de Extranjería

## DECRETO LEGISLATIVO Nº 50

Artículo 1.- Contrato

El contrato de trabajo del extranjero tendrá una duración no mayor de tres años.

Artículo 2.- Prórroga

La prórroga del contrato de trabajo del extranjero dura un año.

Artículo 3.- Visas

La visa de trabajo la otorga el Ministerio de Relaciones Exteriores.

Artículo 4.- Director

El Director de Extranjería debe ser mayor de edad y tener título profesional.

Artículo 5.- Sustitución

Cuando un extranjero sustituye a otro, no se incluirá en el cálculo del porcentaje al que se va, sino sólo al que \
ingresa.
"""
OLD = """\
# Reglamento Consular

## DECRETO SUPREMO Nº 076-2005-RE

Artículo 1.- Uso de la visa

La visa se ha de usar en el tiempo de nueve meses después de que la expide el consulado.
"""
NEW = """\
# Reglamento Consular

## DECRETO SUPREMO Nº 032-2020-RE

Artículo 1.- Uso de la visa

La visa debe ser utilizada dentro de los seis meses de expedida.

Artículo 2.- Cónsules honorarios

El funcionario consular honorario puede ser nacional o extranjero.

Artículo 3.- Listas

Los 17 consulados señalados cumplen con llevar un registro.

Artículo 4.- Derogación

Se deroga el Decreto Supremo Nº 076-2005-RE, que aprueba el Reglamento Consular.

El reglamento derogado se mantiene vigente hasta treinta (30) días calendario contados desde la publicación del \
presente decreto.
"""
_NORMS = (
    ("asilo.md", ASYLUM, DocumentType.LAW, "2015-03-01"),
    ("reglamento.md", REGULATIONS, DocumentType.DECREE, "2016-05-09"),
    ("extranjeria.md", CONTRACTS, DocumentType.DECREE, "2017-01-07"),
    ("consular-viejo.md", OLD, DocumentType.DECREE, "2005-10-05"),
    ("consular.md", NEW, DocumentType.DECREE, "2020-12-02"),
)


@pytest.fixture(scope="module")
def norms(tmp_path_factory: pytest.TempPathFactory) -> Consultation:
    own = country.settings(tmp_path_factory.mktemp("apart"))
    with Store.open(own.store, create=True) as store:
        pipeline = Pipeline(store, EngineEmbedder(QueryEmbedder.load(own).id), Catalogue.load(own.corpus))
        for name, text, kind, date in _NORMS:
            path = own.store.parent / name
            path.write_text(text, encoding="utf-8")
            details = Overrides(text.splitlines()[0].strip("# "), kind, "TRV", "es", date)
            assert [r.status for r in pipeline.add([path], details)] == ["added"]
    return Consultation.open(own.store, own)


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        pytest.param("¿De cuántos días se dispone para apelar según la Ley del Asilo?", "veinte", None, id="appeal"),
        pytest.param(
            "How many days are there to ask for reconsideration under Law 28112?", "diez", None, id="reconsideration"
        ),
        pytest.param(
            "¿Cuál es la duración máxima del contrato de trabajo de un extranjero?",
            "no mayor de tres años",
            None,
            id="the-contract-and-not-its-extension",
        ),
        pytest.param("¿Cuánto cuesta la tasa por la tarjeta de la Ley 28112?", "25 dólares", None, id="regulations"),
        pytest.param("¿Cada cuánto se reúne la Comisión de Asilo?", "una vez al mes", None, id="rhythm"),
        pytest.param(
            "How many members must attend for the Asylum Commission to meet?", "tres de los mismos", None, id="of-them"
        ),
        pytest.param(
            "Which office runs the virtual system of asylum cards?", "Dirección de Registros", "clave", id="a-body"
        ),
        pytest.param(
            "¿Qué ocurre si un solicitante de asilo no paga la multa?", "impedimento de salida", None, id="what-follows"
        ),
        pytest.param(
            "¿Quiénes quedan excluidos de los beneficios de la Ley del Asilo?", "delito doloso", "multa", id="led-in"
        ),
        pytest.param(
            "¿En cuánto tiempo hay que usar la visa después de que la expide el consulado?",
            "seis meses",
            "nueve",
            id="the-successor",
        ),
        pytest.param(
            "¿Quién otorga la visa de trabajo según el decreto legislativo de extranjería?",
            "Ministerio",
            "Oficina",
            id="title",
        ),
    ],
)
def test_the_rule_on_just_that_matter_answers(
    question: str, said: str, unsaid: str | None, norms: Consultation
) -> None:
    answer = norms.ask(question)
    assert answer.status is Status.ANSWERED
    assert said in country.quoted(answer)
    assert unsaid is None or unsaid not in country.quoted(answer)


def test_a_norm_is_named_by_its_kind_and_year(norms: Consultation) -> None:
    answer = norms.ask("Según el reglamento de 2016, ¿a cargo de quién está la administración del sistema?")
    assert {c.title for c in answer.citations} == {
        "Decreto Supremo 004-2016-IN, Reglamento de la Ley Nº 28112, Ley del Asilo"
    }


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Can a school be refused to the children of asylum applicants?", "no"),
        ("Does the law provide for the return of the mortal remains of asylum applicants?", "yes"),
        ("When a foreigner replaces another, is the one who leaves included in the percentage?", "no"),
    ],
)
def test_turns_of_the_language_of_law_decide(question: str, verdict: str, norms: Consultation) -> None:
    answer = norms.ask(question)
    assert (answer.status, answer.verdict) == (Status.ANSWERED, verdict)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("¿A qué edad debe jubilarse el Director de Extranjería?", id="an-age-for-something-else"),
        pytest.param("¿Qué nivel de inglés se exige a un cónsul honorario?", id="a-level-of-what-is-not-there"),
        pytest.param("How many consulates are there?", id="some-that-were-mentioned"),
        pytest.param("Who is the consul general?", id="a-rule-is-no-person"),
    ],
)
def test_what_norms_do_not_say_is_not_found(question: str, norms: Consultation) -> None:
    answer = norms.ask(question)
    assert (answer.status, answer.citations) == (Status.NOT_FOUND, ())
