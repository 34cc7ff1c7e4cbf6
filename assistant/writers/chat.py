"""A chat model words what the evidence says, and every sentence is held to its quotes.

Whether there is an answer, its verdict and its quotes are decided before, without the model (``extractive.py``). What
the model writes is compared with the quotes that it names; what they do not carry goes back once, and is then left out.
Where the rest does not tell what the quotes tell, the documents' own words stand in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from assistant.answer import Answer, Citation, Status, Tokens, Verdict
from assistant.chat_models.calling import ChatModel
from assistant.chat_models.replies import Prompts, Reader, Written, fenced, opaque_id
from assistant.chat_models.watching import Onlooker, Progress, State
from assistant.checking.carrying import Carrying
from assistant.checking.compared import Lack
from assistant.errors import ChatCutError, ChatError, ChatTimeError
from assistant.instruments.naming import instruments_in
from assistant.judging.asked import FIGURES
from assistant.judging.judge import Judge
from assistant.judging.kinds import satisfies
from assistant.judging.selection import Quote, Role
from assistant.language.lexicon import WordClass
from assistant.language.polarity import opens_with_contrast
from assistant.phrases import Phrases
from assistant.understanding.answer_kind import Kind
from assistant.understanding.question import Query
from assistant.understanding.wishes import Wish
from assistant.writers.extractive import Composition, Section
from ingest.terms import STOP_WORDS, fold, words

_OPENS_WITH_VERDICT = re.compile(
    r"^(yes|no|si|sí|in part|partly|en parte|parcialmente)\b\s*[,.:;–—-]\s*", re.IGNORECASE
)
_SAYS = {
    "yes": Verdict.YES,
    "si": Verdict.YES,
    "sí": Verdict.YES,
    "no": Verdict.NO,
    "in part": Verdict.PARTIAL,
    "partly": Verdict.PARTIAL,
    "en parte": Verdict.PARTIAL,
    "parcialmente": Verdict.PARTIAL,
}
_MOST_EVIDENCE = 14
_LONGEST_FAULTS = 8
_AS_MUCH = 0.5
"""Which share of what a quote holds of the question an answer has to hold; it need not say the question again."""
_TELLS = 0.3
_TELLS_ALL, _TELLS_LITTLE = 0.6, 0.12
"""Which share of a quote's own content sentences have to tell before they may stand for it: of a list, where a yes, a
no or a figure is the answer, and else."""
_FEW_FIGURES = 2


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence as written, the citations that it names, and what they do not carry in it."""

    text: str
    citations: tuple[Citation, ...]
    lacks: tuple[Lack, ...]


@dataclass(frozen=True, slots=True)
class _Task:
    """One answer to be worded.

    Attributes:
        query, composition: the question, and the answer without a model.
        evidence: the citations by their opaque ids.
        deadline: when to go on without the model.
    """

    query: Query
    composition: Composition
    evidence: Mapping[str, Citation]
    deadline: float
    wish: Wish | None
    onlooker: Onlooker

    @property
    def answer(self) -> Answer:
        return self.composition.answer

    def mended(self, citation: Citation) -> str:
        """A quote with the letters that its page has lost, as search reads it; what is shown stays as it is printed."""
        at = (citation.document_id, citation.page, citation.start)
        for quote in self.composition.quotes:
            if (quote.document.id, quote.sentence.page, quote.sentence.start) == at:
                return " ".join(quote.sentence.search_text.split())
        return citation.quote


class ChatWriter:
    """Words answers with a chat model.

    Args:
        chat: the model.
        prompts: what it is told.
        carrying: compares its sentences with their quotes.
        judge: knows which notions of a question a text holds.
        say: the phrases of the answer's language.
    """

    def __init__(self, chat: ChatModel, prompts: Prompts, carrying: Carrying, judge: Judge, say: Phrases) -> None:
        self._chat = chat
        self._prompts = prompts
        self._carrying = carrying
        self._judge = judge
        self._say = say

    def write(
        self,
        query: Query,
        composition: Composition,
        wish: Wish | None = None,
        onlooker: Onlooker | None = None,
    ) -> Answer:
        """The answer in the model's words where its quotes carry them, otherwise in those of the documents.

        Args:
            query: the question.
            composition: the answer without a model, its quotes compared with their pages.
            wish: what the turn wants of the answer before it.
            onlooker: who is told of each sentence; where it is stopped, what has been compared is kept.
        """
        answer = composition.answer
        if answer.status not in (Status.ANSWERED, Status.PARTIAL) or not answer.citations or wish is Wish.NORM:
            return answer
        evidence: dict[str, Citation] = {}
        for citation in answer.citations[:_MOST_EVIDENCE]:
            key = f"{citation.document_id}:{citation.page}:{citation.start}"
            evidence[opaque_id(key, evidence)] = citation
        task = _Task(query, composition, evidence, self._chat.deadline(), wish, onlooker or Onlooker())
        return _Writing(self, task).answer()

    # What is sent

    def messages(self, task: _Task) -> list[BaseMessage]:
        """The instructions, and the evidence with the question."""
        language = self._say(f"language.{task.query.language}") if self._say.language == "en" else ""
        language = language or {"en": "English", "es": "Spanish"}[task.query.language]
        shown = {key: (_source(c), task.mended(c)) for key, c in task.evidence.items()}
        verdict = task.answer.verdict
        finding = f"The program has found that the answer is: {verdict.value}.\n" if verdict else ""
        wish = {Wish.SHORTER: "Write one sentence.\n", Wish.LONGER: "Tell all that the evidence says.\n"}
        question = task.query.understood_as or task.query.text
        return [
            SystemMessage(self._prompts("answer", language=language)),
            HumanMessage(
                self._prompts(
                    "question",
                    evidence=fenced(shown),
                    question=" ".join(question.replace("<", "‹").replace(">", "›").split()),
                    finding=finding,
                    wish=wish.get(task.wish, "") if task.wish else "",
                    language=language,
                )
            ),
        ]

    def repair(self, task: _Task, faults: Sequence[_Sentence]) -> HumanMessage:
        """What is wrong with sentences, for the model to mend them."""
        language = {"en": "English", "es": "Spanish"}[task.query.language]
        lines = [f"- “{f.text}”: {', '.join(_fault(lack) for lack in f.lacks)}" for f in faults[:_LONGEST_FAULTS]]
        return HumanMessage(self._prompts("repair", faults="\n".join(lines), language=language))

    def form(self, task: _Task) -> HumanMessage:
        """That a reply could not be read."""
        language = {"en": "English", "es": "Spanish"}[task.query.language]
        return HumanMessage(self._prompts("form", language=language, ids=", ".join(task.evidence)))

    # What is made of it

    def compared(self, task: _Task, written: Written) -> _Sentence:
        """A sentence with what its citations do not carry in it."""
        text, contradicts = _without_verdict(written.text, task.answer.verdict)
        citations = tuple(task.evidence[i] for i in written.ids)
        read = [replace(c, quote=task.mended(c)) for c in citations]
        lacks = list(self._carrying.lacks(text, task.query.language, read))
        if contradicts:
            lacks.append(Lack("verdict"))
        if _in_another_language(text, task.query.language):
            lacks.append(Lack("language"))
        return _Sentence(text, citations, tuple(lacks))

    def answers(self, task: _Task, sentences: Sequence[_Sentence]) -> bool:
        """Whether sentences tell what the quotes tell of each answered part of the question."""
        return bool(sentences) and all(self._tells(task, s, sentences) for s in task.composition.sections)

    def _tells(self, task: _Task, section: Section, sentences: Sequence[_Sentence]) -> bool:
        by_place = {(c.document_id, c.page, c.start): c for c in task.evidence.values()}
        needed = [q for q in section.quotes if q.role is Role.CLAIM or opens_with_contrast(q.sentence.search_text)]
        for quote in needed or section.quotes[:1]:
            citation = by_place.get((quote.sentence.document_id, quote.sentence.page, quote.sentence.start))
            resting = [s.text for s in sentences if citation in s.citations]
            if citation is None or not resting:
                return False
            told = [" ".join(resting), " ".join(s.text for s in sentences)]
            if not self._stands_for(section, quote, citation, told, task):
                return False
        return True

    def _stands_for(self, section: Section, quote: Quote, citation: Citation, told: Sequence[str], task: _Task) -> bool:
        """Whether sentences hold of the question what their quote holds, what is asked for, and enough of the rest.

        ``told`` is what rests on the quote, and the whole answer.
        """
        part, language = section.finding.part, task.query.language
        resting, whole = told
        if part.kind in FIGURES or part.kind is Kind.INSTRUMENT:
            asked = satisfies(part.kind, quote.sentence.search_text, citation.language)
            if asked and not self._has_what_is_asked(part.kind, resting, citation, language):
                return False
        theirs, mine = self._judge.notions.bag(quote.sentence), self._judge.notions.bag_of_text(whole, language)
        units = [u for u in part.units if u.word_class is WordClass.CONTENT and not self._judge.notions.is_country(u)]
        held = [
            (self._judge.notions.weight(u), self._judge.notions.match(u, theirs), self._judge.notions.match(u, mine))
            for u in units
        ]
        wanted = sum(weight * match for weight, match, _ in held)
        given = sum(weight * min(match, own) for weight, match, own in held)
        enough = _AS_MUCH - 0.2 * (citation.language != language)
        read = replace(citation, quote=task.mended(citation))
        return given >= enough * wanted and self._carrying.told(resting, language, read) >= _least(section)

    def _has_what_is_asked(self, kind: Kind, text: str, citation: Citation, language: str) -> bool:
        """The figure, date or instrument; where a quote has one or two figures, these."""
        if not satisfies(kind, text, language):
            return False
        named = instruments_in(text)
        if kind is Kind.INSTRUMENT:
            wanted = instruments_in(citation.quote)
            return not wanted or any(i.may_be(n) for i in wanted for n in named)
        untold = self._carrying.untold_figures(text, language, citation)
        return not untold or len(self._carrying.untold_figures("", language, citation)) > _FEW_FIGURES

    def worded(self, task: _Task, sentences: Sequence[_Sentence], notes: Iterable[str]) -> Answer:
        """The answer in the model's words, its marks in the order of mention."""
        cited = list(dict.fromkeys(c for s in sentences for c in s.citations))
        marks = {c: i for i, c in enumerate(cited, 1)}
        said = " ".join(
            f"{s.text} {''.join(f'[{m}]' for m in sorted(marks[c] for c in s.citations))}" for s in sentences
        )
        silent = self._silent(task.answer)
        caveats = [self._say("chat.worded", model=self._chat.name), *notes, *task.answer.caveats]
        return replace(
            task.answer,
            answer=" ".join(filter(None, [self._verdict(task.answer), said, silent])),
            citations=tuple(replace(c, mark=marks[c]) for c in cited),
            caveats=tuple(dict.fromkeys(caveats)),
            writer=self._chat.name,
        )

    def _verdict(self, answer: Answer) -> str:
        if answer.verdict is None:
            return ""
        word = self._say(f"lead.{answer.verdict.value}")
        premise = self._say("lead.premise")
        word = premise if answer.answer.startswith(premise) else word
        dates = sorted({c.as_of for c in answer.citations[:1] if c.as_of})
        return (self._say("lead.as_of", lead=word, date=self._say.date(dates[0])) if dates else word) + "."

    def _silent(self, answer: Answer) -> str:
        """What the answer says of parts of the question on which nothing was found: sentences without a mark."""
        if answer.status is not Status.PARTIAL:
            return ""
        begins = self._say("not_found.part", part="\0").split("\0")[0]
        return " ".join(p for p in re.split(r"(?<=[.\]])\s+", answer.answer) if p.startswith(begins) and "[" not in p)

    def without(self, task: _Task, note: str, tokens: Tokens | None) -> Answer:
        """The answer in the words of the documents, with why the model's do not stand there."""
        return replace(task.answer, caveats=(*task.answer.caveats, note), tokens=tokens)


class _Writing:
    """One answer: the first reply, at most one more, and what is left of them."""

    def __init__(self, writer: ChatWriter, task: _Task) -> None:
        self._writer = writer
        self._task = task
        self._tokens: Tokens | None = None
        self._failure: ChatError | None = None

    def answer(self) -> Answer:
        writer, task, chat = self._writer, self._task, self._writer._chat
        asked = writer.messages(task)
        reader, first = self._reply(asked)
        if self._refused(reader):
            return writer.without(task, writer._say("chat.silent", model=chat.name), self._tokens)
        second = self._again(asked, reader, first)
        return self._settled(first, second)

    def _refused(self, reader: Reader) -> bool:
        return self._failure is None and not self._task.onlooker.stopped() and reader.is_empty

    def _again(self, asked: Sequence[BaseMessage], reader: Reader, first: Sequence[_Sentence]) -> list[_Sentence]:
        """The second reply, where the first has faults or could not be read, and there is time."""
        faults = [s for s in first if s.lacks]
        if self._failure or self._task.onlooker.stopped() or (first and not faults):
            return []
        wanted = self._writer.repair(self._task, faults) if faults else self._writer.form(self._task)
        _, second = self._reply([*asked, AIMessage(reader.text or "{}"), wanted])
        return second

    def _reply(self, messages: Sequence[BaseMessage]) -> tuple[Reader, list[_Sentence]]:
        task, writer = self._task, self._writer
        reader = Reader(frozenset(task.evidence))
        found: list[_Sentence] = []
        pending = ""
        try:
            for piece in writer._chat.pieces(messages, task.deadline, task.onlooker.stopped):
                self._tokens = _sum(self._tokens, piece.tokens)
                found += [self._seen(w) for w in reader.feed(piece.text)]
                if piece.refuses:
                    return Reader(reader.known), []
                if reader.pending and reader.pending != pending:
                    pending = reader.pending
                    task.onlooker.watch(Progress(State.PENDING, pending))
        except ChatError as error:
            self._failure = error
        found += [self._seen(w) for w in reader.ended()]
        return reader, found

    def _seen(self, written: Written) -> _Sentence:
        self._task.onlooker.watch(Progress(State.PENDING, written.text))
        sentence = self._writer.compared(self._task, written)
        state = State.STRUCK if sentence.lacks else State.VERIFIED
        self._task.onlooker.watch(Progress(state, sentence.text, tuple(c.mark for c in sentence.citations)))
        return sentence

    def _settled(self, first: Sequence[_Sentence], second: Sequence[_Sentence]) -> Answer:
        """The fullest of what was written that the quotes carry, where it answers; otherwise the documents' words."""
        writer, task, name = self._writer, self._task, self._writer._chat.name
        say = writer._say
        sound_first, sound_second = _sound(first), _sound(second)
        both = _sound([*first, *second])
        for sound, all_written in ((sound_second, second), (sound_first, first), (both, [*first, *second])):
            if writer.answers(task, sound):
                return replace(writer.worded(task, sound, self._struck(all_written, sound)), tokens=self._tokens)
        if task.onlooker.stopped() and both:
            note = say("chat.stopped", model=name)
            return replace(writer.worded(task, both, [note]), tokens=self._tokens)
        if task.onlooker.stopped():
            return writer.without(task, say("chat.stopped", model=name), self._tokens)
        if self._failure is not None and not isinstance(self._failure, ChatCutError):
            reason = self._failure.message(say.language)
            return writer.without(task, say("chat.not_written", model=name, reason=reason), self._tokens)
        return writer.without(task, say("chat.not_carried", model=name), self._tokens)

    def _struck(self, written: Sequence[_Sentence], sound: Sequence[_Sentence]) -> list[str]:
        count = len({s.text for s in written if s.lacks})
        if isinstance(self._failure, ChatTimeError | ChatCutError):
            say = self._writer._say
            reason = self._failure.message(say.language)
            return [say("chat.not_finished", reason=reason)]
        if not count:
            return []
        key = "chat.struck_one" if count == 1 else "chat.struck_many"
        return [self._writer._say(key, model=self._writer._chat.name, count=count)]


def _least(section: Section) -> float:
    part = section.finding.part
    if part.kind is Kind.LIST or part.several:
        return _TELLS_ALL
    decided = section.verdict is not None or part.kind in FIGURES or part.kind is Kind.INSTRUMENT
    return _TELLS_LITTLE if decided else _TELLS


def _sound(written: Iterable[_Sentence]) -> list[_Sentence]:
    """The sentences that their quotes carry, each once."""
    return list({fold(s.text): s for s in written if not s.lacks}.values())


def _sum(before: Tokens | None, more: Tokens | None) -> Tokens | None:
    return before + more if before and more else more or before


def _source(citation: Citation) -> str:
    return "; ".join(filter(None, (citation.title, citation.as_of, citation.section, citation.article)))


def _without_verdict(text: str, verdict: Verdict | None) -> tuple[str, bool]:
    """A sentence without the yes or no that it opens with, and whether that is another than the evidence's."""
    found = _OPENS_WITH_VERDICT.match(text)
    if not found:
        return text, False
    rest = text[found.end() :]
    said = _SAYS[found[1].lower()]
    return (rest[:1].upper() + rest[1:] if rest else text), verdict is not None and said is not verdict


def _in_another_language(text: str, language: str) -> bool:
    """Whether a sentence has more of the small words of the other language than of its own."""
    found = words(text)
    other = "es" if language == "en" else "en"
    theirs = len([w for w in found if w in STOP_WORDS[other] - STOP_WORDS[language]])
    mine = len([w for w in found if w in STOP_WORDS[language] - STOP_WORDS[other]])
    return theirs > mine + 1


def _fault(lack: Lack) -> str:
    """A lack as the model is told of it."""
    named = f" ({', '.join(lack.words[:6])})" if lack.words else ""
    return f"{_FAULTS.get(lack.kind, 'not in its evidence')}{named}"


_FAULTS = {
    "no_source": "it names no evidence",
    "figures": "figures that are not in its evidence",
    "names": "names that are not in its evidence",
    "words": "words that its evidence does not bear out",
    "negation": "it denies or affirms otherwise than its evidence",
    "limit": "it leaves out or adds a limit",
    "foresight": "it takes what is planned or proposed for what is in force, or the contrary",
    "strength": "it says more, less or with another force than its evidence",
    "order": "it joins things otherwise than its evidence",
    "quote": "its quotation is not in its evidence",
    "scope": "it speaks of more or of others than its evidence",
    "modality": "it takes may, must, should or will otherwise than its evidence",
    "instruments": "legal instruments that are not in its evidence",
    "countries": "countries that are not in its evidence",
    "merged": "it joins facts that its evidence keeps apart",
    "verdict": "it says another thing than what was found",
    "language": "it is in the wrong language",
}
