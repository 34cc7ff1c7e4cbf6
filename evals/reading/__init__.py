"""Teaches the assistant to tell a sentence that answers from one that nearly does, and measures it on what is unread.

``evals/datasets/reading`` holds made-up documents of made-up countries with questions in both languages, each with the
sentences that answer it and others that tempt. From them ``python -m evals.reading teach`` makes the weights of
``assistant/judging/reader.py`` and ``assurance.py``; ``python -m evals.reading measure`` asks the assistant itself
about the documents that were kept out of the teaching.
"""
