"""The hidden suites, one folder for each exercise. They are pytest files; see docs/write-an-exercise.md."""
