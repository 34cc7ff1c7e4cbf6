from __future__ import annotations

import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.errors import AssistantError, QuestionError
from assistant.exports.drafts import STATUSES
from assistant.indicators.drafting import Level
from assistant.workspace.database import workspace_path
from assistant.workspace.editing import Editor, Written
from assistant.workspace.errors import (
    AssessmentUnknownError,
    AuthorMissingError,
    HeldError,
    ReasonMissingError,
    StaleVersionError,
    TransitionError,
    UnverifiedError,
    WorkspaceError,
    WorkspaceFileError,
)
from assistant.workspace.model import LEVELS, Act, Asked, Assessment, Previous, Response, Status, Support
from assistant.workspace.workspace import HOLD_MINUTES, Who, Workspace
from tests.assistant.commands import Done
from tests.workspace.conftest import ANA, EMPLOYERS, HOSPITALS, LUIS, NO_PLAN, citation, framework

REPOSITORY = Path(__file__).resolve().parents[2]


def rewritten(response: Response, **texts: str) -> list[Written]:
    """The sentences as they are, but for those given by id."""
    return [Written(s.id, texts.get(s.id, s.text), s.marks) for s in response.sentences]


def test_levels_and_statuses_are_those_of_the_drafts() -> None:
    assert tuple(Level) == LEVELS
    assert tuple(Status) == STATUSES


# Assessments


def test_an_assessment_keeps_a_copy_of_its_framework(workspace: Workspace, assessment: Assessment) -> None:
    assert workspace.framework(assessment.id) == framework()
    assert [r.indicator.id for r in workspace.responses(assessment.id)] == [i.id for i in framework().indicators]
    assert not any(r.drafted for r in workspace.responses(assessment.id))
    assert workspace.assessment(assessment.id) == assessment


@pytest.mark.parametrize(("country", "year", "by"), [("XXQ", 2026, "Ana"), ("CRI", 12, "Ana"), ("CRI", 2026, "  ")])
def test_an_assessment_needs_a_country_a_year_and_a_name(
    workspace: Workspace, country: str, year: int, by: str
) -> None:
    with pytest.raises(WorkspaceError) as refused:
        workspace.create(country, year, "en", framework(), "", by)
    assert refused.value.message("es") != refused.value.message("en")
    assert workspace.assessments() == ()


def test_an_unknown_assessment_or_indicator_is_said_so(workspace: Workspace, assessment: Assessment) -> None:
    with pytest.raises(AssessmentUnknownError):
        workspace.assessment("nowhere-at-all")
    with pytest.raises(AssessmentUnknownError, match="no indicator Z9"):
        workspace.response(assessment.id, "Z9")


def test_the_workspace_lies_beside_the_store_and_survives_it(tmp_path: Path) -> None:
    store = tmp_path / "documents"
    made = Workspace.of(store).create("PAN", 2026, "es", framework(), "own.csv", "Ana")
    assert not workspace_path(store).is_relative_to(store)
    assert Workspace.of(store).assessments() == (made,)


def test_a_file_of_a_newer_version_and_one_that_is_none_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "workspace.sqlite3"
    Workspace(path)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(WorkspaceFileError, match="newer version"):
        Workspace(path)
    path.write_bytes(b"no database at all, but long enough to be read as one" * 40)
    with pytest.raises(WorkspaceFileError, match="cannot be used"):
        Workspace(path)


def test_the_command_line_lists_the_assessments(workspace: Workspace, drafted: Response, tmp_path: Path) -> None:
    (listed,) = Done("assessments", "--store", tmp_path / "documents", "--json").objects
    assert (listed["country"], listed["year"], listed["indicators"]) == ("CRI", 2026, 11)
    assert listed["statuses"] == {"undrafted": 10, "draft": 1}
    assert "CRI 2026 en" in Done("assessments", "--store", tmp_path / "documents").out


# Editing


def test_an_edited_sentence_keeps_its_marks_and_is_compared_with_its_quotes(editor: Editor, drafted: Response) -> None:
    kept = editor.rewrite(drafted, rewritten(drafted, s2="There is no national plan against trafficking."), ANA)
    assert kept.sentences[1].text == "There is no national plan against trafficking [1]."
    assert kept.sentences[1].support is Support.SUPPORTED
    assert kept.sentences[0].support is Support.DRAFTED
    lost = editor.rewrite(kept, rewritten(kept, s2="There is a national plan against trafficking."), ANA)
    assert lost.sentences[1].support is Support.UNVERIFIED
    assert [lack.kind for lack in lost.sentences[1].lacks] == ["negation"]


def test_a_new_sentence_without_a_source_is_unverified(editor: Editor, drafted: Response) -> None:
    new = Written("", "A new plan is expected", ())
    changed = editor.rewrite(drafted, [*rewritten(drafted), new], ANA)
    assert [s.support for s in changed.sentences] == [Support.DRAFTED, Support.DRAFTED, Support.UNVERIFIED]
    assert changed.edited_by == "Ana"


def test_what_is_written_by_hand_needs_a_level(workspace: Workspace, editor: Editor, assessment: Assessment) -> None:
    empty = workspace.response(assessment.id, "vote")
    with pytest.raises(ReasonMissingError, match="Choose the level"):
        editor.rewrite(empty, [Written("", "By hand", ())], ANA)
    assert editor.rewrite(empty, [Written("", "By hand", ())], ANA, "absent").level == "absent"


def test_saving_without_a_change_changes_nothing(workspace: Workspace, editor: Editor, drafted: Response) -> None:
    assert editor.rewrite(drafted, rewritten(drafted), ANA) == drafted
    assert [c.act for c in workspace.history(drafted.assessment)] == [Act.DRAFTED]


def test_a_quote_is_added_as_a_sentence_or_to_one(editor: Editor, drafted: Response) -> None:
    grown = editor.add_quote(drafted, citation(HOSPITALS, 99, document_id="d2"), "", ANA)
    assert grown.sentences[-1].text == f"Migration Governance Profile: Tarvenia (2021) states: “{HOSPITALS}” [3]."
    assert grown.sentences[-1].support is Support.SUPPORTED
    more = editor.add_quote(grown, citation(EMPLOYERS, 99), "s2", ANA)
    assert more.sentences[1].marks == (1, 2)
    assert len(more.citations) == 3


def test_a_level_is_changed_with_a_reason_that_the_response_then_gives(
    workspace: Workspace, editor: Editor, drafted: Response
) -> None:
    with pytest.raises(ReasonMissingError):
        editor.set_level(drafted, "partial", "  ", ANA)
    changed = editor.set_level(drafted, "partial", "a plan is being written", ANA)
    assert changed.level == "partial"
    assert changed.sentences[0].text == "Partial, as of 2021: a plan is being written [1]."
    assert changed.sentences[0].acceptance is not None and changed.sentences[0].acceptance.by == "Ana"
    latest = workspace.history(drafted.assessment, "plan")[0]
    assert (latest.act, latest.note) == (Act.LEVEL, "a plan is being written")
    assert (latest.before["level"], latest.after["level"]) == ("absent", "partial")


# History


def test_the_history_holds_who_when_before_and_after(workspace: Workspace, editor: Editor, drafted: Response) -> None:
    editor.rewrite(drafted, rewritten(drafted, s2="There is no national plan."), LUIS)
    change, draft = workspace.history(drafted.assessment, "plan")
    assert (change.by, change.act, draft.act) == ("Luis", Act.EDITED, Act.DRAFTED)
    assert change.before["sentences"][1]["text"].endswith(f"states: “{NO_PLAN}” [1].")
    assert change.after["sentences"][1]["text"] == "There is no national plan [1]."
    assert datetime.fromisoformat(change.at).tzinfo is not None


def test_the_text_before_a_change_is_put_back(workspace: Workspace, editor: Editor, drafted: Response) -> None:
    lost = editor.rewrite(drafted, rewritten(drafted, s1="", s2="There are 12 plans."), ANA)
    assert len(lost.sentences) == 1
    back = editor.restore(lost, workspace.history(drafted.assessment, "plan")[0], LUIS)
    assert (back.sentences, back.level) == (drafted.sentences, drafted.level)
    assert workspace.history(drafted.assessment, "plan")[0].by == "Luis"


@pytest.mark.parametrize("statement", ["UPDATE history SET by = 'nobody'", "DELETE FROM history"])
def test_the_history_is_only_added_to(workspace: Workspace, drafted: Response, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="only added to"), workspace.database.writing() as connection:
        connection.execute(statement)
    assert len(workspace.history(drafted.assessment)) == 1


# From draft to validated


def test_a_response_goes_to_review_and_is_validated(workspace: Workspace, editor: Editor, drafted: Response) -> None:
    reviewed = editor.move(drafted, Status.IN_REVIEW, "please look", ANA)
    validated = editor.move(reviewed, Status.VALIDATED, "", LUIS)
    assert validated.status is Status.VALIDATED
    assert [(c.by, c.after["status"]) for c in workspace.history(drafted.assessment, "plan")[:2]] == [
        ("Luis", "validated"),
        ("Ana", "in_review"),
    ]
    with pytest.raises(TransitionError, match="return it"):
        editor.rewrite(validated, rewritten(validated, s2="Another."), ANA)


@pytest.mark.parametrize("to", [Status.VALIDATED, Status.RETURNED, Status.DRAFT])
def test_a_draft_can_only_be_sent_to_review(editor: Editor, drafted: Response, to: Status) -> None:
    with pytest.raises(TransitionError):
        editor.move(drafted, to, "because", ANA)


def test_what_is_empty_is_not_sent_to_review(workspace: Workspace, editor: Editor, assessment: Assessment) -> None:
    with pytest.raises(TransitionError, match="no response yet"):
        editor.move(workspace.response(assessment.id, "vote"), Status.IN_REVIEW, "", ANA)


def test_a_response_is_returned_with_a_reason_and_sent_again(editor: Editor, drafted: Response) -> None:
    reviewed = editor.move(drafted, Status.IN_REVIEW, "", ANA)
    with pytest.raises(ReasonMissingError):
        editor.move(reviewed, Status.RETURNED, "", LUIS)
    returned = editor.move(reviewed, Status.RETURNED, "the date is missing", LUIS)
    assert editor.move(returned, Status.IN_REVIEW, "", ANA).status is Status.IN_REVIEW


def test_an_unverified_sentence_is_validated_only_once_a_person_stands_for_it(
    editor: Editor, drafted: Response
) -> None:
    changed = editor.rewrite(drafted, rewritten(drafted, s2="There are 12 plans."), ANA)
    reviewed = editor.move(changed, Status.IN_REVIEW, "", ANA)
    with pytest.raises(UnverifiedError, match="sentence 2"):
        editor.move(reviewed, Status.VALIDATED, "", LUIS)
    with pytest.raises(ReasonMissingError):
        editor.accept(reviewed, "s2", "", LUIS)
    accepted = editor.accept(reviewed, "s2", "counted in the gazette", LUIS)
    stands = accepted.sentences[1].acceptance
    assert stands is not None and (stands.by, stands.reason) == ("Luis", "counted in the gazette")
    assert editor.move(accepted, Status.VALIDATED, "", LUIS).status is Status.VALIDATED


def test_an_accepted_sentence_that_is_edited_is_judged_anew(editor: Editor, drafted: Response) -> None:
    changed = editor.rewrite(drafted, rewritten(drafted, s2="There are 12 plans."), ANA)
    accepted = editor.accept(changed, "s2", "counted", ANA)
    again = editor.rewrite(accepted, rewritten(accepted, s2="There are 13 plans."), ANA)
    assert again.sentences[1].support is Support.UNVERIFIED
    assert again.sentences[1].acceptance is None


# Two people


def test_what_changed_since_it_was_seen_is_not_overwritten(
    workspace: Workspace, editor: Editor, drafted: Response
) -> None:
    editor.rewrite(drafted, rewritten(drafted, s2="There is no national plan."), ANA)
    with pytest.raises(StaleVersionError, match=r"changed at .* by Ana"):
        editor.rewrite(drafted, rewritten(drafted, s2="Another text."), LUIS)
    assert workspace.response(drafted.assessment, "plan").sentences[1].text == "There is no national plan [1]."


def test_a_response_that_somebody_edits_is_held(workspace: Workspace, editor: Editor, drafted: Response) -> None:
    workspace.hold(drafted.assessment, "plan", ANA)
    with pytest.raises(HeldError, match=r"Ana has had plan open for editing since \d\d:\d\d"):
        workspace.hold(drafted.assessment, "plan", LUIS)
    with pytest.raises(HeldError):
        editor.rewrite(drafted, rewritten(drafted, s2="Mine."), LUIS)
    with pytest.raises(HeldError):
        editor.move(drafted, Status.IN_REVIEW, "", LUIS)
    workspace.comment(drafted.assessment, "plan", "A comment needs no hold.", LUIS)
    assert editor.rewrite(drafted, rewritten(drafted, s2="There is no national plan."), ANA).version == 2
    workspace.release(drafted.assessment, "plan", LUIS.session)
    assert list(workspace.held(drafted.assessment)) == ["plan"]
    workspace.release(drafted.assessment, "plan", ANA.session)
    assert workspace.hold(drafted.assessment, "plan", LUIS).by == "Luis"


def test_the_same_person_in_another_window_is_held_off_too(workspace: Workspace, drafted: Response) -> None:
    workspace.hold(drafted.assessment, "plan", ANA)
    with pytest.raises(HeldError):
        workspace.hold(drafted.assessment, "plan", Who("Ana", "another-window"))


def test_a_hold_expires_unless_it_is_renewed(tmp_path: Path, drafted: Response) -> None:
    now = [datetime.now(UTC)]
    workspace = Workspace(workspace_path(tmp_path / "documents"), lambda: now[0])
    first = workspace.hold(drafted.assessment, "plan", ANA)
    now[0] += timedelta(minutes=HOLD_MINUTES - 1)
    assert workspace.hold(drafted.assessment, "plan", ANA).since == first.since
    now[0] += timedelta(minutes=HOLD_MINUTES - 1)
    with pytest.raises(HeldError):
        workspace.hold(drafted.assessment, "plan", LUIS)
    now[0] += timedelta(minutes=2)
    assert workspace.hold(drafted.assessment, "plan", LUIS).by == "Luis"


def test_a_hold_keeps_another_process_out(tmp_path: Path, workspace: Workspace, drafted: Response) -> None:
    workspace.hold(drafted.assessment, "plan", ANA)
    code = (
        "import sys; from pathlib import Path\n"
        "from dataclasses import replace\n"
        "from assistant.workspace.model import Act\n"
        "from assistant.workspace.workspace import Who, Workspace\n"
        "from assistant.workspace.errors import HeldError\n"
        "workspace = Workspace.of(Path(sys.argv[1])); who = Who('Luis', 'other-process')\n"
        "seen = workspace.response(sys.argv[2], 'plan')\n"
        "try:\n    workspace.change(seen, who, Act.EDITED, lambda r: replace(r, reason='taken'))\n"
        "except HeldError as error:\n    print(error)\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "documents"), drafted.assessment]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert "Ana has had plan open for editing since" in done.stdout
    assert workspace.response(drafted.assessment, "plan") == drafted


def test_of_many_processes_that_save_at_once_one_does(tmp_path: Path, workspace: Workspace, drafted: Response) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from dataclasses import replace\n"
        "from assistant.workspace.model import Act\n"
        "from assistant.workspace.workspace import Who, Workspace\n"
        "from assistant.workspace.errors import StaleVersionError\n"
        "workspace = Workspace.of(Path(sys.argv[1]))\n"
        "seen = workspace.response(sys.argv[2], 'plan'); print('ready', flush=True); sys.stdin.readline()\n"
        "who = Who(sys.argv[3], sys.argv[3])\n"
        "try:\n    workspace.change(seen, who, Act.EDITED, lambda r: replace(r, reason='x'))\n"
        "    print('saved')\nexcept StaleVersionError:\n    print('refused')\n"
    )
    base = [sys.executable, "-c", code, str(tmp_path / "documents"), drafted.assessment]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    running = [subprocess.Popen([*base, name], cwd=REPOSITORY, **pipes) for name in ("A", "B", "C")]  # type: ignore[call-overload]
    for process in running:
        assert process.stdout.readline() == "ready\n"
    said = [process.communicate("go\n")[0].strip() for process in running]
    assert sorted(said) == ["refused", "refused", "saved"]
    assert workspace.response(drafted.assessment, "plan").version == drafted.version + 1


# The engine and people


def test_the_engine_replaces_only_what_the_engine_wrote(
    workspace: Workspace, editor: Editor, drafted: Response
) -> None:
    def again() -> bool:
        return workspace.keep_draft(drafted.assessment, "plan", lambda r: replace(r, reason="anew"), ANA)

    assert again()
    seen = workspace.response(drafted.assessment, "plan")
    workspace.hold(drafted.assessment, "plan", LUIS)
    assert not again()
    workspace.release(drafted.assessment, "plan", LUIS.session)
    editor.rewrite(seen, rewritten(seen, s2="There is no national plan."), LUIS)
    assert not again()
    assert workspace.response(drafted.assessment, "plan").sentences[1].text == "There is no national plan [1]."


def test_a_draft_that_says_the_same_leaves_no_line_in_the_history(workspace: Workspace, drafted: Response) -> None:
    assert workspace.keep_draft(drafted.assessment, "plan", lambda r: replace(r, writer="extractive"), LUIS)
    assert len(workspace.history(drafted.assessment, "plan")) == 1
    assert workspace.response(drafted.assessment, "plan").version == drafted.version


# Around a response


def test_a_response_is_given_to_somebody_with_a_date(workspace: Workspace, drafted: Response) -> None:
    workspace.assign(drafted.assessment, "plan", "Luis", "2026-12-31", ANA)
    now = workspace.response(drafted.assessment, "plan")
    assert (now.assignee, now.due, now.version) == ("Luis", "2026-12-31", drafted.version)
    assert workspace.history(drafted.assessment, "plan")[0].after == {"assignee": "Luis", "due": "2026-12-31"}
    assert workspace.people() == ("Ana", "Luis")
    with pytest.raises(QuestionError):
        workspace.assign(drafted.assessment, "plan", "Luis", "soon", ANA)


def test_comments_and_requests_are_kept(workspace: Workspace, drafted: Response) -> None:
    workspace.comment(drafted.assessment, "plan", "Which year?", LUIS)
    workspace.request(drafted.assessment, "plan", "The plan itself", "Ministry of Security", "2026-10", ANA)
    (comment,) = workspace.comments(drafted.assessment, "plan")
    (request,) = workspace.requests(drafted.assessment)
    assert (comment.by, comment.text) == ("Luis", "Which year?")
    assert (request.institution, request.due, request.state) == ("Ministry of Security", "2026-10", Asked.OPEN)
    workspace.settle_request(request.number, Asked.RECEIVED, LUIS)
    assert workspace.requests(drafted.assessment)[0].state is Asked.RECEIVED
    assert workspace.history(drafted.assessment, "plan")[0].after["state"] == "received"


@pytest.mark.parametrize("act", ["comment", "request"])
def test_nothing_empty_is_kept(workspace: Workspace, drafted: Response, act: str) -> None:
    with pytest.raises(AssistantError):
        if act == "comment":
            workspace.comment(drafted.assessment, "plan", " ", ANA)
        else:
            workspace.request(drafted.assessment, "plan", "text", " ", "", ANA)
    assert len(workspace.history(drafted.assessment, "plan")) == 1


def test_a_change_needs_a_name(workspace: Workspace, drafted: Response) -> None:
    with pytest.raises(AuthorMissingError, match="Write your name first"):
        workspace.comment(drafted.assessment, "plan", "Hello", Who(" ", "window"))


def test_answers_of_the_assessment_before_are_kept_to_compare_with(
    workspace: Workspace, assessment: Assessment
) -> None:
    answers = {"PLAN": Previous("partial", "A plan of 2015.", "2022"), "unknown": Previous(None, "Lost.")}
    assert workspace.take_previous(assessment.id, answers) == 1
    assert workspace.previous(assessment.id) == {"plan": Previous("partial", "A plan of 2015.", "2022")}
    assert workspace.take_previous(assessment.id, {"vote": Previous(None, "No.")}) == 1
    assert list(workspace.previous(assessment.id)) == ["vote"]
