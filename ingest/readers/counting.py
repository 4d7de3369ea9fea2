"""Numbers as lists print them."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def lower_roman(number: int) -> str:
    """`number` in Roman digits; as it is outside of 1 to 3999.

    >>> lower_roman(14)
    'xiv'
    """
    if not 0 < number < 4000:
        return str(number)
    digits = []
    for value, written in _ROMAN:
        count, number = divmod(number, value)
        digits.append(written * count)
    return "".join(digits)


def lower_letter(number: int) -> str:
    """`number` as Word letters lists: a … z, aa, bb, …; as it is below 1.

    >>> lower_letter(3), lower_letter(28)
    ('c', 'bb')
    """
    if number < 1:
        return str(number)
    repeats, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (min(repeats, 20) + 1)
