"""Hostile submissions, honest oddities, and the proof that neither gets what it should not."""
