"""The page How far can I trust it?: the last evaluation in plain words."""

from assistant.ui.frame import draw_page
from assistant.ui.trust import show

draw_page(show)
