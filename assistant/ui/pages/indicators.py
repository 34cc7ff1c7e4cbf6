"""The page Indicators: the board of an assessment, and the response to one of its indicators."""

from assistant.ui.frame import draw_page
from assistant.ui.indicators import show

draw_page(show)
