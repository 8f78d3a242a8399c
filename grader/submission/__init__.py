"""Taking a submission in: its files, its flavour, and what a look at its source already tells."""
