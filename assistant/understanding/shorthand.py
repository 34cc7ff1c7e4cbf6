"""Shorthand, idioms and phrases of lack, written out in plain words before a question is read.

The short forms stand in ``corpus/shorthand.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from assistant.language.folding import flat

_TOKEN = re.compile(r"(?<![\w/.'’-])[^\W\d_]+(?:[/'’][^\W\d_]*)?(?![\w/-])")


# What a phrase with "without" says; its words apart, the negator left out, would say the contrary.
_SOMEONE = {
    "en": r"(people|persons?|those|someone|anyone|migrants?|foreigners?)",
    "es": r"(personas?|gente|quienes?|alguien|migrantes?|extranjer[oa]s?)",
}
_WITHOUT = {"en": r"(?:without|with no|who have no|lacking)", "es": r"(?:sin|que no tienen?)"}
_NATIONALITY = {"en": r"(?:a |any )?nationality", "es": r"(?:ninguna )?nacionalidad"}
_PAPERS = {
    "en": r"(?:any |legal |valid |regular |the right )?(?:papers|documents|(?:legal |migration )?status)",
    "es": r"(?:ning[uú]n )?(?:papel|papeles|documentos|estatus)(?: legal(?:es)?| migratorios?| en regla)?",
}
_PLAINLY = {
    "en": ((_NATIONALITY, r"stateless \1"), (_PAPERS, r"\1 in an irregular migratory situation")),
    "es": ((_NATIONALITY, r"\1 apátridas"), (_PAPERS, r"\1 en situación migratoria irregular")),
}
_LACKING: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    language: tuple(
        (re.compile(rf"\b{_SOMEONE[language]} {_WITHOUT[language]} {thing[language]}\b", re.IGNORECASE), said)
        for thing, said in plainly
    )
    for language, plainly in _PLAINLY.items()
}


# A word typed as another that is right elsewhere: its place in the sentence tells.
_CONFUSED: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "en": (
        (re.compile(r"^(\W*)dose (?=\w)", re.IGNORECASE), r"\1does "),
        (re.compile(r"\b(what|when|where|how|why|who|(?:which|how many) \w+) dose\b", re.IGNORECASE), r"\1 does"),
        (re.compile(r"(?<=\w )where (?=ther\b|there\b)"), "were "),
        (re.compile(r"\b(know|say|sure|me|ask|unclear) w(?:eather|ether)\b", re.IGNORECASE), r"\1 whether"),
        (re.compile(r"\bb4\b"), "before"),
        # After a word that takes "for".
        (
            re.compile(
                r"\b(need(?:s|ed)?|appl(?:y|ies|ied)|ask(?:s|ed)?|look(?:s|ed|ing)?|wait(?:s|ed|ing)?|pa(?:y|ys|id)|"
                r"qualif(?:y|ies|ied)|car(?:e|es|ed)|provid(?:e|es|ed)|responsible|eligible|available|required|except) "
                r"4 (?=[a-z])"
            ),
            r"\1 for ",
        ),
    ),
    "es": (
        # "a ratificado": what follows is no noun, as "a pedido de" has.
        (
            re.compile(
                r"(^\W*|\w )a (?!(?:estado|lado|mercado|pedido|partido|sentido|cuidado|empleado|refugiado|asilado|"
                r"juzgado|grado|listado|tratado|contado|resultado|sueldo|diputado|abogado|apellido)\b)"
                r"(?=\w{2,}[ai]do\b)"
            ),
            r"\1ha ",
        ),
        (re.compile(r"\b(cuando|que|q|ke|k|como|donde|no|a[nñ]o|si) c (?=[a-záéíóú]{2})"), r"\1 se "),
        (re.compile(r"^(\W*)ahi (?=(?:un|una|algun|alguna|algo)\b)", re.IGNORECASE), r"\1hay "),
        (re.compile(r"(?<=\w )i (?=[a-záéíóú]{3})"), "y "),
        (re.compile(r"^c (?=(?:pued|ha|necesit|requier|permit|exij)\w*)"), "se "),
    ),
}


# Phrases whose words apart say another thing: no account is taken, and none kept, where gender is taken into account.
_IDIOMS: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "en": (
        (
            re.compile(r"\btak(?:e|es|ing|en)\b((?: [\w'’-]+){0,6}?) into (?:account|consideration)\b", re.I),
            r"consider\1",
        ),
        (re.compile(r"\btak(?:e|es|ing|en) (?:account|note|heed) of\b", re.I), "consider"),
        (re.compile(r"\b(?:right|straight) away\b|\bright now\b", re.I), "immediately"),
        (
            re.compile(r"\b((?:tele)?(?:phone|fone)|fax|mobile|passport|account) no\.?(?= (?:of|for)\b)", re.I),
            r"\1 number",
        ),
        (re.compile(r"\bhow far back does (.+?) go\b", re.I), r"since when is there \1"),
    ),
    "es": (
        (
            re.compile(
                r"\b(?:tienen?|toman?|ten(?:er|ga|gan|iendo)|tom(?:ar|e|en|ando)) en (?:cuenta|consideraci[oó]n)\b",
                re.I,
            ),
            "considera",
        ),
    ),
}


class Shorthand:
    """Writes out what is typed short.

    Args:
        forms: by language, the folded short forms, each with what it stands for.
    """

    def __init__(self, forms: Mapping[str, Mapping[str, str]]) -> None:
        self._forms = forms

    @classmethod
    def load(cls, corpus: Path) -> Shorthand:
        """The shorthand of a corpus folder."""
        return cls(tomllib.loads((corpus / "shorthand.toml").read_text(encoding="utf-8")))

    def in_full(self, text: str, language: str) -> str:
        """The text with shorthand, idioms and phrases of lack in plain words; what stands in capitals is a name."""
        forms = self._forms[language]
        for phrase, plain in (*_CONFUSED[language], *_LACKING[language], *_IDIOMS[language]):
            text = phrase.sub(plain, text)
        return _TOKEN.sub(lambda m: m[0] if m[0].isupper() and len(m[0]) > 1 else forms.get(flat(m[0]), m[0]), text)

    def holds(self, word: str, language: str) -> bool:
        """Whether a folded word is shorthand of a language."""
        return word in self._forms[language]
