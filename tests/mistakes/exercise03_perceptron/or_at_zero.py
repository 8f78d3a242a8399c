# mistake: Your "or" has threshold 0, and so it fires when no input is 1.
# loses: gates
GATES["or"] = ([1.0, 1.0], 0.0)
