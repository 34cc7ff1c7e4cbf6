"""The page Ask: a question, an answer, the page that proves it."""

from assistant.ui.ask import show
from assistant.ui.frame import draw_page

draw_page(show)
