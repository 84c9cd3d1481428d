"""What runs beside learner code: it imports the standard library, numpy and torch only.

Nothing here knows an expected value, a label or a check. In a sandbox this folder is all
of the kit that exists.
"""
