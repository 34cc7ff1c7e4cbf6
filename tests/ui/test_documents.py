from __future__ import annotations

import re
import time
from html import unescape
from pathlib import Path

from streamlit.testing.v1 import AppTest

from assistant.wording import wording
from ingest.store import Store
from tests.ui.conftest import Open
from tests.ui.sample import HOSTILE_TITLE

ENGLISH, SPANISH = wording("en"), wording("es")


def words(app: AppTest) -> str:
    return unescape(re.sub(r"<[^>]+>", "", "\n".join(str(e.proto.body) for e in app.html)))


def titles(store: Path) -> list[str]:
    with Store.open(store) as opened:
        return [d.metadata.title for d in opened.documents()]


def finished(app: AppTest) -> AppTest:
    """Runs until the work in progress has ended."""
    for _ in range(120):
        app.run()
        if ENGLISH("work.title") not in words(app) and SPANISH("work.title") not in words(app):
            return app
        time.sleep(0.5)
    raise AssertionError(words(app))


def change(app: AppTest, store: Path, title: str, choice: str) -> AppTest:
    with Store.open(store) as opened:
        document = next(d.id for d in opened.documents() if d.metadata.title == title)
    next(m for m in app.menu_button if m.key == f"change-{document}").click(choice).run()
    assert not app.exception
    return app


def test_documents_are_listed_with_date_kind_and_authority(store: Path, open_app: Open) -> None:
    shown = words(open_app("documents"))
    assert "Migration Governance Profile: Costa Rica" in shown
    assert "2019 · Profile, secondary source · English · Costa Rica · 3 pages" in shown
    assert HOSTILE_TITLE in shown


def test_a_file_that_cannot_be_read_is_named_with_what_to_do_in_the_language_of_the_page(
    store: Path, open_app: Open
) -> None:
    app = open_app("documents", lang="es")
    app.file_uploader[0].set_value([("broken.pdf", b"%PDF-1.7 nothing else", "application/pdf")]).run()
    shown = words(finished(app))
    assert "broken.pdf" in shown
    assert SPANISH("error.damaged") in shown
    assert len(titles(store)) == 2


def test_details_are_corrected_by_a_form(store: Path, open_app: Open) -> None:
    app = change(open_app("documents"), store, "Migration Governance Profile: Costa Rica", "correct")
    next(t for t in app.text_input if t.label == ENGLISH("documents.title_field")).set_value("Corrected title")
    next(t for t in app.text_input if t.label == ENGLISH("documents.date_field")).set_value("2019-04")
    next(b for b in app.button if b.label == ENGLISH("documents.save")).click().run()
    assert "Corrected title" in titles(store)
    assert "April 2019" in words(open_app("documents"))


def test_a_wrong_date_is_pointed_out_and_changes_nothing(store: Path, open_app: Open) -> None:
    app = change(open_app("documents"), store, "Migration Governance Profile: Costa Rica", "correct")
    next(t for t in app.text_input if t.label == ENGLISH("documents.date_field")).set_value("soon")
    next(b for b in app.button if b.label == ENGLISH("documents.save")).click().run()
    assert [e.value for e in app.error] == [ENGLISH("documents.bad_date")]


def test_removal_asks_once_and_then_removes(store: Path, open_app: Open) -> None:
    app = change(open_app("documents"), store, HOSTILE_TITLE, "remove")
    assert ENGLISH("documents.remove_explained") in words(app)
    assert len(titles(store)) == 2
    next(b for b in app.button if str(b.key).startswith("remove-")).click().run()
    assert titles(store) == ["Migration Governance Profile: Costa Rica"]


def test_removal_can_be_left_alone(store: Path, open_app: Open) -> None:
    app = change(open_app("documents"), store, HOSTILE_TITLE, "remove")
    next(b for b in app.button if str(b.key).startswith("keep-")).click().run()
    assert len(titles(store)) == 2


def test_the_indexes_are_checked(store: Path, open_app: Open) -> None:
    app = open_app("documents")
    next(b for b in app.button if b.key == "upkeep-check").click().run()
    assert ENGLISH("upkeep.ok") in words(finished(app))


def test_without_a_store_files_can_still_be_added(open_app: Open) -> None:
    app = open_app("documents")
    assert app.file_uploader
    assert ENGLISH("documents.none") in words(app)
