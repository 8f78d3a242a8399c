"""Proves a course: statements, solutions, stubs, known mistakes, mutants. `dlgrade validate` is its command."""
