"""Front matter: what a Markdown file says of itself in YAML between lines of dashes at its top."""

from __future__ import annotations

import yaml

_MAX_LENGTH = 64 * 1024


def properties(source: str) -> dict[str, str] | None:
    """Its keys in lower case with their values as written, None where it is no front matter.

    Lists of plain values are joined by semicolons; what is nested deeper is left out.

    >>> properties("Title: Buses\\ndate: 2026-09-12\\nauthors: [Benin, Togo]")
    {'title': 'Buses', 'date': '2026-09-12', 'authors': 'Benin; Togo'}
    """
    if len(source) > _MAX_LENGTH:
        return None
    try:
        found = yaml.load(source, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    kept = {}
    for key, value in found.items():
        values = value if isinstance(value, list) else [value]
        plain = [" ".join(item.split()) for item in values if isinstance(item, str)]
        if isinstance(key, str) and any(plain):
            kept[key.strip().lower()] = "; ".join(item for item in plain if item)
    return kept
