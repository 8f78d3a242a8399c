"""Compares observations with expectations, in one order and one form of sentence. Imports only `experiment`."""
