"""``python -m evals.levels``: how often the drafted level of an indicator is right, by a key read from the documents.

A line of the key is ``{"id", "lang", "level": [accepted levels], "source", "note"}``. Drafts come through the same
command as anybody's, and each is also checked for what no draft may do: a quote that is not on its page, a sentence
without a mark, words between quotation marks that no citation holds.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

KEY = Path(__file__).parent / "datasets" / "indicator_levels.jsonl"
_QUOTED = re.compile(r"[“«](.+?)[”»] \[(\d+)\]", re.DOTALL)
_NOTE = re.compile(r"(?<=[^\W\d]{2}[.,])\d{1,2}\b")
_MARK = re.compile(r"\[\d+\]\.?$")


def read(path: Path) -> list[dict[str, Any]]:
    """The lines of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def drafts(language: str, store: Path, framework: Path | None) -> list[dict[str, Any]]:
    """All drafts in a language, from the command line."""
    command = [sys.executable, "-m", "assistant", "draft", "--all", "--language", language, "--store", str(store)]
    command += ["--format", "json", *(["--framework", str(framework)] if framework else [])]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def unsupported(draft: dict[str, Any]) -> list[str]:
    """What a draft states without support: unmarked sentences, and quoted words that are not its citation's."""
    if draft["level"] == "not_found":
        return ["a citation without an answer"] if draft["citations"] else []
    held = {c["mark"]: c["quote"] for c in draft["citations"]}
    faults = [f"no mark: {s}" for s in draft["sentences"] if not _MARK.search(s)]
    for words, mark in _QUOTED.findall(draft["response"]):
        if not _holds(held.get(int(mark), ""), words):
            faults.append(f"not in the quote: {words}")
    return faults


def _holds(quote: str, words: str) -> bool:
    """Whether a quote has the words; letters that the file has lost may be mended, marks of footnotes left out."""
    said = _bare(words)
    plain = _bare(_NOTE.sub("", quote))
    if said in plain:
        return True
    mended = "[a-z]{1,3}".join(re.escape(_bare(piece)) for piece in _NOTE.sub("", quote).split("\ufffd"))
    return re.search(mended, said) is not None


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def main() -> None:
    """Prints the share that is right by language, and every miss."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--key", type=Path, default=KEY)
    parser.add_argument("--framework", type=Path)
    options = parser.parse_args()
    key = {(line["id"], line["lang"]): line for line in read(options.key)}
    for language in ("en", "es"):
        started = time.perf_counter()
        made = [d for d in drafts(language, options.store, options.framework) if (d["indicator_id"], language) in key]
        wrong = [d for d in made if d["level"] not in key[d["indicator_id"], language]["level"]]
        asserted = [d for d in wrong if d["level"] != "not_found"]
        faults = [(d["indicator_id"], f) for d in made for f in unsupported(d)]
        print(
            f"{language}: {len(made) - len(wrong)} of {len(made)} levels right, {len(asserted)} wrong assertions, "
            f"{len(faults)} unsupported statements, {time.perf_counter() - started:.0f} s, "
            f"levels {dict(Counter(d['level'] for d in made))}"
        )
        for draft in wrong:
            right = " or ".join(key[draft["indicator_id"], language]["level"])
            print(f"  {draft['indicator_id']}: {draft['level']}, should be {right}. {draft['response'][:200]}")
        for id, fault in faults:
            print(f"  {id}: {fault}")


if __name__ == "__main__":
    main()
