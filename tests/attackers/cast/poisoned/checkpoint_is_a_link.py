"""Leaves links to the system's files in the place of checkpoints."""

from pathlib import Path


def fit(model, train_loader, test_loader, out_dir=".", **options):
    Path(out_dir, "model.pt").symlink_to("/dev/zero")
    Path(out_dir, "model_gradients.pt").symlink_to("@PUBLIC@/victim")
    return 100.0
