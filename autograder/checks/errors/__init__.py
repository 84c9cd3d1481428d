"""Errors of Python, torch and numpy in plain words."""
