"""The page Learn: lessons, quizzes, glossary, maps of the country, practice."""

from assistant.ui.frame import draw_page
from assistant.ui.learn import show

draw_page(show)
