"""Results as pages: one for each submission, one for the class."""
