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


# Verbs whose particle is of no weight to a question and which alone mean another thing, with what they say; by their
# forms: the infinitive, the third person, the past and the participle, and the gerund where it differs.
_WITH_PARTICLE = """
kick off, kicks off, kicked off, kicking off: start, starts, started, starting
switch on, switches on, switched on, switching on: activate, activates, activated, activating
roll out, rolls out, rolled out, rolling out: implement, implements, implemented, implementing
draw up, draws up, drew up, drawn up, drawing up: formulate, formulates, formulated, formulated, formulating
come up with, comes up with, came up with, coming up with: devise, devises, devised, devising
put off, puts off, putting off: postpone, postpones, postponing
call off, calls off, called off, calling off: cancel, cancels, cancelled, cancelling
calls for, called for: requires, required
do away with, does away with, did away with, done away with, doing away with: \
abolish, abolishes, abolished, abolished, abolishing
phase out, phases out, phased out, phasing out: eliminate, eliminates, eliminated, eliminating
stamp out, stamps out, stamped out, stamping out: eliminate, eliminates, eliminated, eliminating
root out, roots out, rooted out, rooting out: eliminate, eliminates, eliminated, eliminating
look into, looks into, looked into, looking into: investigate, investigates, investigated, investigating
turn down, turns down, turned down, turning down: deny, denies, denied, denying
crack down on, cracks down on, cracked down on, cracking down on: combat, combats, combated, combating
clamp down on, clamps down on, clamped down on, clamping down on: combat, combats, combated, combating
step up, steps up, stepped up, stepping up: strengthen, strengthens, strengthened, strengthening
go up, goes up, went up, gone up, going up: increase, increases, increased, increased, increasing
go down, goes down, went down, gone down, going down: decrease, decreases, decreased, decreased, decreasing
broken down by, break down by: disaggregated by, disaggregate by
made up of: composed of
hand over, hands over, handed over, handing over: transfer, transfers, transferred, transferring
hand out, hands out, handed out, handing out: distribute, distributes, distributed, distributing
chip in, chips in, chipped in, chipping in: contribute, contributes, contributed, contributing
team up, teams up, teamed up, teaming up: cooperate, cooperates, cooperated, cooperating
take over from, takes over from, took over from, taken over from: replace, replaces, replaced, replaced
step down, steps down, stepped down, stepping down: resign, resigns, resigned, resigning
lay off, lays off, laid off, laying off: dismiss, dismisses, dismissed, dismissing
drop out of, drops out of, dropped out of: abandon, abandons, abandoned
pull out of, pulls out of, pulled out of, pulling out of: \
withdraw from, withdraws from, withdrew from, withdrawing from
stick to, sticks to, stuck to, sticking to: comply with, complies with, complied with, complying with
""".replace("\\\n", "")


def _plain_verbs(listed: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each form of the verbs of a list, with what it says."""
    sides = [line.split(":") for line in listed.strip().split("\n")]
    forms = [
        (form.strip(), said.strip()) for a, b in sides for form, said in zip(a.split(","), b.split(","), strict=True)
    ]
    return tuple((re.compile(rf"\b{form}\b", re.IGNORECASE), said) for form, said in forms)


# Who is worked with is a partner; what one works with, such as a visa, is none.
_WITH_SOMEBODY = (
    r"with (?:(?:the|other|its|local|international|each) )*(?:(?-i:[A-Z])|civil society|governments?|ministr|partners?|"
    r"organi[sz]ations?|authorit|agenc|NGOs?|other\b)"
)
_WORKED_WITH = {
    "work": "collaborate",
    "works": "collaborates",
    "worked": "collaborated",
    "working": "collaborating",
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
        # The infinitive of "set up" is its past too.
        (
            re.compile(
                r"\b((?:did|does|do|to|will|would|can|could|may|must|should)\b(?: [\w'’-]+){0,5}?) set up\b", re.I
            ),
            r"\1 establish",
        ),
        (re.compile(r"\bset up\b", re.I), "established"),
        (re.compile(r"\b((?:do|does|did)\b(?: [\w'’-]+){0,5}?) call for\b", re.I), r"\1 require"),
        (
            re.compile(
                r"\bhand(?:s|ed)? out(?=(?: \w+){0,3} (?:permits?|visas?|cards?|passports?|licen[cs]es?)\b)", re.I
            ),
            "issues",
        ),
        (
            re.compile(r"\b(permits?|visas?|cards?|passports?|licen[cs]es?)((?: \w+){0,2}) handed out\b", re.I),
            r"\1\2 issued",
        ),
        (re.compile(r"\b(is|are|was|were|be|been) run by\b", re.I), r"\1 managed by"),
        *((re.compile(rf"\b{form} (?={_WITH_SOMEBODY})", re.I), f"{plain} ") for form, plain in _WORKED_WITH.items()),
        (re.compile(r",? (?:counting|including) (?:the )?[A-Z][\w’'-]+(?=\W*$)"), ""),
        (re.compile(r"\bup and running\b", re.I), "operating"),
        (re.compile(r"\bout of (?:work|a job)\b", re.I), "unemployed"),
        (re.compile(r"\boff the books\b|\bunder the table\b", re.I), "informally"),
        (re.compile(r"\b(?:still )?on the books\b", re.I), "in force"),
        (re.compile(r"\bthe powers that be\b", re.I), "the authorities"),
        *_plain_verbs(_WITH_PARTICLE),
    ),
    "es": (
        (
            re.compile(
                r"\b(?:tienen?|toman?|ten(?:er|ga|gan|iendo)|tom(?:ar|e|en|ando)) en (?:cuenta|consideraci[oó]n)\b",
                re.I,
            ),
            "considera",
        ),
        # Of whom it says where they are from: "los de afuera" are foreigners, and "los de acá" are not.
        (re.compile(r"\b(l[oa]s) de (?:afuera|fuera)\b(?! del? )", re.I), r"\1 extranjeros"),
        (re.compile(r"\b(l[oa]s|gente) de (?:ac[aá]|aqu[ií])\b", re.I), r"\1 nacionales"),
        (re.compile(r"\bde afuera\b", re.I), "del extranjero"),
        (re.compile(r"\b(?:est[aá]n?|estar|estaba|est[eé]n?) al (?:tanto|corriente)\b", re.I), "está informado"),
        (re.compile(r"\bvienen? (?:siendo|a ser)\b", re.I), "es"),
        (re.compile(r",? (?:contando|incluyendo|incluid[oa])(?: con| a)?(?: el| la)? [A-ZÁÉÍÓÚÑ][\w-]+(?=\W*$)"), ""),
        (re.compile(r"\bal frente de(l?)\b", re.I), r"como director de\1"),
        (
            re.compile(r"\b(?:dar|dan|dio|dieron) con (?=(?:los|las|sus|su|alguien)\b(?! paradero))", re.I),
            "localizar a ",
        ),
        (re.compile(r"\bsin (?:trabajo|empleo|chamba|laburo)\b", re.I), "desempleados"),
        (re.compile(r"\b(gente|personas|familias) sin (?:plata|dinero)\b", re.I), r"\1 de bajos recursos"),
        (re.compile(r"\bech(?:ar|an|a|[oó]|aron) mano de\b", re.I), "usar"),
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
