import streamlit as st

from assistant.ui.frame import ICONS, PAGES, page_language, read_address
from assistant.wording import wording

words = wording(page_language(read_address()))
st.set_page_config(page_title=words("app.name"), page_icon="static/icon.png", layout="wide")
pages = [
    st.Page(path, title=words(f"app.{name}"), icon=ICONS[name], url_path=name, default=name == "ask")
    for name, path in PAGES.items()
]
st.navigation(pages, position="hidden").run()
