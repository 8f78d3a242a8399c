"""The skeleton of a new exercise: a small one that runs, with gaps to fill in. `dlgrade new` is its command."""
