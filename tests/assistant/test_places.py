from __future__ import annotations

from assistant.instruments.places import states
from assistant.phrases import Phrases
from assistant.settings import Settings


def test_a_year_that_the_title_ends_in_is_not_said_twice() -> None:
    say = Phrases.load(Settings().prompts, "en")
    assert states("Profile (2019) – summary", None, "2019", say) == "Profile (2019) – summary states"
    assert states("Law No. 3 of 2008", None, "22 February 2008", say) == "Law No. 3 of 2008 (22 February 2008) states"
    assert states("Profile of Testland", None, "2019", say) == "Profile of Testland (2019) states"
