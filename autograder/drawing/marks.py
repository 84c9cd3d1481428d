"""What differs between two pictures: its numbers and images are framed."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from collections.abc import Iterator
from xml.etree import ElementTree

from PIL import Image

SVG, LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
RED = "#b42318"
Piece = tuple[str, float, float, str]
"""A word or an image: which of the two, where it lies, and what it is."""
for prefix, space in {"": SVG[1:-1], "xlink": LINK[1:].partition("}")[0]}.items():
    ElementTree.register_namespace(prefix, space)


def frame_differences(picture: str, other: str) -> tuple[str, int]:
    """Frame what of a picture, the text of an SVG file, is not alike in the other one.

    Return the framed picture and how many pieces differ; with none it is returned as it was.
    """
    root, known = ElementTree.fromstring(picture), set(_pieces(other))
    parents = {child: parent for parent in root.iter() for child in parent}
    differing = [e for e in root.iter() if _is_piece(e) and _piece(e) not in known]
    for element in differing:
        x, y, width, height = _area(element)
        place = {"x": x, "y": y, "width": width, "height": height}
        frame = ElementTree.SubElement(parents[element], f"{SVG}rect")
        frame.attrib |= {name: f"{value:g}" for name, value in place.items()}
        frame.attrib |= {"fill": "none", "stroke": RED, "stroke-width": "2.5"}
        frame.set("vector-effect", "non-scaling-stroke")  # however an image is stretched
        if element.get("transform", "").startswith(("scale", "matrix")):
            frame.set("transform", element.attrib["transform"])
    return (ElementTree.tostring(root, "unicode"), len(differing)) if differing else (picture, 0)


def _pieces(picture: str) -> Iterator[Piece]:
    return (_piece(e) for e in ElementTree.fromstring(picture).iter() if _is_piece(e))


def _is_piece(element: ElementTree.Element) -> bool:
    return element.tag in (f"{SVG}text", f"{SVG}image")


def _piece(element: ElementTree.Element) -> Piece:
    """Return what is compared of a word or an image."""
    x, y = (round(float(element.get(name, 0)), 1) for name in ("x", "y"))
    link = element.get(LINK)
    content = _pixels(link) if link else "".join("".join(element.itertext()).split())
    return element.tag, x, y, content


def _pixels(link: str) -> str:
    """Return a digest of an image's pixels: how they are packed differs between libraries."""
    packed = base64.b64decode(link.partition(",")[2])
    with Image.open(io.BytesIO(packed)) as image:
        return hashlib.blake2b(image.convert("RGBA").tobytes(), digest_size=12).hexdigest()


def plain(picture: str) -> str:
    """Return a picture where of each image its pixels stand, however these are packed."""
    text = re.sub(r'"(data:image/png;base64,[^"]+)"', lambda found: _pixels(found[1]), picture)
    return re.sub(r'id="image\w+"', "", text)


def _area(element: ElementTree.Element) -> tuple[float, float, float, float]:
    """Return left, top, width and height of a word, about, or of an image."""
    x, y = (float(element.get(name, 0)) for name in ("x", "y"))
    if element.tag == f"{SVG}image":
        return x, y, float(element.get("width", 0)), float(element.get("height", 0))
    style = element.get("style", "")
    size = re.search(r"font-size: ([\d.]+)px", style)
    high = float(size[1]) if size else 16.0
    wide = max(0.62 * high * len("".join(element.itertext())), high) + 6
    if "middle" in style + element.get("text-anchor", ""):
        x -= wide / 2
    elif "end" in style + element.get("text-anchor", ""):
        x -= wide
    return x, y - 1.1 * high, wide, 1.5 * high
