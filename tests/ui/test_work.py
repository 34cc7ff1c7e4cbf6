from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from assistant.ui.records import keep_upload
from assistant.ui.work import Kind, State, Task, Workshop
from assistant.ui.work_view import _line
from assistant.wording import wording


def finished(workshop: Workshop, seconds: float = 60) -> tuple[Task, ...]:
    end = time.monotonic() + seconds
    while any(task.active for task in workshop.tasks()):
        assert time.monotonic() < end, workshop.tasks()
        time.sleep(0.1)
    return workshop.tasks()


def test_files_that_cannot_be_read_fail_one_by_one_with_their_codes(tmp_path: Path) -> None:
    store = tmp_path / "store"
    workshop = Workshop(store)
    files = [keep_upload("a.pdf", b"%PDF-1.7 nothing", store), keep_upload("b.txt", b"  \n", store)]
    workshop.add(files)
    assert [task.error_code for task in finished(workshop)] == ["damaged", "empty"]
    assert not any(path.exists() for path in files)


def test_upkeep_of_a_store_that_is_missing_fails_with_its_code(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path / "nothing")
    workshop.keep_up(Kind.CHECK)
    assert [task.error_code for task in finished(workshop)] == ["store_missing"]


def test_work_can_be_stopped_and_what_waits_behind_it_goes_on(tmp_path: Path) -> None:
    store = tmp_path / "store"
    workshop = Workshop(store)
    workshop.add([keep_upload("a.txt", b"A sentence to index. " * 500, store), keep_upload("b.txt", b" ", store)])
    while workshop.tasks()[0].state is State.WAITING:
        time.sleep(0.01)
    workshop.stop(1)
    tasks = finished(workshop)
    assert [task.state for task in tasks] == [State.STOPPED, State.FAILED]
    assert tasks[1].error_code == "empty"


def test_finished_work_can_be_forgotten(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path / "nothing")
    workshop.keep_up(Kind.CHECK)
    finished(workshop)
    workshop.forget_finished()
    assert workshop.tasks() == ()


def test_a_file_that_takes_long_to_read_says_that_it_is_being_read() -> None:
    task = Task(1, Kind.ADD, path=Path("long.txt"), state=State.RUNNING, stage="reading")
    for language in ("en", "es"):
        word = wording(language)
        assert word("work.reading") in _line(word, task)
        assert word("work.running") in _line(word, replace(task, stage="embedding", done=1, total=9))
