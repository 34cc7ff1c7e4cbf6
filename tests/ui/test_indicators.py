"""The page Indicators, drawn by Streamlit itself: what it says where things are missing, lost or hostile."""

from __future__ import annotations

import io
import json
import re
import shutil
from dataclasses import replace
from html import unescape
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from assistant.answer import Citation
from assistant.indicators.framework import Framework
from assistant.ui.address import Address
from assistant.ui.coverage import _COLOURS
from assistant.ui.desk import Desk
from assistant.ui.editor_view import marked_differences
from assistant.ui.exchange import exported
from assistant.ui.frame import Frame
from assistant.wording import wording
from assistant.workspace.editing import Editor, Written
from assistant.workspace.model import Assessment, Previous, Response, Sentence, Status
from assistant.workspace.workspace import Who, Workspace
from ingest.store import Store
from tests.ui.conftest import Open, begun
from tests.ui.sample import DECIDING, REPOSITORY
from tests.ui.test_look import contrast

ENGLISH, SPANISH = wording("en"), wording("es")
ANA, LUIS = Who("Ana", "window-of-ana"), Who("Luis", "window-of-luis")
HOSTILE = "<script>document.title='taken'</script> [x](http://tracker.example) :smile:"
GENDER = "D2-09"


@pytest.fixture
def workspace(store: Path) -> Workspace:
    return Workspace.of(store)


@pytest.fixture
def assessment(workspace: Workspace) -> Assessment:
    framework = Framework.load(REPOSITORY / "corpus" / "indicators.jsonl")
    some = Framework(tuple(i for i in framework.indicators if i.domain < 3))
    return workspace.create("CRI", 2026, "en", some, "", "Ana")


@pytest.fixture
def drafted(store: Path, workspace: Workspace, assessment: Assessment) -> Response:
    """A response that rests on the deciding sentence of the sample."""
    with Store.open(store) as opened:
        document = next(d for d in opened.documents() if d.metadata.country == "CRI")
        page = next(p for p in opened.pages(document.id) if DECIDING in p.text)
    start = page.text.index(DECIDING)
    meta = document.metadata
    cited = Citation(
        1, document.id, meta.title, "profile", "CRI", "en", page.number, "Gender and strategy", None,
        DECIDING, start, start + len(DECIDING), None, "2019", "secondary", None,
    )  # fmt: skip
    sentences = (Sentence("s1", f"“{DECIDING}” [1].", (1,)),)
    workspace.keep_draft(
        assessment.id,
        GENDER,
        lambda r: replace(r, level="absent", reason="it says so", sentences=sentences, citations=(cited,)),
        ANA,
    )
    return workspace.response(assessment.id, GENDER)


def words(app: AppTest) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", "\n".join(str(e.proto.body) for e in app.html)))


def markup(app: AppTest) -> str:
    return "\n".join(str(e.proto.body) for e in app.html)


def test_without_a_name_nothing_can_be_changed(open_app: Open, drafted: Response) -> None:
    app = open_app("indicators", a=drafted.assessment, i=GENDER)
    assert ENGLISH("desk.name_first") in words(app)
    assert next(b for b in app.button if b.key == "edit").disabled
    app.text_input(key="author").set_value("Ana").run()
    assert not next(b for b in app.button if b.key == "edit").disabled


def test_a_country_without_documents_is_told_so_and_keeps_what_is_written(
    open_app: Open, workspace: Workspace, assessment: Assessment
) -> None:
    empty = workspace.create("PER", 2026, "en", workspace.framework(assessment.id), "", "Ana")
    editor_of(workspace).rewrite(workspace.response(empty.id, GENDER), [Written("", "By hand", ())], ANA, "partial")
    app = open_app("indicators", a=empty.id)
    assert ENGLISH("board.no_documents", country="Peru") in words(app)
    app.text_input(key="author").set_value("Ana").run()
    assert next(b for b in app.button if b.key == "drafting-start").disabled
    assert workspace.response(empty.id, GENDER).text == "By hand"


def test_without_a_store_the_assessment_is_still_there(
    open_app: Open, store: Path, drafted: Response, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(store)
    app = open_app("indicators", a=drafted.assessment)
    assert ENGLISH("board.no_documents", country="Costa Rica") in words(app)
    app = open_app("indicators", a=drafted.assessment, i=GENDER)
    assert DECIDING in words(app)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("id,domain\nA,1\n", "question_en"),
        ("id,domain,question_en\nA,1,Is it so?\nA,1,Is it not?\n", "A twice"),
        ("", "no indicator"),
    ],
)
def test_a_framework_that_cannot_be_used_says_what_to_mend(
    open_app: Open, store: Path, workspace: Workspace, content: str, said: str
) -> None:
    app = open_app("indicators")
    app.text_input(key="author").set_value("Ana").run()
    app.file_uploader[0].set_value([("own.csv", content.encode(), "text/csv")])
    next(b for b in app.button if b.label == ENGLISH("board.create")).click().run()
    assert said in app.error[0].value.replace("\\", "")
    assert workspace.assessments() == ()


def test_a_framework_of_ones_own_is_taken(open_app: Open, store: Path, workspace: Workspace) -> None:
    rows = "\n".join(f"Q{n},{1 + n % 6},Is policy {n} in place?" for n in range(5000))
    app = open_app("indicators")
    app.text_input(key="author").set_value("Ana").run()
    app.file_uploader[0].set_value([("own.csv", f"id,domain,question_en\n{rows}\n".encode(), "text/csv")])
    next(b for b in app.button if b.label == ENGLISH("board.create")).click().run()
    (made,) = workspace.assessments()
    assert len(workspace.responses(made.id)) == 5000
    assert "0 / 5,000" in words(app)
    assert ENGLISH("board.first", count=500) in words(app)


def test_an_unknown_assessment_or_indicator_is_said_in_the_language_of_the_page(
    open_app: Open, assessment: Assessment
) -> None:
    for parameters in ({"a": "no-such-one-here"}, {"a": assessment.id, "i": "Z99"}):
        app = begun("indicators", **parameters, lang="es")
        failure = next(e.proto.body for e in app.html if 'class="failure"' in e.proto.body)
        assert "elija un" in failure


def test_a_lost_source_is_shown_on_the_board_and_names_its_sentence(
    open_app: Open, store: Path, drafted: Response
) -> None:
    with Store.open(store) as opened:
        opened.remove(drafted.citations[0].document_id)
    board = words(open_app("indicators", a=drafted.assessment))
    assert ENGLISH("board.tile_stale") in board
    page = words(open_app("indicators", a=drafted.assessment, i=GENDER))
    assert ENGLISH("editor.stale", sentences="1") in page
    assert ENGLISH("stale.removed", mark=1, title=drafted.citations[0].title) in page


def test_filters_leave_what_they_name(open_app: Open, drafted: Response) -> None:
    app = open_app("indicators", a=drafted.assessment)
    everything = markup(app).count('class="tile ')
    assert everything > 40
    app.multiselect(key="board-level").set_value(["absent"]).run()
    assert re.findall(r'data-open="tile-([^"]+)"', markup(app)) == [GENDER]
    app.multiselect(key="board-level").set_value([]).run()
    app.multiselect(key="board-domain").set_value([1]).run()
    assert GENDER not in re.findall(r'data-open="tile-([^"]+)"', markup(app))
    next(b for b in app.button if b.key == "board-clear").click().run()
    app.text_input(key="board-text").set_value("estrategia migratoria GÉNERO".split()[-1].lower()).run()
    assert GENDER in re.findall(r'data-open="tile-([^"]+)"', markup(app))
    assert markup(app).count('class="tile ') < everything


def test_every_level_is_said_by_word_and_shape_beside_its_colour(open_app: Open, drafted: Response) -> None:
    shown = markup(open_app("indicators", a=drafted.assessment))
    tile = re.search(rf'<a class="tile verdict-no" data-open="tile-{GENDER}".*?</a>', shown)
    assert tile is not None
    assert '<span class="shape"' in tile[0] and "Absent" in tile[0]
    assert "Weak evidence" in tile[0] and "2019" in tile[0]


def test_what_people_write_is_shown_letter_for_letter(open_app: Open, workspace: Workspace, drafted: Response) -> None:
    editor = editor_of(workspace)
    editor.rewrite(drafted, [Written("s1", HOSTILE, (1,))], Who(HOSTILE, "w"))
    workspace.comment(drafted.assessment, GENDER, HOSTILE, ANA)
    workspace.request(drafted.assessment, GENDER, HOSTILE, HOSTILE, "", ANA)
    workspace.assign(drafted.assessment, GENDER, HOSTILE, "", ANA)
    workspace.take_previous(drafted.assessment, {GENDER: Previous("partial", HOSTILE, HOSTILE)})
    for parameters in ({}, {"i": GENDER}):
        app = open_app("indicators", a=drafted.assessment, **parameters)
        assert "<script>" not in markup(app)
        assert "taken" in words(app)


def test_the_answer_before_stands_beside_the_present_one(
    open_app: Open, workspace: Workspace, drafted: Response
) -> None:
    workspace.take_previous(drafted.assessment, {GENDER: Previous("partial", "Costa Rica has a draft.", "2022")})
    shown = words(open_app("indicators", a=drafted.assessment, i=GENDER))
    assert ENGLISH("people.level_changed", then="Partial", now="Absent") in shown
    assert "2022" in shown


def test_what_institutions_owe_is_on_the_board(open_app: Open, workspace: Workspace, drafted: Response) -> None:
    workspace.request(drafted.assessment, GENDER, "The strategy itself", "Ministry of Women", "2020-01", ANA)
    shown = words(open_app("indicators", a=drafted.assessment))
    assert "Ministry of Women" in shown
    assert ENGLISH("board.overdue", date="January 2020") in shown


def test_what_was_left_without_saving_is_free_again(open_app: Open, workspace: Workspace, drafted: Response) -> None:
    app = open_app("indicators", a=drafted.assessment, i=GENDER)
    app.text_input(key="author").set_value("Ana").run()
    next(b for b in app.button if b.key == "edit").click().run()
    assert workspace.held(drafted.assessment)[GENDER].by == "Ana"
    del app.query_params["i"]
    app.run()
    assert workspace.held(drafted.assessment) == {}


def test_a_questionnaire_of_ones_own_is_matched_filled_and_taken_as_the_answers_before(
    open_app: Open, workspace: Workspace, drafted: Response
) -> None:
    tiles = workspace.framework(drafted.assessment).indicators
    undrafted = next(i for i in tiles if i.id != GENDER)
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Question", "Level", "Answer", "Sources"])
    sheet.append([drafted.indicator.question("en"), None, None, None])
    sheet.append(["What colour are the buses?", None, None, None])
    sheet.append([undrafted.question("en"), None, None, None])
    data = io.BytesIO()
    book.save(data)
    app = open_app("indicators", a=drafted.assessment)
    app.text_input(key="author").set_value("Ana").run()
    app.file_uploader(key="questionnaire-file").set_value([("own.xlsx", data.getvalue(), "application/xlsx")]).run()
    said = (ENGLISH.count("own.counted", 3), ENGLISH("own.doubtful_none"), ENGLISH("own.tick"))
    assert " ".join(said) in words(app)
    assert list(app.data_editor[0].value["indicator"]) == [GENDER, "—", undrafted.id]
    next(b for b in app.button if b.key == "questionnaire-fill").click().run()
    assert ENGLISH.count("own.written", 1) in words(app)
    assert ENGLISH.count("own.unvalidated", 1) in words(app)
    assert ENGLISH.count("own.undrafted", 1) in words(app)
    copy = app.session_state["questionnaire-copy"]
    filled = openpyxl.load_workbook(io.BytesIO(copy.data)).worksheets[0]
    assert filled["B2"].value == "Absent"
    assert DECIDING in str(filled["C2"].value)
    assert filled["C3"].value is None

    # The copy is handed in again, as that of the year before.
    app.file_uploader(key="questionnaire-file").set_value([("last.xlsx", copy.data, "application/xlsx")]).run()
    next(b for b in app.button if b.key == "questionnaire-previous").click().run()
    before = workspace.previous(drafted.assessment)[GENDER]
    assert (before.level, before.source) == ("absent", "last.xlsx")
    assert DECIDING in before.text


def test_a_questionnaire_that_cannot_be_read_says_what_to_do(open_app: Open, drafted: Response) -> None:
    app = open_app("indicators", a=drafted.assessment)
    app.file_uploader(key="questionnaire-file").set_value([("own.xlsx", b"broken", "application/xlsx")]).run()
    assert 'class="failure"' in markup(app)
    assert "own.xlsx" in words(app)


def test_the_sdg_indicator_is_worked_out_as_an_aid(open_app: Open, workspace: Workspace) -> None:
    everything = Framework.load(REPOSITORY / "corpus" / "indicators.jsonl")
    made = workspace.create("CRI", 2026, "en", everything, "", "Ana")
    for letter in "abcde":
        workspace.keep_draft(
            made.id, f"SDG-1{letter}", lambda r: replace(r, level="complete", sentences=(Sentence("s", "So."),)), ANA
        )
    shown = words(open_app("indicators", a=made.id))
    assert "not the official value" in shown
    assert "100 per cent" in shown
    page = words(open_app("indicators", a=made.id, i="SDG-1a"))
    assert "SDG-1a: 1 (Complete)" in page


def test_what_the_team_noted_goes_into_the_export(workspace: Workspace, drafted: Response) -> None:
    workspace.assign(drafted.assessment, GENDER, "Luis", "2026-12-31", ANA)
    workspace.comment(drafted.assessment, GENDER, "Look at the plan.", LUIS)
    workspace.take_previous(drafted.assessment, {GENDER: Previous("partial", "Before.", "2022")})
    editor = editor_of(workspace)
    reviewed = editor.move(workspace.response(drafted.assessment, GENDER), Status.IN_REVIEW, "", ANA)
    validated = editor.move(reviewed, Status.VALIDATED, "", LUIS)
    desk = Desk(Frame(Address(), ENGLISH), None, workspace, workspace.assessment(drafted.assessment))
    data = json.loads(exported(desk, [validated], "json"))
    assert (data["status"], data["assignee"], data["due"], data["reviewed_by"]) == (
        "validated",
        "Luis",
        "2026-12-31",
        "Luis",
    )
    assert data["previous_level"] == "partial"
    assert data["comments"][0].endswith("Look at the plan.")


def test_the_page_is_in_the_language_of_the_window(open_app: Open, drafted: Response) -> None:
    shown = words(open_app("indicators", a=drafted.assessment, i=GENDER, lang="es"))
    assert "Ausente" in shown and SPANISH("editor.response") in shown
    assert SPANISH("support.drafted") in shown


def test_a_history_shows_what_was_deleted_and_inserted() -> None:
    assert marked_differences("There is no plan", "There is a plan") == (
        "There is <del>no</del> plan",
        "There is <ins>a</ins> plan",
    )
    assert marked_differences("<b>", "") == ("<del>&lt;b&gt;</del>", "")


@pytest.mark.parametrize("kind", ["docx", "xlsx", "md", "json"])
def test_every_kind_of_file_is_made(workspace: Workspace, assessment: Assessment, drafted: Response, kind: str) -> None:
    desk = Desk(Frame(Address(), ENGLISH), None, workspace, assessment)
    data = exported(desk, [drafted], kind)
    assert len(data) > 200
    if kind in ("md", "json"):
        assert DECIDING in data.decode().replace("\\", "")


def test_the_parts_of_the_chart_can_be_told_apart() -> None:
    for theme, ground in (("light", "#ffffff"), ("dark", "#11171e")):
        colours = _COLOURS[theme]
        assert len(set(colours)) == len(colours)
        assert all(contrast(colour, ground) >= 3 for colour in colours[:4])


def editor_of(workspace: Workspace) -> Editor:
    from assistant.settings import Settings

    return Editor.of(workspace, Settings())
