"""The default writer: the words of the documents, chosen, ordered and framed by code. It needs no language model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer, Citation, Status, Verdict
from assistant.citing import cited, title_of
from assistant.instruments.naming import instruments_in
from assistant.instruments.places import ARTICLES, place, shows_year, states
from assistant.judging.asked import FIGURES
from assistant.judging.evidence import AS_LIKELY_AS_NOT, Evidence, Finding, Sufficiency, says_all
from assistant.judging.judge import Judge
from assistant.judging.kinds import satisfies
from assistant.judging.misreadings import misreadings
from assistant.judging.recommending import only_recommended
from assistant.judging.selection import Quote, Role, Selection
from assistant.judging.support import Support
from assistant.judging.verdict import FLIPPED, verdict
from assistant.language.polarity import Stance, clauses, foresees, needs_another, speaks_of_a_bill
from assistant.phrases import Phrases
from assistant.understanding.answer_kind import Kind
from assistant.understanding.asked_for import asks_for_a_heading
from assistant.understanding.question import Query
from assistant.understanding.wishes import Wish
from ingest.document import BlockKind
from ingest.store import DocumentRecord, StoredSentence
from ingest.terms import fold

_NEAREST_WORDS = 40
_CLEARLY = 0.07
"""By how much likelier to answer a sentence must be for another not to be told against it."""
_TRIES = 4
_RIVALS = 8
_FEWEST_TERMS = 4
_LONG, _MOSTLY = 5, 0.75


_HALF, _READ_SO = 0.5, 0.4
"""How much of a question a quote for another part must hold to answer it too, and how much where it is read so."""


@dataclass(frozen=True, slots=True)
class Section:
    """The answer to one part of the question."""

    finding: Finding
    quotes: tuple[Quote, ...]
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class Composition:
    """An answer with what it is made of: the parts of the question that are answered, and their quotes in order."""

    answer: Answer
    sections: tuple[Section, ...] = ()
    quotes: tuple[Quote, ...] = ()


class ExtractiveWriter:
    """Writes answers out of quotes alone."""

    name = "extractive"

    def __init__(self, judge: Judge, selection: Selection, phrases: Phrases, titles: dict[str, str]) -> None:
        self._judge = judge
        self._selection = selection
        self._support = Support(judge)
        self._say = phrases
        self._titles = titles

    def write(
        self,
        query: Query,
        findings: Sequence[Finding],
        premises: Sequence[Finding],
        searched: Sequence[DocumentRecord],
        wish: Wish | None = None,
    ) -> Answer:
        """The answer to a query; see ``composed``."""
        return self.composed(query, findings, premises, searched, wish).answer

    def composed(
        self,
        query: Query,
        findings: Sequence[Finding],
        premises: Sequence[Finding],
        searched: Sequence[DocumentRecord],
        wish: Wish | None = None,
    ) -> Composition:
        """The answer to a query from what was found on each of its parts, and on what it takes as given.

        With a wish to have it shorter, of several sentences that answer only the best is quoted; with one to have it
        longer, what stands beside the quotes is quoted too.
        """
        found = [self._as_wished(self._section(f), wish) for f in findings]
        sections = self._without_repetition([*found, *self._given(found, premises)])
        answered = [s for s in sections if s.quotes]
        if not answered:
            return Composition(self._not_found(query, findings, searched))
        quotes = tuple(dict.fromkeys(q for s in answered for q in s.quotes))
        marks = {q.sentence.id: i for i, q in enumerate(quotes, 1)}
        silent = [s for s in sections if not s.quotes and s.finding.sufficiency is Sufficiency.NOT_ENOUGH]
        silent = [s for s in silent if not self._answered_beside(s.finding, quotes)]
        text = " ".join(self._prose(query, s, marks) for s in sections if s.quotes or s in silent)
        answer = Answer(
            question=query.text,
            language=query.language,
            status=Status.PARTIAL if silent else Status.ANSWERED,
            verdict=_joint(s.verdict for s in answered),
            answer=text,
            citations=tuple(self._citation(q, marks[q.sentence.id]) for q in quotes),
            caveats=tuple(dict.fromkeys(self._caveats(answered, quotes))),
            searched=self._names(searched),
            writer=self.name,
        )
        return Composition(answer, tuple(answered), quotes)

    def _given(self, found: Sequence[Section], premises: Sequence[Finding]) -> list[Section]:
        """What the documents say of a premise: beside an answer, or in its place where they contradict the premise."""
        answered = any(s.quotes for s in found)
        given = [self._section(p) for p in premises]
        if answered:
            return [replace(s, verdict=None, quotes=s.quotes[:1]) for s in given if s.quotes]
        return [
            Section(replace(s.finding, sufficiency=Sufficiency.PREMISE), s.quotes, Verdict.NO)
            for s in given
            if s.quotes and s.verdict in (Verdict.NO, Verdict.PARTIAL) and _likely(s.finding)
        ]

    def _as_wished(self, section: Section, wish: Wish | None) -> Section:
        finding = section.finding
        if wish is Wish.LONGER and section.quotes:
            return replace(section, quotes=self._selection.with_surroundings(section.quotes))
        if wish is Wish.SHORTER and len(section.quotes) > 1 and finding.part.kind not in (Kind.YES_NO, Kind.LIST):
            best = replace(finding, evidence=finding.evidence[:1])
            return replace(section, quotes=tuple(self._selection.quotes(best, read_on=False)))
        return section

    def _section(self, finding: Finding) -> Section:
        if finding.part.kind is Kind.YES_NO and finding.sufficiency is not Sufficiency.NOT_ENOUGH:
            return self._decided(finding)
        quotes = self._selection.quotes(finding)
        quoted = {q.sentence.id for q in quotes}
        beside = [Quote(e.sentence, e.document, Role.CLAIM) for e in finding.elsewhere if e.sentence.id not in quoted]
        quotes = [*quotes, *beside] if quotes else quotes
        denied = bool(quotes) and finding.sufficiency is Sufficiency.PREMISE
        return Section(finding, tuple(quotes), Verdict.NO if denied else None)

    def _decided(self, finding: Finding) -> Section:
        """What is decided on a yes-or-no question, and what a later document says was done since."""
        section = self._as_told(finding)
        if section.verdict is not (Verdict.YES if finding.part.negated else Verdict.NO):
            return section
        told = section.finding.best.document.metadata.date or ""
        for later in (e for e in finding.later if (e.document.metadata.date or "") > told):
            since = replace(finding, sufficiency=Sufficiency.ENOUGH, evidence=(later, *section.finding.evidence))
            quotes = self._selection.quotes(since)
            decided = verdict(self._judge, finding.part, later, quotes)
            if decided is FLIPPED[section.verdict] and self._support.was_brought_about(finding.part, later):
                told_then = [q for q in section.quotes if all(q.sentence.id != own.sentence.id for own in quotes)]
                return Section(since, (*quotes, *told_then), decided)
        return section

    def _as_told(self, finding: Finding) -> Section:
        """The first evidence on a yes-or-no question that supports a verdict.

        A yes must hold for all that was asked: what a sentence says nothing of cannot be affirmed by it.
        """
        first: tuple[Evidence, Verdict] | None = None
        for position in range(min(_TRIES, len(finding.evidence))):
            tried = replace(finding, evidence=finding.evidence[position:])
            if is_fragment(tried.best.sentence) or only_recommended(finding.part.text, tried.best.sentence):
                continue
            quotes = self._selection.quotes(tried)
            if tried.best.listed is not None:
                return Section(tried, tuple(quotes), Verdict.YES if tried.best.listed else Verdict.NO)
            if tried.best.replaced:
                return Section(tried, tuple(quotes), Verdict.NO)
            uncovered = self._support.mentions.denied(finding.part, tried.best)
            if uncovered:
                return self._not_covered(tried, quotes, uncovered)
            decided = verdict(self._judge, finding.part, tried.best, quotes)
            if first is not None and _told_otherwise(*first, tried.best, decided):
                break
            if first is None and decided is not Verdict.PARTIAL:
                first = tried.best, decided
            if decided is not Verdict.YES:
                in_part = decided is Verdict.PARTIAL
                borne_out = self._support.bears_on(finding.part, tried.best, in_part)
                if borne_out or (in_part and self._support.denies_in_part(finding.part, tried.best)):
                    return Section(tried, tuple(quotes), decided)
            elif self._support.affirms(finding.part, tried.best):
                return self._unless_denied(finding, Section(tried, tuple(quotes), decided))
        return Section(replace(finding, sufficiency=Sufficiency.NOT_ENOUGH), (), None)

    def _not_covered(self, finding: Finding, quotes: Sequence[Quote], denial: StoredSentence) -> Section:
        """The no of a sentence that says of a plan that it does not mention what was asked about."""
        said = {q.sentence.id: q for q in (*quotes, Quote(denial, finding.best.document, Role.CLAIM))}
        return Section(finding, tuple(said.values()), Verdict.YES if finding.part.negated else Verdict.NO)

    def _unless_denied(self, finding: Finding, section: Section) -> Section:
        """A yes, unless another sentence that holds as much of the question denies it."""
        denial = self._support.denial(finding.part, section.finding.best, finding.evidence[:_RIVALS])
        if not denial:
            return (
                self._unless_for_the_group(finding, section)
                or self._unless_for_some(finding, section)
                or self._unless_in_part(finding, section)
            )
        tried = replace(finding, evidence=(denial, *finding.evidence))
        return Section(tried, tuple(self._selection.quotes(tried)), Verdict.YES if finding.part.negated else Verdict.NO)

    def _unless_for_the_group(self, finding: Finding, section: Section) -> Section | None:
        """What a norm says otherwise of the group that is asked about; None where it says nothing of it."""
        best = section.finding.best
        exception = self._support.exception(finding.part, best)
        if exception is None:
            return None
        tried = replace(finding, evidence=(best.at(exception), *finding.evidence))
        own = Quote(exception, best.document, Role.CLAIM)
        return Section(tried, (own, *section.quotes), Verdict.YES if finding.part.negated else Verdict.NO)

    def _unless_for_some(self, finding: Finding, section: Section) -> Section | None:
        """Asked of all, what another sentence as much on the matter grants to some only; None where none does."""
        if not finding.part.universal:
            return None
        for position, rival in enumerate(finding.evidence[:_RIVALS]):
            if rival.sentence.id == section.finding.best.sentence.id or not says_all(rival):
                continue
            tried = replace(finding, evidence=finding.evidence[position:])
            quotes = self._selection.quotes(tried)
            if verdict(self._judge, finding.part, rival, quotes) is Verdict.NO:
                return Section(tried, tuple(quotes), Verdict.NO)
        return None

    def _unless_in_part(self, finding: Finding, section: Section) -> Section:
        """A yes, or in part where soon after it is denied what the yes leaves unsaid."""
        said = [section.finding.best.sentence, *(q.sentence for q in section.quotes)]
        rest = self._support.rest_denied(finding.part, said, (*finding.evidence[:_RIVALS], *finding.nearest))
        if rest is None or section.verdict is not Verdict.YES:
            return section
        quotes = (*section.quotes, Quote(rest, section.finding.best.document, Role.QUALIFIER))
        return replace(section, quotes=quotes, verdict=Verdict.PARTIAL)

    def _without_repetition(self, sections: list[Section]) -> list[Section]:
        """A sentence that answers two parts is quoted once, where it comes first, with what it says to both."""
        seen: dict[int, int] = {}
        kept: list[Section] = []
        for section in sections:
            fresh = tuple(q for q in section.quotes if q.sentence.id not in seen)
            repeated = bool(section.quotes) and not fresh
            finding = section.finding
            if repeated:
                finding = Finding(finding.part, Sufficiency.ENOUGH, finding.evidence, finding.nearest)
                first = seen[section.quotes[0].sentence.id]
                both = (kept[first].verdict, section.verdict)
                kept[first] = replace(kept[first], verdict=_joint(both) if all(both) else kept[first].verdict)
            seen.update({q.sentence.id: len(kept) for q in fresh})
            kept.append(Section(finding, fresh, section.verdict))
        return kept

    def _answered_beside(self, finding: Finding, quotes: Sequence[Quote]) -> bool:
        """Whether what was quoted for another part answers this one too ("... and whom does it benefit?")."""
        part = finding.part
        if part.kind is Kind.CURRENCY:
            return False
        quoted = {q.sentence.id for q in quotes}
        near = [e for e in finding.nearest if e.sentence.id in quoted and e.typed]
        if any(e.coverage >= (_READ_SO if e.reading and e.reading > 0.0 else _HALF) for e in near):
            return True
        own = part.told
        few = 1 if part.kind in FIGURES else 2
        fit = [q.sentence for q in quotes if _has_what_is_asked(part.kind, q.sentence)]
        if len(own) <= few:
            return bool(fit)
        # "... and how much of its advice had been followed by late 2020?" leans on what was asked before it.
        leans = part.kind in FIGURES and any(u.carried for u in part.units)
        return leans and any(self._judge.notions.match(u, self._judge.notions.bag(s)) == 1.0 for s in fit for u in own)

    def _prose(self, query: Query, section: Section, marks: dict[int, int]) -> str:
        if not section.quotes:
            part = section.finding.part
            return self._say("not_found.part", part=part.apart or part.text.strip(" ?¿.!¡,"))
        groups: dict[str, list[Quote]] = {}
        for quote in section.quotes:
            groups.setdefault(quote.document.id, []).append(quote)
        written = []
        for position, quotes in enumerate(groups.values()):
            lead = self._lead(query, section, quotes[0], position)
            said = " ".join(self._say("lead.quote", quote=self._words(q), mark=marks[q.sentence.id]) for q in quotes)
            written.append(self._say("lead.sentence", lead=lead, quotes=said))
        return " ".join(written)

    def _lead(self, query: Query, section: Section, quote: Quote, position: int) -> str:
        metadata = quote.document.metadata
        date = self._say.date(metadata.date)
        article = quote.sentence.article
        if section.verdict and position == 0:
            word = self._say(f"lead.{section.verdict.value}")
            if section.finding.sufficiency is Sufficiency.PREMISE:
                word = self._say("lead.premise")
            lead = self._say("lead.as_of", lead=word, date=date) if date else word
            if article:
                placed = place(article, ARTICLES, self._say, title=self._title(quote.document))
                lead = self._say("lead.under", lead=lead, title=placed)
        else:
            lead = states(self._title(quote.document), article, date, self._say)
        return self._of_language(lead, quote)

    def _of_language(self, lead: str, quote: Quote) -> str:
        """What leads a quote in, with the quote's language where that is not the answer's."""
        if quote.sentence.language == self._say.language:
            return lead
        return self._say("lead.foreign", lead=lead, source_language=self._say(f"language.{quote.sentence.language}"))

    def _words(self, quote: Quote) -> str:
        """The quote as prose: mended letters, no line breaks, a table row as name and value."""
        text = " ".join(quote.sentence.search_text.split())
        if quote.sentence.kind is BlockKind.TABLE_ROW and "|" in text:
            name, _, value = text.partition("|")
            return self._say("lead.cell", name=name.strip(), value=value.replace("|", "·").strip())
        return text

    def _title(self, document: DocumentRecord) -> str:
        return title_of(document, self._titles, self._say.language)

    def _citation(self, quote: Quote, mark: int) -> Citation:
        return cited(quote.sentence, quote.document, mark, self._titles, self._say.language)

    def _caveats(self, sections: Sequence[Section], quotes: Sequence[Quote]) -> list[str]:
        found = []
        decisive = [s.finding.best.sentence for s in sections]
        texts = [q.sentence.search_text for q in quotes]
        if any(speaks_of_a_bill(t) for t in texts):
            found.append(self._say("caveat.bill"))
        elif any(foresees(s.search_text) for s in decisive):
            found.append(self._say("caveat.process"))
        if any(self._premise_fails(s) for s in sections):
            found.append(self._say("caveat.premise"))
        # A heading is no quote, so it is told beside the answer.
        asked = [s for s in sections if asks_for_a_heading(fold(s.finding.part.text))]
        placed = dict.fromkeys(q.sentence.section for s in asked for q in s.quotes if q.sentence.section)
        found += [self._say("caveat.headed", section=section.replace(" > ", " – ")) for section in placed]
        if any(_covers_several(s.search_text) for s in decisive if s.kind is BlockKind.TABLE_ROW):
            found.append(self._say("caveat.several_in_one_row"))
        if any(instruments_in(t) for t in texts) and all(q.document.metadata.authority != "primary" for q in quotes):
            found.append(self._say("caveat.secondary"))
        for document in dict.fromkeys(q.document for q in quotes):
            if document.metadata.summarises:
                title = self._titles.get(
                    f"{document.metadata.summarises}:{self._say.language}", document.metadata.title
                )
                found.append(self._say("caveat.summary", title=title))
        dates = sorted({q.document.metadata.date for q in quotes if q.document.metadata.date})
        found += [self._say("caveat.as_of", date=self._say.date(d)) for d in dates]
        return [*misreadings(quotes, self._say), *found]

    def _premise_fails(self, section: Section) -> bool:
        """A question that takes something for granted ("how does the strategy ...?") met by a denial."""
        part = section.finding.part
        if section.finding.sufficiency is Sufficiency.PREMISE:
            return True
        if part.kind is Kind.YES_NO or part.negated or part.excluding:
            return False
        first = clauses(section.finding.best.sentence.search_text)[-1]
        return first.stance is Stance.DENIES and section.finding.best.coverage >= 0.75

    def _not_found(self, query: Query, findings: Sequence[Finding], searched: Sequence[DocumentRecord]) -> Answer:
        currency = any(f.part.kind is Kind.CURRENCY for f in findings)
        key = "not_found.currency" if currency else "not_found.answer"
        nearest = next((e for f in findings for e in f.nearest[:1]), None)
        return Answer(
            question=query.text,
            language=query.language,
            status=Status.NOT_FOUND,
            verdict=None,
            answer=self._say(key, searched=self._searched(searched)),
            suggestions=(
                *([self._nearest(nearest)] if nearest else ()),
                self._holder(findings),
                self._say("not_found.add"),
            ),
            searched=self._names(searched),
            writer=self.name,
            nearest=self._citation(Quote(nearest.sentence, nearest.document, Role.CLAIM), 1) if nearest else None,
        )

    def _nearest(self, evidence: Evidence) -> str:
        words = evidence.sentence.search_text.split()
        quote = " ".join(words[:_NEAREST_WORDS]) + (" …" if len(words) > _NEAREST_WORDS else "")
        section = evidence.sentence.heading
        key = "not_found.nearest" if section else "not_found.nearest_no_section"
        title = self._title(evidence.document)
        return self._say(key, title=title, section=section, page=evidence.sentence.page, quote=quote)

    def _holder(self, findings: Sequence[Finding]) -> str:
        kinds = {f.part.kind for f in findings}
        if kinds & {Kind.CURRENCY, Kind.INSTRUMENT}:
            return self._say("not_found.holder_law")
        if Kind.MONEY in kinds:
            return self._say("not_found.holder_money")
        if kinds & {Kind.COUNT, Kind.PERCENT}:
            return self._say("not_found.holder_figures")
        return self._say("not_found.holder_other")

    def _searched(self, searched: Sequence[DocumentRecord]) -> str:
        names = self._names(searched)
        if not names:
            return self._say("not_found.searched_none")
        key = "not_found.searched_one" if len(names) == 1 else "not_found.searched_many"
        return self._say(key, count=len(names), documents="; ".join(names[:3]))

    def _names(self, documents: Sequence[DocumentRecord]) -> tuple[str, ...]:
        named = []
        for document in documents:
            date, title = self._say.date(document.metadata.date), self._title(document)
            named.append(f"{title} ({date})" if date and not shows_year(title, date) else title)
        return tuple(dict.fromkeys(named))


def _told_otherwise(first: Evidence, said: Verdict, best: Evidence, decided: Verdict) -> bool:
    """Whether what was tried first, though not surely enough to be told, is clearly likelier and says the opposite."""
    opposed = decided is not Verdict.PARTIAL and said is FLIPPED[decided]
    # What leans on the sentences before it is read as less than it says.
    by_itself = best.sentence.kind is BlockKind.LIST_ITEM or not needs_another(best.sentence.search_text)
    return opposed and by_itself and first.likelihood >= best.likelihood + _CLEARLY


def _joint(verdicts: Iterable[Verdict | None]) -> Verdict | None:
    """One verdict over all parts: theirs where they agree, in part where they differ."""
    found = {v for v in verdicts if v}
    return found.pop() if len(found) == 1 else Verdict.PARTIAL if found else None


def _likely(finding: Finding) -> bool:
    """Whether what decides a finding is as likely to bear on it as not."""
    return finding.best.replaced is not None or finding.best.likelihood >= AS_LIKELY_AS_NOT


def _has_what_is_asked(kind: Kind, sentence: StoredSentence) -> bool:
    """Whether a sentence has a thing of the kind asked for; a period is told by dates or by how long it is."""
    kinds = (Kind.DATE, Kind.DURATION) if kind in (Kind.DATE, Kind.DURATION) else (kind,)
    return any(satisfies(k, sentence.search_text, sentence.language) for k in kinds)


# "The requirements of an application for ... are:" opens a list of papers.
_OF_PAPERS = re.compile(r"^\W*(?:l[oa]s |the )?(?:requisitos|documentos|requirements|documents|papers)\b")


# "4. For the case of a spouse." names what stands beneath it.
_OF_A_CASE = re.compile(
    r"^\W*(?:[\d.]+ )?(?:para|en|for|in) (?:el |los |the )?(?:casos?|cases?) (?:de|of) [^,;:.]*[.:]?\s*$"
)


_HAS_A_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|es|son|fue|fueron|ha|han|tiene|tienen)\b")


def is_fragment(sentence: StoredSentence) -> bool:
    """Whether it is a few words without an end, or a title, as headings are: that says neither yes nor no."""
    if sentence.article and _OF_PAPERS.match(fold(sentence.search_text)) and sentence.text.rstrip().endswith(":"):
        return True
    if sentence.article and _OF_A_CASE.match(fold(sentence.search_text)):
        return True
    if sentence.kind is BlockKind.TABLE_ROW:
        return False
    if sentence.text.rstrip('”"»’) ').endswith((".", "!", ";")):
        # "Since 2014 the Relief Office has been part of the League" says something, capitals or not.
        return _is_title(sentence.text, least=1.0) and not _HAS_A_VERB.search(fold(sentence.text))
    return len(sentence.terms) < _FEWEST_TERMS or _is_title(sentence.text)


def _is_title(text: str, least: float = _MOSTLY) -> bool:
    """Whether nearly all long words of a line are capitalised: "Labour Migration and Ethical Recruitment"."""
    long = [w for w in re.findall(r"[^\W\d_]+", text) if len(w) >= _LONG]
    return len(long) > 1 and sum(w[0].isupper() for w in long) >= least * len(long)


def _covers_several(row: str) -> bool:
    name = fold(row).split("|")[0]
    return (
        bool(re.search(r"\b(?:conventions|convenciones|convenios|protocols|protocolos)\b", name))
        and len(set(re.findall(r"\b(?:19|20)\d\d\b", name))) > 1
    )
