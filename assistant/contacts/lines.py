"""Contact lines as they stand on pages, with the stretch that belongs to each and whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.contacts.asked import Detail
from ingest.store import Store
from ingest.terms import fold

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WEB = re.compile(r"(?:https?://)?(?:www\.)?(?:[\w-]+\.)+[a-z]{2,}/?(?=[\s,;)]|$)|https?://[\w.-]+/?(?=[\s,;)]|$)")
# The endings of addresses that need no "www" before them; "example" is kept for documents that show how it is done.
_LIKE_WEB = re.compile(r"https?://|www\.|\.(?:org|int|gob|gov|gub|go|com|net|edu|ac|mil|info|example)\b")
_LABEL = (
    r"(?:Tel[eé]?fonos?|Tel|Tfno|Phone|Telephone|Fax|Cel(?:ular)?|Mobile|WhatsApp|Hotline|L[ií]nea gratuita|"
    r"Free ?phone|Toll[- ]free)\b\.?:?\s*"
)
_PHONE = re.compile(
    rf"(?:{_LABEL})?(?<![\w/.])(?:\+\d{{1,3}}|\(\+?\d{{1,4}}\))[\d\s().-]{{5,}}\d|{_LABEL}\(?\d[\d\s().-]{{4,}}\d",
    re.IGNORECASE,
)
_SOCIAL = re.compile(
    r"(?<![\w.])@\w{3,}|\b(?:Facebook|Twitter|Instagram|You ?[Tt]ube|LinkedIn|TikTok)\s*:\s*[^\n|;]{2,50}"
)
_ADDRESS = re.compile(
    r"(?:(?:Address|Direcci[oó]n|Domicilio|Visit us at)\s*:\s*[^\n]{5,}|"
    r"(?:Calle|Avenida|Avda?\.|Av\.|Jr\.|Jir[oó]n|Plaza|Edificio|Apartado|Carrera(?=\s\d)|Paseo|Boulevard|"
    r"P\.?\s?O\.? ?Box)\s[^\n]{0,120}?\d[^\n]*|"
    r"\d{1,5},? (?:[A-Z][\w.'’-]+ ){1,4}(?:Street|St\.|Avenue|Ave\.|Road|Rd\.|Boulevard|Square|Lane)\b[^\n]*)"
)
_TIME = r"\d{1,2}(?:[.:h]\d{2})?\s?(?:[ap]\.?\s?m\b\.?|h(?:rs?|oras)?\b)?"
_HOURS = re.compile(
    r"(?:(?:Office|Opening|Business) hours|Horarios?(?: de atenci[oó]n)?)\s*:.{4,}|"
    r"(?:Monday|Mon\.?|lunes)\b.{0,25}\b(?:Friday|Fri\.?|Saturday|viernes|s[aá]bado)s?\b[^\n]{0,40}?"
    rf"{_TIME}(?:[^\n\d;]{{1,12}}{_TIME})*",
    re.IGNORECASE,
)
_PATTERNS = (
    (Detail.EMAIL, _EMAIL),
    (Detail.WEB, _WEB),
    (Detail.PHONE, _PHONE),
    (Detail.SOCIAL, _SOCIAL),
    (Detail.HOURS, _HOURS),
)
_PROSE = 9
"""Words beside a detail from which on it stands in a sentence, which is then quoted."""
_LONGEST = 320
_GAP = 2
"""Lines between two contact lines of one block."""


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One detail and its place on a page: ``page_text[start:end]``; of prose, the sentence that has it.

    ``found`` is the detail itself, such as a mailbox; ``row`` is the line of the page that it stands in.
    """

    detail: Detail
    start: int
    end: int
    text: str
    found: str
    row: str = ""
    in_prose: bool = False

    @property
    def hosts(self) -> frozenset[str]:
        """The labels of the address that it is, folded; of other details none."""
        if self.detail not in (Detail.EMAIL, Detail.WEB, Detail.SOCIAL):
            return frozenset()
        return frozenset(re.findall(r"[^\W_]+", fold(self.found))) - _TECHNICAL


@dataclass(frozen=True, slots=True)
class ContactBlock:
    """Contact lines that stand together, with the page's words about whose they are.

    Attributes:
        lines: the details, in order.
        around: the text of the block's lines and, where it is a heading, of the line before them.
        hosts: the labels of its web and mail addresses, which tell whose they are ("panama", "iom", "int").
    """

    document_id: str
    page: int
    lines: tuple[ContactLine, ...]
    around: str
    hosts: frozenset[str]

    @property
    def tells_more(self) -> bool:
        """Whether it is whom to ask about what its page tells: "For more information, please contact ..."."""
        return all(line.in_prose for line in self.lines) and bool(_MORE.search(fold(self.around)))


_MORE = re.compile(
    r"\b(?:for (?:more|further|additional) (?:information|details)|press (?:contact|enquiries|inquiries)|media contact|"
    r"para (?:mas|mayor) (?:informacion|detalles)|contacto de prensa)\b"
)


class ContactBook:
    """The contact lines of a store's documents, each document read when it is first asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, tuple[ContactBlock, ...]] = {}
        self._names: dict[str, dict[str, str]] = {}

    def of(self, document_id: str) -> tuple[ContactBlock, ...]:
        """The blocks of a document in the order of its pages."""
        if document_id not in self._known:
            pages = self._store.pages(document_id)
            self._known[document_id] = tuple(b for p in pages for b in _blocks(document_id, p.number, p.text))
        return self._known[document_id]

    def names(self, document_id: str) -> Mapping[str, str]:
        """The full names of bodies by their folded abbreviations, as a document writes them out."""
        if document_id not in self._names:
            pages = self._store.pages(document_id)
            found = {fold(m[2]): _named(m[1], m[2]) for p in pages for m in _ABBREVIATED.finditer(p.text)}
            self._names[document_id] = {short: name for short, name in found.items() if name}
        return self._names[document_id]


_ABBREVIATED = re.compile(r"((?:[\w'’-]+\s+){2,10})\(([A-Z]{2,8})\)")


def _named(before: str, short: str) -> str:
    """The last words before an abbreviation that have its letters as their initials, small words between them."""
    words = before.split()
    letters = list(fold(short))
    for place in range(len(words) - 1, -1, -1):
        if letters and fold(words[place])[:1] == letters[-1] and words[place][0].isupper():
            letters.pop()
        elif words[place][0].isupper():
            return ""
        if not letters:
            return " ".join(words[place:])
    return ""


def _blocks(document_id: str, page: int, text: str) -> Iterator[ContactBlock]:
    rows = [(m.start(), m[0]) for m in re.finditer(r"[^\n]+", text)]
    found = [(i, replace(n, row=row)) for i, (start, row) in enumerate(rows) for n in _in_row(text, start, row)]
    group: list[tuple[int, ContactLine]] = []
    for place, line in found:
        between = (row for _, row in rows[group[-1][0] + 1 : place]) if group else ()
        is_new = group and place != group[-1][0] and _begins_named(rows[place][1], line)
        if group and (is_new or place - group[-1][0] > _GAP or any(_parts(row) for row in between)):
            yield _block(document_id, page, text, rows, group)
            group = []
        group.append((place, line))
    if group:
        yield _block(document_id, page, text, rows, group)


def _block(
    document_id: str, page: int, text: str, rows: Sequence[tuple[int, str]], group: Sequence[tuple[int, ContactLine]]
) -> ContactBlock:
    first, last = group[0][0], group[-1][0]
    lines = tuple(dict.fromkeys(line for _, line in group))
    before = rows[first - 1][1] if first and _is_heading(rows[first - 1][1]) else ""
    around = " ".join([before, *(row for _, row in rows[first : last + 1]), *(line.text for line in lines)])
    return ContactBlock(document_id, page, lines, around, frozenset(label for line in lines for label in line.hosts))


_TECHNICAL = frozenset(
    "http https www com org net int gob gov edu info mail contact contacto facebook twitter instagram youtube linkedin "
    "tiktok".split()
)
_INVITES = re.compile(
    r"\b(?:contact|reach|visit|write to|our web ?site|web ?site is|contacte|visite|escriba|comuni\w+|atiende|consulte|"
    r"nuestr[oa] (?:pagina|sitio))"
)
"""What tells that a web address in a sentence is there for people to go to, and is no source."""


def _is_heading(row: str) -> bool:
    return len(row.split()) <= _PROSE and not row.rstrip().endswith((".", ";", ",")) and not _LIKE_WEB.search(row)


def _begins_named(row: str, line: ContactLine) -> bool:
    """Whether a row begins with a name of two words or more before its first detail: another body's."""
    words = row[: row.find(line.found)].split() if line.found in row else []
    names = [w for w in words if w[0].isupper() and not w.endswith(":")]
    return len(names) >= _NAME and not line.in_prose


_NAME = 2


def _parts(row: str) -> bool:
    """Whether a row between contact lines begins another body's: a heading of more than a label's one or two words."""
    return _is_heading(row) and len(row.split()) > 2


def _in_row(text: str, start: int, row: str) -> Iterator[ContactLine]:
    spans = [(detail, m.start(), m.end()) for detail, pattern in _PATTERNS for m in pattern.finditer(row)]
    spans = [s for s in spans if not _is_part_of_another(row, *s)]
    if address := _address_in(row, spans):
        spans.append(address)
    in_prose = len(_rest(row, spans).split()) >= _PROSE
    for detail, first, last in sorted(spans, key=lambda s: s[1]):
        if not in_prose:
            end = (
                _to_end_of_address(text, start + last)
                if last == len(row) and detail is Detail.ADDRESS
                else start + last
            )
            yield _line(detail, text, start + first, end)
        elif detail is Detail.HOURS:
            yield _line(detail, text, start + first, start + last)
        elif detail is not Detail.ADDRESS:
            told = _sentence(detail, text, start + first, start + last)
            if detail is not Detail.WEB or _INVITES.search(fold(told.text)):
                yield told


def _address_in(row: str, spans: Sequence[tuple[Detail, int, int]]) -> tuple[Detail, int, int] | None:
    """A street address in a row, up to the next detail."""
    found = _ADDRESS.search(row)
    if found is None:
        return None
    last = min([first for _, first, _ in spans if first > found.start()], default=found.end())
    length = len(row[found.start() : last].rstrip())
    return (Detail.ADDRESS, found.start(), found.start() + length) if length <= _LONGEST_ADDRESS else None


_LONGEST_ADDRESS = 200


def _is_part_of_another(row: str, detail: Detail, first: int, last: int) -> bool:
    """Whether what looks like a web site or an account is part of a mailbox or a figure."""
    found = row[first:last]
    if detail is Detail.WEB:
        inside = any(m.start() <= first < m.end() for m in _EMAIL.finditer(row))
        return inside or row[last : last + 1] == "@" or not _LIKE_WEB.search(found)
    return detail is Detail.SOCIAL and found.startswith("@") and first > 0 and row[first - 1] != " "


def _rest(row: str, spans: Sequence[tuple[Detail, int, int]]) -> str:
    """What a row says beside its details, the words that label them left out."""
    kept = "".join(c for i, c in enumerate(row) if not any(first <= i < last for _, first, last in spans))
    return re.sub(r"[\w-]+\.?\s*:|\W(?=\s|$)", " ", kept)


def _to_end_of_address(text: str, end: int) -> int:
    """An address that ends in a comma goes on in the next line."""
    if text[:end].rstrip().endswith(","):
        following = re.match(r"\s*[^\n]+", text[end:])
        return end + following.end() if following else end
    return end


def _sentence(detail: Detail, text: str, start: int, end: int) -> ContactLine:
    """The sentence of prose that a detail stands in."""
    heads = [m.end() for m in _BEGINS.finditer(text[:start])]
    first = max([h for h in heads if start - h <= _LONGEST], default=start)
    stop = _ENDS.search(text[end : end + _LONGEST])
    whole = _line(detail, text, first, end + stop.end() if stop else end)
    return replace(whole, found=text[start:end].strip(), in_prose=True)


_ENDS = re.compile(r"(?<!Tel)(?<!Av)(?<!No)(?<!St)(?<!Dr)(?<!Sr)[.!?](?=\s|$)")
_BEGINS = re.compile(r"(?<!Tel)(?<!Av)(?<!No)(?<!St)(?<!Dr)(?<!Sr)[.!?]\s+|\n|^")


def _line(detail: Detail, text: str, start: int, end: int) -> ContactLine:
    """A stretch of a page without the blanks at its ends."""
    found = text[start:end]
    begin = start + len(found) - len(found.lstrip())
    stripped = found.strip()
    return ContactLine(detail, begin, begin + len(stripped), stripped, stripped)
