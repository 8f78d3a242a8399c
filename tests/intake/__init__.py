"""Taking a class in."""
