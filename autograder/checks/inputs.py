"""What checks ask with: seeded random arrays, sizes and files."""

from __future__ import annotations

import hashlib
import io

import torch
from PIL import Image

from autograder.sandbox.inside.networks import TracingNet


def seed_of(*names: object) -> int:
    """Make a seed of 63 bits out of names: the same names, the same seed, on every machine.

    Nobody gets from it back to the names: what is sent inside tells nothing of the run's seed.
    """
    text = "\x1f".join(str(name) for name in names)
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big") >> 1


class Draw:
    """Draws the inputs of one check; the same seed and check draw the same."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.generator = torch.Generator().manual_seed(seed)

    def integer(self, least: int, most: int) -> int:
        """Draw an int from `least` to `most`, both included."""
        return int(torch.randint(least, most + 1, (), generator=self.generator))

    def integers(self, count: int, least: int, most: int) -> list[int]:
        """Draw `count` different ints, in random order."""
        shuffled = torch.randperm(most - least + 1, generator=self.generator)[:count]
        return [least + int(n) for n in shuffled]

    def tenths(self, *shape: int) -> torch.Tensor:
        """Draw numbers from -2.0 to 2.0 with one decimal, easy to read and to compute with."""
        return torch.randint(-20, 21, shape, generator=self.generator) / 10

    def digits(self, *shape: int, least: int = 0, most: int = 9) -> torch.Tensor:
        """Draw whole numbers from `least` to `most`, to compute with in the head."""
        return torch.randint(least, most + 1, shape, generator=self.generator).float()

    def normal(self, *shape: int) -> torch.Tensor:
        """Draw normally distributed numbers."""
        return torch.randn(*shape, generator=self.generator)

    def number(self) -> float:
        """Draw one number from 0.5 to 2.0 with one decimal."""
        return self.integer(5, 20) / 10

    def sizes(self) -> tuple[int, int, int, int, int, int]:
        """Draw channels, filters, height, width, kernel's height and width, mostly different."""
        channels, filters = self.integers(2, 2, 5)
        height, width = self.integers(2, 7, 11)
        kh, kw = self.integers(2, 2, 4)
        if self.integer(0, 2) == 0:
            kw = kh  # what raises with every other kernel may only be wrong with a square one
        return channels, filters, height, width, kh, kw

    def channel(self, height: int, width: int) -> torch.Tensor:
        """Draw one channel, (H, W)."""
        return self.tenths(height, width)

    def kernel(self, height: int, width: int) -> torch.Tensor:
        """Draw one kernel, (kh, kw)."""
        return self.tenths(height, width)

    def image(self, channels: int, height: int, width: int) -> torch.Tensor:
        """Draw an image, (C, H, W)."""
        return self.tenths(channels, height, width)

    def kernels(self, channels: int, height: int, width: int) -> torch.Tensor:
        """Draw one filter: a kernel for each channel, (C, kh, kw)."""
        return self.tenths(channels, height, width)

    def filters(self, count: int, channels: int, height: int, width: int) -> torch.Tensor:
        """Draw the filters of a layer, (F, C, kh, kw)."""
        return self.tenths(count, channels, height, width)

    def images(self, count: int, channels: int, height: int, width: int) -> torch.Tensor:
        """Draw a batch, (N, C, H, W)."""
        return self.tenths(count, channels, height, width)

    def labels(self, count: int, classes: int) -> torch.Tensor:
        """Draw labels, (N,), in which every class occurs when there is room for it."""
        drawn = torch.randint(0, classes, (count,), generator=self.generator)
        drawn[: min(count, classes)] = torch.arange(min(count, classes))
        return drawn[torch.randperm(count, generator=self.generator)]

    def labels_for(
        self, weights: dict[str, torch.Tensor], images: torch.Tensor, right: list[int]
    ) -> torch.Tensor:
        """Draw labels of which the scenarios' TracingNet gets those of the samples `right`.

        Of the others, every second label is the class of the second largest logit.
        """
        with torch.no_grad():
            order = TracingNet(weights).eval()(images).argsort(dim=1, descending=True)
        ranks = torch.ones(len(images), dtype=torch.int64)
        ranks[::2] = torch.randint(1, order.shape[1], ranks[::2].shape, generator=self.generator)
        ranks[right] = 0
        labels: torch.Tensor = order[torch.arange(len(images)), ranks]
        return labels

    def pixels(self, *shape: int) -> torch.Tensor:
        """Draw bytes, 0 to 255."""
        return torch.randint(0, 256, shape, generator=self.generator).to(torch.uint8)

    def elsewhere_in_memory(self, tensor: torch.Tensor) -> torch.Tensor:
        """Return the same numbers with other strides: a view that is not contiguous."""
        axes = list(reversed(range(tensor.ndim)))
        return tensor.permute(axes).contiguous().permute(axes)

    def tracing_weights(
        self, channels: int, height: int, width: int, classes: int
    ) -> dict[str, torch.Tensor]:
        """Draw the weights of the scenarios' TracingNet for (N, C, H, W) images."""
        filters, kh, kw = 4, 3, 2
        features = filters * (height - kh + 1) * (width - kw + 1)
        return {
            "conv.weight": self.normal(filters, channels, kh, kw) / 2,
            "conv.bias": self.normal(filters),
            "norm.weight": self.normal(filters).abs() + 0.5,
            "norm.bias": self.normal(filters),
            "norm.running_mean": self.normal(filters),
            "norm.running_var": self.normal(filters).abs() + 0.5,
            "norm.num_batches_tracked": torch.tensor(3),
            "fc.weight": self.normal(classes, features) / features**0.5,
            "fc.bias": self.normal(classes) / 4,
        }

    def starting_weights(self, shapes: dict[str, tuple[int, ...]]) -> dict[str, torch.Tensor]:
        """Draw the weights of a network as PyTorch does by default, uniform within 1/√fan_in.

        `shapes` are those of its parameters, a layer's weight before its bias. The same shapes
        get the same weights, whatever else was drawn. All have few digits, so that they can be
        written down in half the room.
        """
        generator = torch.Generator().manual_seed(seed_of("starting weights", self.seed))
        weights, fan_in = {}, 1
        for name, shape in shapes.items():
            fan_in = torch.Size(shape[1:]).numel() if len(shape) > 1 else fan_in
            drawn = torch.rand(shape, generator=generator) * 2 - 1
            weights[name] = (drawn * fan_in**-0.5).half().float()
        return weights

    def order(self, count: int) -> torch.Tensor:
        """Draw an order of so many samples, (count,) int32."""
        return torch.randperm(count, generator=self.generator, dtype=torch.int32)

    def image_file(
        self, mode: str, width: int, height: int, suffix: str = ".png", smooth: bool = False
    ) -> bytes:
        """Draw an image file of PIL's `mode`, `width` by `height` pixels.

        A smooth picture looks alike under every good way to resize it.
        """
        bands = len(Image.new(mode, (1, 1)).getbands())
        if smooth:
            corners = self.pixels(bands, 3, 3).float().unsqueeze(0)
            resized = torch.nn.functional.interpolate(
                corners, (height, width), mode="bilinear", align_corners=True
            )
            drawn = resized[0].to(torch.uint8)
        else:
            drawn = self.pixels(bands, height, width)
        pixels = drawn.permute(1, 2, 0).numpy().squeeze()
        buffer = io.BytesIO()
        form = {".png": "PNG", ".jpg": "JPEG", ".bmp": "BMP"}[suffix]
        Image.fromarray(pixels, mode).save(buffer, form)
        return buffer.getvalue()
