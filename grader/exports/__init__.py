"""What a grade book gives to other systems: each format is a function from a view to text or bytes."""
