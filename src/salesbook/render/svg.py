"""Charts as SVG that takes its colours and letters from the page it stands in."""

from __future__ import annotations

import math
from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement

from salesbook.i18n import Language
from salesbook.render.chart_data import ChartData
from salesbook.render.scale import Scale, scale_of, tick_words
from salesbook.render.width import display_width
from salesbook.table import ChartKind

WIDTH, HEIGHT = 760, 280
"""Units of the picture, which grows and shrinks with the page."""

_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 8, 30, 34
_PLOT_WIDTH, _PLOT_HEIGHT = WIDTH - _LEFT - _RIGHT, HEIGHT - _TOP - _BOTTOM
_GAP = 0.28
"""The share of a label's room that stands empty between bars."""
_LETTER = 6.6
"""Units that a Latin letter takes; a Chinese character takes two of them."""
_LEAST_LABEL = 48
"""Units that a label may be shortened to before others are left out."""
COLOURS = 6
"""Classes ``c0`` to ``c5`` that the page gives a colour."""


def chart_svg(kind: ChartKind, title: str, data: ChartData, language: Language) -> Element:
    """A chart as an ``svg`` element; each bar and point tells its number when it is pointed at."""
    svg = Element("svg", {"viewBox": f"0 0 {WIDTH} {HEIGHT}", "role": "img", "aria-label": title, "class": "chart"})
    scale = scale_of(_extent(kind, data))
    _axis(svg, scale, data, language)
    _labels(svg, data)
    if kind is ChartKind.LINES:
        _lines(svg, scale, data)
    else:
        _bars(svg, scale, data, stacked=kind is ChartKind.STACKED)
    _legend(svg, data)
    return svg


def _extent(kind: ChartKind, data: ChartData) -> list[Decimal]:
    """The numbers that the axis must hold: of stacked bars, what stands above and below its line."""
    if kind is not ChartKind.STACKED:
        return [number for each in data.series for number in each.numbers if number is not None]
    columns = list(zip(*(each.numbers for each in data.series), strict=True))
    above = [sum((number for number in column if number and number > 0), Decimal(0)) for column in columns]
    below = [sum((number for number in column if number and number < 0), Decimal(0)) for column in columns]
    return above + below


def _axis(svg: Element, scale: Scale, data: ChartData, language: Language) -> None:
    for tick in scale.ticks:
        y = _y(scale, tick)
        line = {"x1": _at(_LEFT), "x2": _at(WIDTH - _RIGHT), "y1": _at(y), "y2": _at(y)}
        SubElement(svg, "line", {**line, "class": "base" if tick == 0 else "grid"})
        _write(svg, tick_words(tick, data.type, language), _LEFT - 6, y + 4, "end")


def _labels(svg: Element, data: ChartData) -> None:
    """As many labels as have room, the last among them; shortened where one is too long for its place."""
    room = _PLOT_WIDTH / len(data.labels)
    longest = max(map(display_width, data.labels)) * _LETTER
    every = max(1, min(math.ceil(longest / room), math.ceil(_LEAST_LABEL / room)))
    for at, label in enumerate(data.labels):
        if (len(data.labels) - 1 - at) % every == 0:
            text = _write(
                svg, _shortened(label, room * every), _LEFT + room * (at + 0.5), HEIGHT - _BOTTOM + 18, "middle"
            )
            SubElement(text, "title").text = label


def _shortened(label: str, room: float) -> str:
    most = int(room / _LETTER)
    if display_width(label) <= most:
        return label
    kept = label
    while kept and display_width(kept) + 1 > most:
        kept = kept[:-1]
    return f"{kept}…"


def _bars(svg: Element, scale: Scale, data: ChartData, *, stacked: bool) -> None:
    room = _PLOT_WIDTH / len(data.labels)
    width = room * (1 - _GAP) / (1 if stacked else len(data.series))
    for at in range(len(data.labels)):
        left = _LEFT + room * at + room * _GAP / 2
        up = down = Decimal(0)
        for index, each in enumerate(data.series):
            number = each.numbers[at]
            if not number:
                continue
            base = Decimal(0) if not stacked else up if number > 0 else down
            top, bottom = sorted((_y(scale, base), _y(scale, base + number)))
            bar = SubElement(
                svg,
                "rect",
                {
                    "x": _at(left if stacked else left + width * index),
                    "y": _at(top),
                    "width": _at(width),
                    "height": _at(max(bottom - top, 0.5)),
                    "class": _colour(index),
                },
            )
            SubElement(bar, "title").text = f"{data.labels[at]} {each.name}: {each.words[at]}"
            up, down = (up + number, down) if number > 0 else (up, down + number)


def _lines(svg: Element, scale: Scale, data: ChartData) -> None:
    room = _PLOT_WIDTH / len(data.labels)
    for index, each in enumerate(data.series):
        points = [
            (_LEFT + room * (at + 0.5), _y(scale, number), each.words[at], data.labels[at])
            for at, number in enumerate(each.numbers)
            if number is not None
        ]
        path = " ".join(f"{_at(x)},{_at(y)}" for x, y, _, _ in points)
        SubElement(svg, "polyline", {"points": path, "class": f"line {_colour(index)}"})
        for x, y, words, label in points:
            point = SubElement(svg, "circle", {"cx": _at(x), "cy": _at(y), "r": "3", "class": _colour(index)})
            SubElement(point, "title").text = f"{label} {each.name}: {words}"


def _legend(svg: Element, data: ChartData) -> None:
    x = float(_LEFT)
    for index, each in enumerate(data.series):
        SubElement(svg, "rect", {"x": _at(x), "y": "8", "width": "10", "height": "10", "class": _colour(index)})
        _write(svg, each.name, x + 15, 17, "start")
        x += 15 + (display_width(each.name) + 3) * _LETTER


def _write(svg: Element, words: str, x: float, y: float, anchor: str) -> Element:
    text = SubElement(svg, "text", {"x": _at(x), "y": _at(y), "text-anchor": anchor})
    text.text = words
    return text


def _y(scale: Scale, number: Decimal) -> float:
    return _TOP + _PLOT_HEIGHT * (1 - scale.share(number))


def _colour(index: int) -> str:
    return f"c{index % COLOURS}"


def _at(place: float) -> str:
    return f"{place:.1f}"
