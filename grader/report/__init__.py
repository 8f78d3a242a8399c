"""One record of a grading, and the renderers that show it: terminal, JSON, HTML."""
