"""Which files of a submission count, by the contract's names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from . import sentences

PARTS: dict[str, tuple[str, ...]] = {
    "output_shape": ("conv2d_output_shape", "pool2d_output_shape", "conv2d_parameter_count"),
    "filters": ("cross_correlate", "apply_filter", "conv_layer"),
    "im2col": ("im2col", "conv2d_matmul"),
    "layers": ("relu", "max_pool2d", "linear"),
    "mnist_data": ("make_transform", "make_loaders"),
    "lenet": ("LeNet",),
    "train": ("train",),
    "evaluate": ("evaluate",),
    "fit": ("fit",),
    "predict": ("preprocess_image", "predict_image", "show_dataset", "show_images"),
}
"""The ten files, in the chapter's order, and the public names that each defines."""

IGNORED = ("__MACOSX", "__pycache__")


class TwoFilesOfOneName(ValueError):
    """A submission holds a part twice, so nobody can say which one counts."""


@dataclass(frozen=True)
class Layout:
    """Where a submission keeps its parts: paths relative to its root, '/' between folders."""

    parts: dict[str, str] = field(default_factory=dict)
    notebooks: tuple[str, ...] = ()
    single: str | None = None


def counts(path: str) -> bool:
    """Tell whether a path is the learner's own, not left behind by a tool."""
    names = PurePosixPath(path).parts
    return not any(name.startswith(".") or name in IGNORED for name in names)


def sort_out(paths: Iterable[str]) -> Layout:
    """Find the ten files and the notebooks among `paths`.

    A lone Python file of another name defines everything. Raises TwoFilesOfOneName with
    both paths.
    """
    own = sorted(path for path in paths if counts(path))
    parts: dict[str, str] = {}
    for path in own:
        stem, suffix = PurePosixPath(path).stem, PurePosixPath(path).suffix
        if suffix != ".py" or stem not in PARTS:
            continue
        if stem in parts:
            words = sentences.TWICE.format(part=stem, first=parts[stem], second=path)
            raise TwoFilesOfOneName(words)
        parts[stem] = path
    notebooks = tuple(path for path in own if path.endswith(".ipynb"))
    scripts = [path for path in own if path.endswith(".py")]
    single = scripts[0] if len(scripts) == 1 and not parts and not notebooks else None
    return Layout(parts, notebooks, single)
