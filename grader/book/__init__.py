"""The grade book: every grading that was ever finished, kept in one SQLite file, and what it comes to for whom."""
