"""The fonts of a PDF page: which characters a string of it shows, and how wide they are."""

from __future__ import annotations

from collections.abc import Iterator

from pypdf.generic import DictionaryObject
from pypdf.generic._font import Font

from ingest.readers.pdf_state import State


def load_font(resource: DictionaryObject) -> tuple[Font | None, bool]:
    """The font of a resource, None where it is broken, and whether it is bold."""
    try:
        font = Font.from_font_resource(resource)
    except (MemoryError, RecursionError):
        raise
    except Exception:  # text in a broken font is still text
        return None, False
    return font, _is_bold(font)


def decode(value: object, state: State) -> tuple[str, float]:
    """The characters of a string operand and its width in unscaled text space."""
    raw = value if isinstance(value, bytes) else str(value).encode("latin-1", "replace")
    font = state.font
    if font is None:
        text = raw.decode("latin-1")
        return text, 0.5 * len(text) * abs(state.size) * state.scale
    codes = _codes(raw, font)
    width = 0.0
    text = ""
    for code, character in codes:
        glyph = font.space_width if code == font.space_char else font.get_text_width(code)
        spacing = state.char_space + (state.word_space if code == " " else 0.0)
        width += (float(glyph) / 1000 * state.size + spacing) * state.scale
        text += character
    return text, width


def _codes(raw: bytes, font: Font) -> Iterator[tuple[str, str]]:
    """Pairs of the character code, as pypdf keys widths by it, and the characters that it stands for."""
    if isinstance(font.encoding, str):
        try:
            decoded = raw.decode(font.encoding, "surrogatepass")
        except (UnicodeDecodeError, LookupError):
            decoded = raw.decode("utf-16-be" if "16" in font.encoding else "latin-1", "replace")
        for code in decoded:
            yield code, str(font.character_map.get(code, code))
        return
    for byte in raw:
        named = font.encoding.get(byte, chr(byte))
        yield chr(byte), str(font.character_map.get(named, named))


def _is_bold(font: Font) -> bool:
    name = font.name.lower()
    weight = getattr(font.font_descriptor, "weight", None)
    heavy = isinstance(weight, int | float) and weight >= 600
    return heavy or any(mark in name for mark in ("bold", "black", "heavy", "semibold", "demi"))
