"""Why a check failed: its smallest case now, and later the mistake that it looks like."""
