"""Submissions as they were handed in: folders, archives and files, within bounds."""
