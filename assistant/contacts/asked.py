"""Which contact details a question asks for, and of which body."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from assistant.language.countries import Gazetteer
from assistant.language.lexicon import WordClass
from assistant.understanding.question import Query, Unit, UnitKind, capitalised
from ingest.terms import EVERY_STOP_WORD, STOP_WORDS, fold, words


class Detail(StrEnum):
    """A way to reach a body."""

    ADDRESS = "address"
    PHONE = "phone"
    EMAIL = "email"
    WEB = "web"
    SOCIAL = "social"
    HOURS = "hours"


ALL = frozenset(Detail)
_OFFICE = (
    r"(?:\w+'s |the |la |las |los |el |una? |an? |\w+ )?"
    r"(?:offices?|oficinas?|sedes?|headquarters|mision|mission|delegacion)"
)
_DISTRICT = (
    r"(?:parts?|areas?|districts?|neighbou?rhoods?|quarters?|zones?|"
    r"partes?|zonas?|distritos?|barrios?|lugar(?:es)?|sector(?:es)?|sitios?|puntos?)"
)
_WAYS = {
    Detail.ADDRESS: re.compile(
        r"\baddress(?:es)?\b(?<!e-mail address)(?<!email address)(?<!web address)|\bdireccion(?:es)?\b"
        r"(?! (?:general|nacional|regional|ejecutiva|de correo|electronica|web))|\bdomicilio\b|\bstreet\b|"
        rf"\bubicacion de {_OFFICE}|"
        rf"\b(?:where|donde)\b.*\b(?:{_OFFICE}|located|located at|ubicad[oa]s?)\b|"
        r"\bdonde (?:queda|esta|estan|se encuentra|se ubica|puedo encontrar)\b|"
        r"\bwhere (?:can i find|do i find|is|are)\b|"
        rf"\b(?:which|what) (?:{_DISTRICT} of (?:the )?(?:capital|city|town)|streets?|buildings?|floor)\b|"
        rf"\ben que (?:{_DISTRICT} de la (?:capital|ciudad)|calles?|edificios?|piso)\b"
    ),
    Detail.PHONE: re.compile(
        r"\b(?:tele)?phones?\b|\btel\b|\btelefono?s?\b|\btelefonic[oa]s?\b|\bcelular\b|\bwhatsapp\b|\bfax\b|\bcall\b|"
        r"\bllam(?:o|ar|arles)\b|\bring\b"
    ),
    Detail.EMAIL: re.compile(
        r"\be-?mails?\b|\bmail(?:box)?\b|\bcorreos?\b|\bdireccion(?:es)? electronicas?\b|"
        r"\bescrib(?:ir(?:les?)?|o|imos)\b|"
        r"\bwrite to\b"
    ),
    Detail.WEB: re.compile(
        r"\bweb ?(?:sites?|pages?|address)?\b|\burl\b|\bhome ?page\b|"
        r"\b(?:paginas?|sitios?|portal) (?:de )?(?:web|internet)\b|"
        r"\binternet (?:address|site|page)\b|\bpagina (?:oficial|electronica)\b"
    ),
    Detail.SOCIAL: re.compile(
        r"\bsocial (?:media|networks?)\b|\bredes sociales\b|\b(?:facebook|twitter|instagram|youtube|linkedin|tiktok)\b"
    ),
    Detail.HOURS: re.compile(
        r"\b(?:office|opening|business|working) hours?\b|\bhorarios?(?: de (?:atencion|oficina|apertura))?\b|"
        r"\bhoras de (?:atencion|oficina)\b|\bopen to the public\b|\b(?:what|which) (?:hours|days)\b.*\bopen\b|"
        r"\b(?:when|cuando)\b.*\b(?:open|abren?|atienden?)\b|\ba que hora\b"
    ),
}
_ANY = re.compile(
    r"\bcontact (?:details?|information|info|data|points?)\b|\b(?:contact|reach|get in touch|get hold)\b|"
    r"\b(?:datos|informacion|formas?|medios?) de contacto\b|\b(?:contactar|contacto|comunic\w+|"
    r"ponerme en contacto|localizar)\b"
)
_OF_WAYS = frozenset(
    "address addresses direccion direcciones domicilio street postal mailing ubicacion located location ubicada "
    "ubicado ubicadas donde queda quedan encuentra encontrar find office offices oficina oficinas sede sedes mision "
    "mission delegacion telephone telephones phone phones tel telefono telefonos telefonico telefonica celular "
    "whatsapp fax call llamar llamo llama escribo debo ring email emails e mail mails mailbox correo correos "
    "electronico electronica electronicos escribir escribirles write web website websites site page pages pagina "
    "paginas sitio sitios portal internet url home homepage official oficial social media network networks redes "
    "sociales facebook twitter instagram youtube linkedin tiktok account accounts cuenta cuentas handle profile "
    "perfil hour hours horario horarios hora horas opening open business working days dias atencion atienden atiende "
    "abren abre publico public contact contacts contacto contactos contactar contactarme comunicar comunicarme "
    "comunicarse comunicarnos ponerme poner reach touch get hold details detail datos informacion information info "
    "forma formas medio medios point numero numeros number numbers localizar city ciudad town capital part parts "
    "area district quarter neighborhood neighbourhood zone parte partes zona distrito barrio lugar sector streets "
    "calle calles building buildings edificio edificios floor piso use usar utilizar send sending enviar mandar "
    "letter letters carta cartas envio envia mando give tell need know want have has dame dime deme necesito quiero "
    "saber tiene hay available dar decir digame puede puedo podria can could please comunico comunica disponible way "
    "someone person main principal full exact completa exacta there ahi alli more further mas mayor journalist "
    "journalists periodista periodistas press prensa reporter reporters questions question preguntas dudas "
    "preguntar ask about news noticia noticias learn know hear averiguar conocer".split()
)
"""Words that a question for contact details is made of, the body and its place aside."""


@dataclass(frozen=True, slots=True)
class ContactQuestion:
    """A question for contact details.

    Attributes:
        details: those that it asks for.
        explicit: whether it names them, and does not ask for any way to reach the body.
        named: the words for the body and its place, in order; such as it takes over from an earlier turn come last.
        shown: the body and its place as the question writes them.
        countries: those that it names, as alpha-3 codes.
    """

    details: frozenset[Detail]
    explicit: bool
    named: tuple[Unit, ...]
    shown: str
    countries: tuple[str, ...]
    by_name: bool
    """Whether all that it names is written as a name is."""
    for_more: bool = False
    """Whether it asks whom to turn to for more on a matter, or for the press."""

    @property
    def needs_a_detail(self) -> bool:
        """Whether only a mailbox, a number or the like could answer; where a body is, other sentences may tell too."""
        return self.explicit and self.by_name and Detail.ADDRESS not in self.details


def contact_question(query: Query, gazetteer: Gazetteer) -> ContactQuestion | None:
    """What contact details a question asks for; None where it asks for anything else.

    All that it says beside the details must be the name of a body: "How does IOM address trafficking?" is none.
    """
    text = " ".join(part.text for part in query.parts)
    folded = fold(text)
    details = frozenset(detail for detail, pattern in _WAYS.items() if pattern.search(folded))
    if Detail.EMAIL in details and re.search(r"\be-?mail address|\bcorreo electronico|\bdireccion de correo", folded):
        details -= {Detail.ADDRESS}
    if not details and re.search(r"\b(?:numero|number)\b", folded):
        details = frozenset({Detail.PHONE})
    if not details and not _ANY.search(folded):
        return None
    if _ASKS_OTHERWISE.search(folded):
        return None
    places = {word for span, _ in gazetteer.spans(text) for word in words(span)}
    seats = frozenset() if query.countries else _SEATS
    units = [u for part in query.parts for u in part.units if _names(u, seats) and u.text not in places]
    own = {u.text: u for u in units if not u.carried}
    for_more = bool(_FOR_MORE.search(fold(query.text)))
    before = [u for u in (*units, *query.mentioned) if _is_of_a_body(u) or (for_more and _is_of_the_matter(u))]
    named = tuple(own.values() or {u.text: u for u in before}.values())
    shown = _shown(text, {u.text for u in named} | places)
    by_name = bool(own) and not query.yes_no and all(w in capitalised(text) for w in own)
    return ContactQuestion(details or ALL, bool(details), named, shown, query.countries, by_name, for_more)


_FOR_MORE = re.compile(
    r"\b(?:(?:more|further) (?:information|details|on|about)|(?:know|learn|hear|find out) more|ask about|journalists?|"
    r"reporters?|press|media|news|"
    r"(?:mas|mayor) (?:informacion|detalles)|(?:saber|conocer|averiguar) mas|preguntar (?:por|sobre)|"
    r"periodistas?|prensa|noticias?)\b"
)


_ASKS_OTHERWISE = re.compile(
    r"\b(?:whom?(?! (?:do|can|could|should|must|would) (?:\w+ ){1,2}?(?:call|contact|write|e-?mail|ring|phone)\b)|"
    r"quien(?:es)?(?! (?:(?:l[aeo]s?|me|nos) )?"
    r"(?:(?:puedo|debo|se|hay que|deben?|pueden?|podria\w*)(?: (?:l[ao]s )?\w+)? )?"
    r"(?:llam|escrib|contact|dirigir(?:me|nos|se))\w*)|"
    r"whose|why|when was|how many|how much|por que|"
    r"cuant[oa]s?)\b"
)


def _names(unit: Unit, seats: frozenset[str]) -> bool:
    if unit.text in seats:
        return True
    return unit.text not in _OF_WAYS and unit.word_class is not WordClass.SCAFFOLD and not _is_slip(unit)


def _is_of_a_body(unit: Unit) -> bool:
    """Whether a word of an earlier turn names a body or is part of its name."""
    return unit.kind is UnitKind.NAME or unit.is_of_the_field


def _is_of_the_matter(unit: Unit) -> bool:
    """Whether a word of what is said before a question tells on what more is wanted."""
    return unit.word_class is WordClass.CONTENT and unit.text not in _OF_WAYS


_SEATS = frozenset({"sede", "sedes", "headquarters"})
"""Where no country is named, the seat of a body is not any of its offices."""


def _is_slip(unit: Unit) -> bool:
    """Whether a short word that means nothing has the letters of one that says nothing: "teh"."""
    short = len(unit.text) <= _ACRONYM and not unit.concepts and unit.kind is not UnitKind.NAME
    return short and any(sorted(unit.text) == sorted(w) for stops in STOP_WORDS.values() for w in stops)


def _shown(text: str, wanted: set[str]) -> str:
    """The name of the body as the question has it, from its first word to its last; acronyms in capitals."""
    tokens = re.findall(r"[\w.&’'-]*\w", text)
    places = [i for i, t in enumerate(tokens) if set(words(re.sub(r"['’]s$", "", t))) & wanted]
    if not places:
        return " ".join(_written(word) for word in sorted(wanted))
    kept = [re.sub(r"['’]s$", "", t) for t in tokens[places[0] : places[-1] + 1]]
    said = [(t, set(words(t)) <= wanted) for t in kept]
    return " ".join(_written(t) if is_name else t for t, is_name in said if is_name or fold(t) in EVERY_STOP_WORD)


def _written(word: str) -> str:
    if word != word.lower():
        return word
    return word.upper() if len(word) <= _ACRONYM else word.capitalize()


_ACRONYM = 4
