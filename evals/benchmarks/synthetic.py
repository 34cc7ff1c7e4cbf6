"""Documents that read like migration profiles, made from patterns: as many as a benchmark needs, always the same.

They have the vocabulary, the sentence lengths and the two languages of real ones, so that search meets terms of very
different frequency; what they state of the countries they name is invented.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ingest.document import BlockKind, Document, DocumentType, Metadata, Page, Passage, Sentence
from ingest.embedding import QueryEmbedder, SentenceInput, Vector
from ingest.terms import words
from ingest.wordvectors import WordVectors

PASSAGES_A_DOCUMENT = 40
PASSAGES_A_PAGE = 4
SENTENCES_A_PASSAGE = 4


@dataclass(frozen=True, slots=True)
class Language:
    """The patterns of one language and what fills them."""

    code: str
    sentences: Sequence[str]
    questions: Sequence[str]
    sections: Sequence[str]
    fillings: dict[str, Sequence[str]]

    def fill(self, pattern: str, draw: random.Random, country: str) -> str:
        """The pattern with every slot drawn at random, the country given."""
        chosen = {slot: draw.choice(options) for slot, options in self.fillings.items()}
        numbers = {"year": draw.randint(1995, 2024), "number": draw.randint(3, 98_000), "article": draw.randint(1, 180)}
        text = pattern.format(country=country, **numbers, **chosen)
        return text.replace(" de el ", " del ").replace(" a el ", " al ")


ENGLISH = Language(
    code="en",
    sentences=(
        "In {year}, {country} adopted {instrument}, which regulates {topic} and is applied by {institution}.",
        "{institution} coordinates {topic} together with municipal governments and civil society organizations.",
        "There is no national programme dedicated to {topic}, although {institution} offers advice on request.",
        "By {year}, {institution} had granted {number} permits to {group} under {instrument}.",
        "Article {article} of {instrument} guarantees {group} the same access to {service} as nationals.",
        "{group} without a residence permit may use {service} in an emergency but have to pay its full cost.",
        "However, {institution} publishes no regular statistics on {topic}, and data remain scattered.",
        "The government of {country} signed an agreement on {topic} with neighbouring States in {year}.",
        "Officials of {institution} receive training on {topic} every year, supported by international partners.",
        "A draft bill of {year} would extend {service} to {group}, but it has not been approved.",
        "{country} takes part in the regional conference, where {topic} was discussed in {year}.",
        "A national plan on {topic} was in preparation in {year} and assigns its leadership to {institution}.",
    ),
    questions=(
        "Does {country} have a national plan on {topic}?",
        "Which institution of {country} coordinates {topic}?",
        "How many permits had been granted to {group} in {country} by {year}?",
        "What does article {article} of {instrument} of {country} guarantee?",
        "Do {group} have access to {service} in {country}?",
        "When did {country} sign an agreement on {topic}?",
        "Are officials in {country} trained on {topic}?",
    ),
    sections=(
        "1 Migrants' rights > 1.1 Well-developed areas",
        "2 Whole-of-government approach > 2.2 Areas with potential for further development",
        "3 Partnerships > 3.1 Regional agreements",
        "4 Well-being of migrants > 4.1 Access to services",
        "5 Mobility in crises > 5.2 Contingency planning",
        "6 Safe, orderly and regular migration > 6.1 Border management",
    ),
    fillings={
        "instrument": ("the Migration Act", "the Refugee Decree", "Executive Decree No. 12", "the Labour Code",
                       "the Nationality Act", "the Anti-Trafficking Law", "the Passport Regulation"),
        "institution": ("the National Migration Service", "the Ministry of Foreign Affairs", "the Ministry of Labour",
                        "the Refugee Office", "the Institute of Statistics", "the Ombudsman", "the Ministry of Health"),
        "topic": ("family reunification", "labour migration", "the reintegration of returnees", "human trafficking",
                  "border management", "remittances", "statelessness", "the recognition of foreign qualifications",
                  "disaster displacement", "consular protection", "migrant smuggling", "gender equality"),
        "group": ("migrant workers", "asylum seekers", "refugees", "foreign students", "unaccompanied children",
                  "seasonal workers", "victims of trafficking", "returnees"),
        "service": ("health care", "primary education", "social security", "legal aid", "public housing",
                    "employment services", "unemployment benefits"),
    },
)  # fmt: skip

SPANISH = Language(
    code="es",
    sentences=(
        "En {year}, {country} adoptó {instrument}, que regula {topic} y es aplicado por {institution}.",
        "{institution} coordina {topic} junto con los gobiernos municipales y las organizaciones de la sociedad civil.",
        "No existe un programa nacional dedicado a {topic}, aunque {institution} ofrece asesoramiento a quien lo pide.",
        "Hasta {year}, {institution} había otorgado {number} permisos a {group} en virtud de {instrument}.",
        "El artículo {article} de {instrument} garantiza a {group} el mismo acceso a {service} que a los nacionales.",
        "Quienes carecen de permiso de residencia pueden usar {service} en una emergencia, pero pagan el costo entero.",
        "Sin embargo, {institution} no publica estadísticas periódicas sobre {topic} y los datos siguen dispersos.",
        "El gobierno de {country} firmó un acuerdo sobre {topic} con los Estados vecinos en {year}.",
        "El personal de {institution} recibe cada año capacitación sobre {topic} con apoyo de socios internacionales.",
        "Un proyecto de ley de {year} ampliaría {service} a {group}, pero no ha sido aprobado.",
        "{country} participa en la conferencia regional, donde se trató {topic} en {year}.",
        "En {year} se preparaba un plan nacional sobre {topic}, cuya dirección corresponde a {institution}.",
    ),
    questions=(
        "¿Cuenta {country} con un plan nacional sobre {topic}?",
        "¿Qué institución de {country} coordina {topic}?",
        "¿Cuántos permisos se habían otorgado a {group} en {country} hasta {year}?",
        "¿Qué garantiza el artículo {article} de {instrument} de {country}?",
        "¿Tienen {group} acceso a {service} en {country}?",
        "¿Cuándo firmó {country} un acuerdo sobre {topic}?",
        "¿Recibe el personal de {country} capacitación sobre {topic}?",
    ),
    sections=(
        "1 Derechos de los migrantes > 1.1 Áreas bien desarrolladas",
        "2 Enfoque de gobierno integral > 2.2 Áreas con potencial de desarrollo",
        "3 Alianzas > 3.1 Acuerdos regionales",
        "4 Bienestar de los migrantes > 4.1 Acceso a los servicios",
        "5 Movilidad en las crisis > 5.2 Planes de contingencia",
        "6 Migración segura, ordenada y regular > 6.1 Gestión de fronteras",
    ),
    fillings={
        "instrument": ("la Ley de Migración", "el Decreto de Refugio", "el Decreto Ejecutivo N.º 12",
                       "el Código de Trabajo", "la Ley de Nacionalidad", "la Ley contra la Trata"),
        "institution": ("el Servicio Nacional de Migración", "el Ministerio de Relaciones Exteriores",
                        "el Ministerio de Trabajo", "la Oficina de Refugiados", "el Instituto de Estadística",
                        "la Defensoría del Pueblo", "el Ministerio de Salud"),
        "topic": ("la reunificación familiar", "la migración laboral", "la reintegración de retornados",
                  "la trata de personas", "la gestión de fronteras", "las remesas", "la apatridia",
                  "el reconocimiento de títulos extranjeros", "el desplazamiento por desastres",
                  "la protección consular", "el tráfico de migrantes", "la igualdad de género"),
        "group": ("los trabajadores migrantes", "los solicitantes de asilo", "los refugiados",
                  "los estudiantes extranjeros", "los niños no acompañados", "las víctimas de trata"),
        "service": ("la atención de salud", "la educación primaria", "la seguridad social",
                    "la asistencia jurídica", "la vivienda pública", "los servicios de empleo"),
    },
)  # fmt: skip

LANGUAGES = (ENGLISH, SPANISH)
COUNTRIES = {
    "PAN": ("Panama", "Panamá"), "CRI": ("Costa Rica", "Costa Rica"), "GTM": ("Guatemala", "Guatemala"),
    "PER": ("Peru", "Perú"), "ECU": ("Ecuador", "Ecuador"), "COL": ("Colombia", "Colombia"),
    "HND": ("Honduras", "Honduras"), "MEX": ("Mexico", "México"), "CHL": ("Chile", "Chile"),
    "DOM": ("Dominican Republic", "República Dominicana"),
}  # fmt: skip


def documents(passages: int) -> Iterator[Document]:
    """Documents that hold this many passages together, English and Spanish by turns."""
    for number, first in enumerate(range(0, passages, PASSAGES_A_DOCUMENT)):
        yield _document(number, min(PASSAGES_A_DOCUMENT, passages - first))


def questions(count: int) -> list[str]:
    """Different questions on Panama, English and Spanish by turns."""
    draw = random.Random("questions")
    asked: dict[str, None] = {}
    while len(asked) < count:
        side = len(asked) % 2
        language = LANGUAGES[side]
        asked[language.fill(draw.choice(language.questions), draw, COUNTRIES["PAN"][side])] = None
    return list(asked)


class MadeVectors:
    """Embeds texts as the mean of the model's vectors of their words.

    It stands in for the document model where tens of thousands of passages are needed: the vectors lie in the model's
    own space and near those of questions in the same words, and cost microseconds instead of 50 ms each.
    """

    def __init__(self, questions: QueryEmbedder) -> None:
        self._questions = questions
        self._vectors: dict[str, Vector] = {}

    @property
    def id(self) -> str:
        """The id of the model that the words' vectors come from."""
        return self._questions.id

    def embed(self, texts: Sequence[str], on_progress: Callable[[int], None] | None = None) -> Vector:
        """One vector of unit length a text, shape (n, 384)."""
        vectors = np.stack([np.mean([self._word(w) for w in words(text)], axis=0) for text in texts])
        if on_progress is not None:
            on_progress(len(texts))
        unit: Vector = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
        return unit

    def embed_sentences(
        self, inputs: Sequence[SentenceInput], on_progress: Callable[[int], None] | None = None
    ) -> tuple[Vector, list[WordVectors]]:
        """For each sentence its vector, and those of its words, out of their contexts."""
        return self.embed([given.text for given in inputs], on_progress), [self._words(g.text) for g in inputs]

    def _words(self, text: str) -> WordVectors:
        found = tuple(dict.fromkeys(words(text)))
        return WordVectors(found, np.round(np.array([self._word(w) for w in found]) * 127).astype(np.int8))

    def _word(self, word: str) -> Vector:
        # All figures share a vector: the model hardly tells them apart, and there are too many to embed each.
        key = "7" if word[0].isdigit() else word
        if key not in self._vectors:
            self._vectors[key] = self._questions.embed_query(key)
        return self._vectors[key]


def _document(number: int, passages: int) -> Document:
    draw = random.Random(number)
    side = number % 2
    language = LANGUAGES[side]
    country = sorted(COUNTRIES)[number // 2 % len(COUNTRIES)] if number > 1 else "PAN"
    name = COUNTRIES[country][side]
    pages: list[Page] = []
    built: list[Passage] = []
    for first in range(0, passages, PASSAGES_A_PAGE):
        page = len(pages) + 1
        text, on_page = _page(language, draw, name, page, min(PASSAGES_A_PAGE, passages - first), len(built))
        pages.append(Page(page, text))
        built += on_page
    digest = hashlib.sha256("\f".join(p.text for p in pages).encode()).hexdigest()
    title = f"{name}: profile {number}"
    metadata = Metadata(title, DocumentType.PROFILE, country, language.code, str(2010 + number % 15))
    return Document(digest[:16], digest, f"{title}.txt", metadata, tuple(pages), tuple(built))


def _page(
    language: Language, draw: random.Random, country: str, page: int, passages: int, block: int
) -> tuple[str, list[Passage]]:
    """The text of a page and its passages, one block each."""
    text = ""
    built = []
    for offset in range(passages):
        passage = _passage(language, draw, country, page, len(text), block + offset)
        text += passage.text + "\n\n"
        built.append(passage)
    return text.rstrip("\n"), built


def _passage(language: Language, draw: random.Random, country: str, page: int, start: int, block: int) -> Passage:
    section = draw.choice(language.sections)
    sentences: list[Sentence] = []
    at = start
    for pattern in draw.sample(language.sentences, SENTENCES_A_PASSAGE):
        text = _capital(language.fill(pattern, draw, country))
        place = (page, at, at + len(text))
        sentences.append(Sentence(*place, text, text, section, BlockKind.PARAGRAPH, language.code, block=block))
        at += len(text) + 1
    text = " ".join(s.text for s in sentences)
    return Passage(page, start, start + len(text), text, section, language.code, None, tuple(sentences))


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
