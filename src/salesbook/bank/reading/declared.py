"""Reading the declarations (words, layouts) that stand in YAML files of the package."""

from __future__ import annotations


def yaml_mapping(text: str) -> dict[str, object]:
    """A YAML mapping with every scalar as text: ``No`` is a word here, not a truth value."""
    import yaml

    data = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # libyaml is ten times as fast
    if not isinstance(data, dict):
        raise TypeError("a declaration is a mapping")
    return {str(key): value for key, value in data.items()}


def strings(value: object) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(value, list):
        raise TypeError(f"expected a list, found {value!r}")
    return tuple(str(item) for item in value)


def strings_by_key(value: object) -> dict[str, tuple[str, ...]]:
    """A mapping of lists of texts."""
    if not isinstance(value, dict):
        raise TypeError(f"expected a mapping, found {value!r}")
    return {str(key): strings(items) for key, items in value.items()}
