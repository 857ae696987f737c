"""The events of PyYAML, by its C parser where there is one; the only module that loads the library."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # PyYAML can be built without the C library


class Mark(Protocol):
    """A place in the text, counted in characters and lines from 0."""

    index: int
    line: int
    column: int


def reader(text: str) -> Callable[[], yaml.Event]:
    """Gives the next parsing event of a YAML text; raises ``yaml.YAMLError`` where that is not well-formed.

    After the last one, the end of the stream, there are none to ask for.
    """
    following: Callable[[], yaml.Event] = _LOADER(text).get_event
    return following


def events(text: str) -> Iterator[yaml.Event]:
    """All parsing events of a YAML text; raises ``yaml.YAMLError`` where it is not well-formed."""
    return iter(reader(text), None)


def mark_of(event: yaml.Event, *, end: bool = False) -> Mark:
    """Where an event begins or ends; parsing events always know."""
    mark = event.end_mark if end else event.start_mark
    if mark is None:
        raise ValueError(f"an event without a place: {event}")
    return mark


def between_scalars(text: str) -> Iterator[tuple[int, str]]:
    """What stands around the scalars, with its offset: indentation, punctuation and comments.

    Raises ``yaml.YAMLError`` where the text is not well-formed.
    """
    position = 0
    for event in events(text):
        if isinstance(event, yaml.ScalarEvent):
            start, end = mark_of(event).index, mark_of(event, end=True).index
            if event.style in ("|", ">"):  # a block scalar's first line may end with a comment
                start = text.find("\n", start, end) + 1 or end
            yield position, text[position:start]
            position = end
    yield position, text[position:]
