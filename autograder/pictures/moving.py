"""The moving picture: a kernel slides over a channel; still where a reader asks for that."""

from __future__ import annotations

from typing import Any

from .convolutions import CHANNELS, KERNELS
from .drawing import FONTS, INK, ORANGE, PAPER, SOFT, number
from .words import Say

CELL, SECONDS = 40, 1.2
GAP = 2


def sliding(solutions: Any, say: Say) -> str:
    """Write the animation: the window moves, and each number appears when it is computed."""
    channel, kernel = CHANNELS[0], KERNELS[0]
    result = solutions.cross_correlate(channel, kernel)
    rows, columns = result.shape
    count = rows * columns
    left = (channel.shape[1] + 2) * CELL
    width = left + columns * CELL + 40
    height = channel.shape[0] * CELL + 80
    frames, cells = [], []
    for n in range(count):
        i, j = divmod(n, columns)
        begin, end = 100 * n / count, 100 * (n + 1) / count - 0.01
        place = f"transform: translate({j * CELL}px, {i * CELL}px)"
        frames.append(f"{begin:.2f}%, {end:.2f}% {{ {place}; }}")
        cells.append(
            f"@keyframes c{n} {{ 0%, {begin:.2f}% {{ opacity: 0; }} "
            f"{begin + 0.01:.2f}%, 100% {{ opacity: 1; }} }} "
            f".c{n} {{ animation: c{n} {count * SECONDS}s infinite; }}"
        )
    still = "@media (prefers-reduced-motion: reduce) { * { animation: none !important; } }"
    style = (
        f"text {{ font: 16px {', '.join(FONTS[:3])}, sans-serif; fill: {INK}; }} "
        f"@keyframes slide {{ {' '.join(frames)} }} "
        f".window {{ animation: slide {count * SECONDS}s infinite; }} {' '.join(cells)} {still}"
    ).replace("Noto Sans CJK SC, Microsoft YaHei, PingFang SC", '"Noto Sans CJK SC"')
    body = [_numbers(channel, 20, 50, SOFT)]
    body.append(_numbers(result, left, 50, ORANGE, "c"))
    body.append(
        f'<rect class="window" x="20" y="50" width="{2 * CELL}" height="{2 * CELL}" '
        f'fill="none" stroke="#0b66c3" stroke-width="4"/>'
    )
    words = [(20, say("channel")), (left, say("feature map"))]
    body += [f'<text x="{x}" y="32">{text}</text>' for x, text in words]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}">\n<style>{style}</style>\n'
        f'<rect width="{width}" height="{height}" rx="12" fill="{PAPER}"/>\n'
        + "\n".join(body)
        + "\n</svg>\n"
    )


def _numbers(values: Any, x: float, y: float, colour: str, name: str = "") -> str:
    cells = []
    for n, value in enumerate(values.flatten().tolist()):
        i, j = divmod(n, values.shape[1])
        left, top = x + j * CELL, y + i * CELL
        mark = f' class="{name}{n}"' if name else ""
        cells.append(
            f"<g{mark}>"
            f'<rect x="{left + 1}" y="{top + 1}" width="{CELL - GAP}" height="{CELL - GAP}" '
            f'fill="{colour}"/>'
            f'<text x="{left + CELL / 2}" y="{top + CELL / 2 + 6}" text-anchor="middle">'
            f"{number(value)}</text></g>"
        )
    return "\n".join(cells)
