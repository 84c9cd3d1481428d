"""The learner's commands: watch, hint, status, reset, show, and what they remember."""
