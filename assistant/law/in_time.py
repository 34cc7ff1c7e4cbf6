"""Law in time: whether an instrument is in force, what changed it, and what a rule's wording was on a date.

What documents say of it is quoted. What only the register says stands apart from the answer, with its source: the
documents remain silent on it. What nobody has checked is never stated.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.citing import Titles
from assistant.instruments.register import Register
from assistant.law.in_force import InForce
from assistant.law.life_answer import LifeAnswers
from assistant.law.life_question import LifeQuestions
from assistant.law.norm_names import NormNames
from assistant.law.norms import Norms
from assistant.law.register_words import RegisterWords
from assistant.law.remarks import Remarks
from assistant.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Law:
    """The law in time of one store's documents and one register, told in one language.

    Attributes:
        in_force: what of a search is law in force on a day.
        questions: which questions are on the life of an instrument.
        answers: to these.
        remarks: on what befell the law that another answer rests on.
    """

    in_force: InForce
    questions: LifeQuestions
    answers: LifeAnswers
    remarks: Remarks

    @classmethod
    def of(cls, norms: Norms, names: NormNames, register: Register, phrases: Phrases, titles: Titles) -> Law:
        """The law of a store's norms, called by these names, and a register, in the language of the phrases."""
        words = RegisterWords(register, phrases)
        return cls(
            in_force=InForce(norms),
            questions=LifeQuestions(norms, register, names),
            answers=LifeAnswers(norms, words, phrases, titles),
            remarks=Remarks(norms, register, words, phrases, titles),
        )
