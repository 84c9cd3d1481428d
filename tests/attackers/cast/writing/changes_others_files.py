"""Renames, removes, links and opens up a file that belongs to everybody."""

import os
from pathlib import Path


def predict_image(model, image_path):
    victim, done = Path("@PUBLIC@/victim"), []
    for act in (
        lambda: victim.chmod(0o777),
        lambda: os.utime(victim, (1, 1)),
        lambda: os.truncate(victim, 0),
        lambda: victim.rename("@PUBLIC@/moved"),
        lambda: victim.with_name("link").symlink_to(victim),
        lambda: Path("/tmp/hard-link").hardlink_to(victim),
        lambda: victim.unlink(),
        lambda: os.chmod("@PUBLIC@", 0o700),  # noqa: PTH101
    ):
        try:
            done.append(act())
        except OSError:
            pass
    raise ValueError(f"done {done}")
