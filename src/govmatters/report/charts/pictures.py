"""
Pictures: drawn as SVG by the core alone, written as SVG, HTML or PNG.

SVG and HTML name the usual Chinese fonts and leave the letters to whoever looks at them. A
PNG holds the letters themselves, so that it needs the extra ``charts``, which brings a font.
"""

from __future__ import annotations

import html
import importlib.util
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import attrs

from govmatters.errors import MissingExtraError
from govmatters.report.charts.lettering import wrapped
from govmatters.report.cleaning import clean

__all__ = ["MARGIN", "Canvas", "Picture", "headed", "node"]

MARGIN = 24
"""Around a picture, in pixels."""

_FONTS = (
    "Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, "
    "WenQuanYi Micro Hei, sans-serif"
)
_INK = "#222222"
_LEAST_WIDTH = 560
_TITLE, _NOTE, _LINE = 20, 13, 20

Canvas = ET.Element
"""An SVG element that others are drawn into."""


@attrs.frozen
class Picture:
    """
    A picture; notebooks show it as it is.

    Attributes:
        svg: The whole picture as SVG. Equal pictures have equal text.
    """

    svg: str = attrs.field(repr=False)

    @classmethod
    def of(cls, canvas: Canvas) -> Picture:
        """Finish a picture."""
        ET.indent(canvas, " ")
        return cls(ET.tostring(canvas, encoding="unicode") + "\n")

    @staticmethod
    def canvas(width: float, height: float, title: str) -> Canvas:
        """
        Begin a picture.

        Args:
            width: In pixels.
            height: In pixels.
            title: What it shows, for those who cannot see it.

        Returns:
            A white canvas; its origin is the top left.
        """
        size = {"width": _number(width), "height": _number(height)}
        canvas = ET.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                **size,
                "viewBox": f"0 0 {size['width']} {size['height']}",
                "role": "img",
                "font-family": _FONTS,
                "fill": _INK,
            },
        )
        node(canvas, "title", title)
        node(canvas, "rect", **size, fill="#ffffff")
        return canvas

    def html(self) -> str:
        """Write a page of its own: no script, nothing fetched."""
        title = html.escape(ET.fromstring(self.svg).findtext("{*}title", ""))  # noqa: S314 (our own text)
        return (
            '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
            '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">\n'
            f"<title>{title}</title>\n</head>\n<body>\n{self.svg}</body>\n</html>\n"
        )

    def png(self, *, scale: float = 2) -> bytes:
        """
        Draw the picture as a PNG.

        Args:
            scale: Pixels of the PNG for one of the picture, above 0.

        Returns:
            The PNG.

        Raises:
            MissingExtraError: If the renderer is not installed, or no font with Chinese
                letters.
        """
        renderer = _renderer()
        drawn: bytes = renderer.svg_to_png(self.svg, scale=scale)
        return drawn

    def save(self, path: str | Path) -> None:
        """
        Write the picture to a file.

        Args:
            path: The file; its ending says what is written: .svg, .html or .png.

        Raises:
            ValueError: If the ending is another.
            MissingExtraError: As `png`.
        """
        file = Path(path)
        match file.suffix.lower():
            case ".svg":
                file.write_text(self.svg, encoding="utf-8")
            case ".html":
                file.write_text(self.html(), encoding="utf-8")
            case ".png":
                file.write_bytes(self.png())
            case other:
                msg = f"{file.name!r}: no picture ends in {other!r}; write .svg, .html or .png"
                raise ValueError(msg)

    def _repr_svg_(self) -> str:
        """Show the picture in a notebook."""
        return self.svg


def node(parent: Canvas, tag: str, text: str = "", /, **attributes: str | float) -> Canvas:
    """
    Draw an element into another.

    Args:
        parent: What it is drawn into.
        tag: Name of the SVG element.
        text: What stands in it; made safe to draw.
        attributes: Its attributes; ``stroke_width`` is ``stroke-width``.

    Returns:
        The element, to draw into.
    """
    child = ET.SubElement(
        parent, tag, {name.replace("_", "-"): _number(one) for name, one in attributes.items()}
    )
    if text:
        child.text = clean(text)
    return child


def headed(
    title: str, notes: Iterable[str], *, width: float, height: float
) -> tuple[Canvas, float]:
    """
    Begin a picture with its title and notes.

    Args:
        title: Cut where the picture ends.
        notes: What stands below it, each broken into as many lines as it needs.
        width: Of what will be drawn.
        height: Of what will be drawn.

    Returns:
        (the canvas, how far down there is room to draw).
    """
    width = max(width, _LEAST_WIDTH)
    (first,) = wrapped(title, width=width, font=_TITLE, most=1)
    lines = [one for note in notes for one in wrapped(note, width=width, font=_NOTE, most=9)]
    top = MARGIN + 28 + len(lines) * _LINE
    canvas = Picture.canvas(width + 2 * MARGIN, top + height + MARGIN, first)
    node(canvas, "text", first, x=MARGIN, y=MARGIN + 18, font_size=_TITLE)
    for number, line in enumerate(lines, start=1):
        y = MARGIN + 24 + number * _LINE
        node(canvas, "text", line, x=MARGIN, y=y, font_size=_NOTE, fill="#444444")
    return canvas, top


def _number(value: str | float) -> str:
    """Write pixels with two digits at most, so that every machine writes the same."""
    return value if isinstance(value, str) else f"{round(value, 2):.9g}"


@cache
def _renderer() -> ModuleType:
    """Load the renderer, and make sure that it knows Chinese letters."""
    try:
        import vl_convert  # noqa: PLC0415 (of an extra)
    except ModuleNotFoundError:
        what = "a PNG (SVG and HTML do without)"
        raise MissingExtraError(what, "charts") from None
    fonts = importlib.util.find_spec("noto_cjk_sans_otc")
    if fonts is not None and fonts.origin is not None:
        vl_convert.register_font_directory(str(Path(fonts.origin).parent))
    if not _knows_chinese(vl_convert):
        what = (
            "a PNG with Chinese letters, for which no font is installed (fonts of the system "
            "do as well: apt install fonts-noto-cjk),"
        )
        raise MissingExtraError(what, "charts")
    return vl_convert


def _knows_chinese(renderer: ModuleType) -> bool:
    """Two characters look alike only if neither has a shape."""
    drawn: list[bytes] = []
    for char in "材料":
        canvas = Picture.canvas(20, 20, "")
        node(canvas, "text", char, x=2, y=16, font_size=14)
        drawn.append(renderer.svg_to_png(Picture.of(canvas).svg))
    return drawn[0] != drawn[1]
