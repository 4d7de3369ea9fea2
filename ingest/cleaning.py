"""Characters and marks that are no part of what a document says are taken out of its text.

Cleaning only deletes (or replaces one character by one), so a text without artefacts stays as
it is, character for character.
"""

from __future__ import annotations

import re

# Word's bookmarks as text extractors print them: "[bookmark: _Hlk179446320]".
_BOOKMARK = re.compile(r"\[bookmark:[^\[\]\n]{0,120}\]")

# Invisible characters: soft hyphen, zero-width space, marks of writing direction, word joiner,
# byte order mark, object replacement character; and control characters but tab, new line and
# form feed (the last ends a page).
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffc"
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
# Joiners carry meaning in Arabic and Indic scripts and in emoji, none behind other letters.
_IDLE_JOINER = re.compile("(?<![\u0590-\u1fff\u2190-\U0001faff])[\u200c\u200d]")

# Hyphens that forbid a line break, or are one by name, print like the common one.
_HYPHEN = str.maketrans("\u2010\u2011", "--")

# Data in the place of words: an encoded picture, a key. No address is that long.
_DATA = re.compile(r"[!-~]{500,}")

_LINE_ENDS = {"\r\n": "\n", "\r": "\n", "\v": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}
_LINE_END = re.compile("\r\n|[\r\v\x85\u2028\u2029]")

# Bullets of the Symbol and Wingdings fonts, which lie in the private use area.
_SYMBOL_BULLET = re.compile("[\uf02d\uf06c\uf06e\uf071\uf076\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc]")


def clean(text: str) -> str:
    r"""`text` without extraction artefacts and invisible characters, line ends as "\n".

    >>> clean("[bookmark: _Hlk1]The\u200b Chair\r\nnoted")
    'The Chair\nnoted'
    >>> clean("A picture " + "iVBORw0KGgo" * 100 + " of it")
    'A picture  of it'
    """
    text = _LINE_END.sub(lambda match: _LINE_ENDS[match.group()], text)
    text = _BOOKMARK.sub("", text)
    text = _INVISIBLE.sub("", text)
    text = _DATA.sub("", text)
    text = _IDLE_JOINER.sub("", text)
    return _SYMBOL_BULLET.sub("•", text).translate(_HYPHEN)


def folded(text: str) -> str:
    r"""`text` on one line: every run of white space as one space.

    >>> folded(" 5\tPresentations\n")
    '5 Presentations'
    """
    return " ".join(text.split())
