from __future__ import annotations

import re
import subprocess
import sys
import tomllib

import pytest

from tests.ui.sample import REPOSITORY

STYLE = (REPOSITORY / "assistant" / "ui" / "style.css").read_text(encoding="utf-8")
CONFIG = tomllib.loads((REPOSITORY / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
PAIRS = dict(
    (name, {"light": light, "dark": dark})
    for name, light, dark in re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);", STYLE)
)
TEXT = ("ink-quiet", "accent", "yes", "no", "partial", "conflict")
THEMES = ("light", "dark")


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2, from 1 to 21."""
    first, second = sorted((luminance(one), luminance(other)), reverse=True)
    return (first + 0.05) / (second + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", THEMES)
def test_text_stands_out_from_every_surface(theme: str) -> None:
    colours = CONFIG["theme"][theme]
    surfaces = [colours["backgroundColor"], colours["secondaryBackgroundColor"], colours["sidebar"]["backgroundColor"]]
    texts = [PAIRS[name][theme] for name in TEXT] + [
        colours[name] for name in ("textColor", "linkColor", "primaryColor")
    ]
    assert min(contrast(text, surface) for text in texts for surface in surfaces) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_highlighted_text_can_be_read(theme: str) -> None:
    colours = CONFIG["theme"][theme]
    for text in (colours["textColor"], PAIRS["accent"][theme]):
        assert contrast(text, PAIRS["highlight"][theme]) >= 4.5


def test_no_colour_of_the_style_is_the_same_in_both_themes() -> None:
    assert all(pair["light"] != pair["dark"] for pair in PAIRS.values())


def test_nothing_of_the_look_comes_from_elsewhere() -> None:
    assert "http" not in re.sub(r"http://www\.w3\.org/2000/svg", "", STYLE)
    assert all(face["url"].startswith("app/static/") for face in CONFIG["theme"]["fontFaces"])
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert (REPOSITORY / "static" / "public-sans-LICENSE.txt").is_file()


def test_the_first_page_loads_no_machine_learning_library() -> None:
    code = (
        "import sys, assistant.ui.ask, assistant.ui.documents, assistant.ui.settings, assistant.ui.trust;"
        "print({'torch', 'sentence_transformers', 'transformers', 'chromadb', 'docx', 'matplotlib'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
