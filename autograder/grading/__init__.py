"""Submissions in, results out: intake, one submission, a class."""
