"""Where learner code runs: `inside` runs beside it, `client` asks it from outside."""


class SandboxError(Exception):
    """The sandbox itself failed; never the submission's doing."""
