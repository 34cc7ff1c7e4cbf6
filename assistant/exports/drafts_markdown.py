"""Drafts as a Markdown file."""

from __future__ import annotations

from assistant.answer import Citation
from assistant.exports.drafts import Assessment
from assistant.exports.safe_text import literal
from assistant.exports.sdg_lines import category_line, domain_name, notes, percentage
from assistant.exports.text import reference
from assistant.indicators.drafting import Draft
from assistant.indicators.sdg import DOMAINS, Sdg


def drafts_markdown(assessment: Assessment) -> str:
    """Headings by domain and sub-domain, each response with its level, reason, sentences, caveats, gaps and sources."""
    blocks = [
        f"# {literal(assessment.title)}",
        f"**{assessment.standing}** {assessment.word.date(assessment.day.isoformat())}",
    ]
    for number, drafts in assessment.by_domain():
        blocks.append(f"## {literal(assessment.domain(number))}")
        for name, own in assessment.by_subdomain(drafts):
            blocks += [f"### {literal(name)}"] if name else []
            blocks += [_draft(assessment, d) for d in own]
    if assessment.sdg:
        blocks += _sdg(assessment, assessment.sdg)
    return "\n\n".join(blocks) + "\n"


def _draft(assessment: Assessment, draft: Draft) -> str:
    say = assessment.say
    blocks = [
        f"#### {literal(draft.indicator.id)} {literal(assessment.question(draft))}",
        f"**{say('draft_export.level')}: {literal(assessment.level(draft))}.** {literal(_sentence(draft.reason))}",
        literal(". ".join(f"{name}: {value}" for name, value in assessment.facts(draft)) + "."),
        literal(draft.response),
        _bullets(say("draft_export.caveats"), draft.caveats),
        _bullets(say("draft_export.gaps"), draft.gaps),
        _bullets(say("draft_column.comments"), draft.comments),
        _sources(assessment, draft),
    ]
    return "\n\n".join(block for block in blocks if block)


def _sdg(assessment: Assessment, found: Sdg) -> list[str]:
    say, word = assessment.say, assessment.word
    rows = [[say(f"sdg.{name}_column") for name in ("domain", "value", "missing", "open")], ["---"] * 4]
    for number in DOMAINS:
        value = found.domain(number)
        rows.append(
            [literal(domain_name(number, say)), percentage(value, say, word), str(value.missing), str(value.open)]
        )
    return [
        f"## {literal(say('sdg.title'))}",
        f"**{say('sdg.aid')}**",
        "\n".join(f"| {' | '.join(row)} |" for row in rows),
        f"**{category_line(found, say, word)}**",
        "\n".join(f"- {literal(line)}" for line in notes(found, say, word)),
    ]


def _sentence(reason: str) -> str:
    return f"{reason[:1].upper()}{reason[1:]}."


def _bullets(heading: str, lines: tuple[str, ...]) -> str:
    return "\n".join([f"{heading}:\n", *(f"- {literal(line)}" for line in lines)]) if lines else ""


def _sources(assessment: Assessment, draft: Draft) -> str:
    if not draft.citations:
        return ""
    return "\n".join(
        [f"{assessment.say('draft_export.sources')}:\n", *(_source(assessment, c) for c in draft.citations)]
    )


def _source(assessment: Assessment, citation: Citation) -> str:
    return f"- {literal(f'[{citation.mark}]')} {literal(reference(citation, assessment.word))}"
