"""Learning: lessons, quizzes, glossary and maps of a country, all drawn from the loaded documents and cited."""
