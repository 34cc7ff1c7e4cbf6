"""Questions with known answers: datasets, solvers that answer them, scorers that grade the answers, reports."""
