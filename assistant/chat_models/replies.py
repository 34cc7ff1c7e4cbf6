"""What is sent to a chat model and how its reply is read.

Evidence goes out numbered by ids that mean nothing, between fences that no text in it can close. Of the reply, every
whole sentence object is read as soon as it stands there, whatever surrounds it: a fence of Markdown, a remark, an end
that never comes. Ids that were not given out are dropped.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ingest.terms import fold

_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)|<img\b[^>]*>", re.IGNORECASE)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_ADDRESS = re.compile(r"<?\b(?:[a-z][a-z0-9+.-]*://|www\.|mailto:|javascript:|data:)\S*>?", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{1,200}>")
_MARKUP = re.compile(r"\*\*|__|`+|^\s*(?:#+|[-*•])\s+", re.MULTILINE)
_OPAQUE = r"(?=[A-Z0-9]*\d)(?=[A-Z0-9]*[A-Z])[A-Z0-9]{4}"
_BRACKETED = re.compile(rf"\s*[\[(【]\s*({_OPAQUE}(?:\s*[,;]\s*{_OPAQUE})*)\s*[\])】]")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")
_REFUSES = re.compile(
    r"^\W*(?:i(?:'m| am) (?:sorry|unable|not able)|sorry|i can(?:not|'t)|as an ai|lo siento|no puedo|"
    r"the evidence does not|la evidencia no|las pruebas no)\b"
)
_ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
_LONGEST = 600
"""Characters of a sentence; what is longer is no sentence."""


class Prompts:
    """The prompts of ``prompts/chat.*.md``; ``{{name}}`` is filled in."""

    def __init__(self, folder: Path) -> None:
        self._texts = {path.name.split(".")[1]: path.read_text(encoding="utf-8") for path in folder.glob("chat.*.md")}

    def __call__(self, name: str, **values: str) -> str:
        """A prompt with its values; what the values hold is never filled in again."""
        return re.sub(r"\{\{(\w+)\}\}", lambda found: values[found[1]], self._texts[name]).strip()


def opaque_id(key: str, taken: Mapping[str, object]) -> str:
    """An id of four letters and figures that tells nothing and that no other evidence has."""
    for salt in range(1000):
        digest = hashlib.sha256(f"{salt}:{key}".encode()).digest()
        found = "".join(_ALPHABET[b % len(_ALPHABET)] for b in digest[:4])
        if found not in taken and re.search(r"\d", found) and re.search(r"[A-Z]", found):
            return found
    raise ValueError("too much evidence for ids of four characters")


def fenced(evidence: Mapping[str, tuple[str, str]]) -> str:
    """Evidence by id, each with where it is from and what it says, between fences."""
    return "\n".join(
        f'<evidence id="{key}" source="{harmless(source)}">\n{harmless(text)}\n</evidence>'
        for key, (source, text) in evidence.items()
    )


def harmless(text: str) -> str:
    """A text without what could close its fence or hide in it."""
    plain = _INVISIBLE.sub("", " ".join(text.split()))
    return plain.replace("<", "‹").replace(">", "›").replace('"', "”")


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence as a chat model wrote it, and the ids of evidence that it names."""

    text: str
    ids: tuple[str, ...]


@dataclass(slots=True)
class Reader:
    """Reads a reply piece by piece.

    Attributes:
        known: the ids that were given out.
    """

    known: frozenset[str]
    text: str = ""
    sentences: list[Written] = field(default_factory=list)
    invented: int = 0
    """How many ids named no evidence."""
    _from: int = 0

    def feed(self, piece: str) -> list[Written]:
        """The sentences that a further piece completes."""
        self.text += piece
        fresh = []
        for start, end in _objects(self.text, self._from):
            written = self._written(self.text[start:end])
            if written is not None:
                fresh.append(written)
                self._from = end
        self.sentences += fresh
        return fresh

    @property
    def pending(self) -> str:
        """What has been written of a sentence that is not complete yet."""
        found = re.search(r'"text"\s*:\s*"((?:[^"\\]|\\.)*)$', self.text[self._from :])
        return plainly(found[1].replace('\\"', '"').replace("\\n", " ")) if found else ""

    def ended(self) -> list[Written]:
        """At the end of a reply: sentences of one that is prose with ids in brackets, where no object was found."""
        if self.sentences:
            return []
        found = list(self._prose())
        self.sentences += found
        return found

    @property
    def is_empty(self) -> bool:
        """Whether the reply is in the form asked for and holds no sentence, or declines in words."""
        return not self.sentences and (_says_nothing(self.text) or bool(_REFUSES.match(fold(self.text))))

    def _written(self, source: str) -> Written | None:
        data = _loaded(source)
        if not isinstance(data, dict):
            return None
        text = next((data[k] for k in ("text", "sentence", "texto", "content") if isinstance(data.get(k), str)), None)
        if text is None:
            return None
        named: object = next((data[k] for k in ("evidence", "ids", "evidence_ids", "sources") if k in data), [])
        return self._resolved(text, [str(n) for n in named] if isinstance(named, list) else [str(named)])

    def _resolved(self, text: str, named: Sequence[str]) -> Written | None:
        inline = [one for group in _BRACKETED.findall(text) for one in re.split(r"\s*[,;]\s*", group)]
        wanted = [n.strip().strip("[]").upper() for n in (*named, *(i for i in inline if i in self.known))]
        sound = tuple(dict.fromkeys(n for n in wanted if n in self.known))
        self.invented += len([n for n in wanted if n not in self.known])
        said = plainly(text)
        return Written(said, sound) if said and len(said) <= _LONGEST else None

    def _prose(self) -> Iterator[Written]:
        """Sentences of prose, each with the ids in brackets at its end."""
        for line in re.split(r"(?<=[\])])\s*\.?\s+|\n+", self.text):
            named = [one for group in _BRACKETED.findall(line) for one in re.split(r"\s*[,;]\s*", group)]
            if any(n in self.known for n in named):
                written = self._resolved(line, named)
                if written is not None:
                    yield written


def plainly(text: str) -> str:
    """A sentence without links, images, markup, hidden characters and marks of its own."""
    for pattern, put in ((_INVISIBLE, ""), (_IMAGE, " "), (_LINK, r"\1"), (_ADDRESS, " "), (_TAG, " "), (_MARKUP, "")):
        text = pattern.sub(put, text)
    text = re.sub(r"\s*\[\d+\]", "", _BRACKETED.sub("", text))
    text = re.sub(r"\s+([.,;:])", r"\1", " ".join(text.split())).strip()
    return text if not text or text[-1] in '.!?…”"»)' else f"{text}."


def _says_nothing(text: str) -> bool:
    for start, end in _objects(text, 0):
        data = _loaded(text[start:end])
        if isinstance(data, dict) and data.get("sentences") == []:
            return True
    return not text.strip()


def _objects(text: str, start: int) -> Iterator[tuple[int, int]]:
    """The places of whole JSON objects that hold none themselves, or hold an empty list, from a position on."""
    opened: list[int] = []
    inside = escaped = False
    for place in range(start, len(text)):
        sign = text[place]
        if inside:
            inside, escaped = (escaped or sign != '"', sign == "\\" and not escaped)
        elif sign == '"' and opened:
            inside = True
        elif sign == "{":
            opened.append(place)
        elif sign == "}" and opened:
            yield opened.pop(), place + 1


def _loaded(source: str) -> object:
    for candidate in (source, re.sub(r",\s*([}\]])", r"\1", source), source.replace("\n", " ")):
        try:
            return json.loads(candidate, strict=False)
        except ValueError:
            continue
    return None


ANSWER_SCHEMA: Mapping[str, object] = {
    "type": "object",
    "properties": {
        "sentences": {
            "type": "array",
            "maxItems": 6,
            "items": {
                "type": "object",
                "properties": {"text": {"type": "string"}, "evidence": {"type": "array", "items": {"type": "string"}}},
                "required": ["text", "evidence"],
                "additionalProperties": False,
            },
        },
        "complete": {"type": "boolean"},
    },
    "required": ["sentences", "complete"],
    "additionalProperties": False,
}
"""What is asked of a server that can hold a model to a form."""
