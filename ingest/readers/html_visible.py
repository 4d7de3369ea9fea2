"""What of a web page a reader of its document sees: no hidden text, no furniture of the site.

Hidden is what an attribute, a style, a rule of the page's own stylesheets or a class of the usual
frameworks hides. Furniture is what HTML or its roles call navigation, banner, search or dialog,
and lists that are little but links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.wordlists import word_set

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_INVISIBLE = word_set(
    "script style template noscript head title meta link svg canvas iframe object embed audio "
    "video map select datalist textarea input button nav rp rt del"
)
# Not shown, of no size, seen through, or far outside of the page.
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    r"|(?:font-size|opacity)\s*:\s*0*\.?0+(?:px|pt|em|rem|%)?\s*(?:!|;|$)"
    r"|(?:left|top|right|text-indent|margin-left)\s*:\s*-\d{3,}",
    re.I,
)
# The classes by which Bootstrap, Tailwind, Foundation and WordPress hide.
_HIDING_CLASSES = word_set(
    "d-none hidden hide invisible visually-hidden sr-only screen-reader-text"
)
_ROLES = word_set(
    "navigation banner contentinfo complementary search dialog alertdialog menu menubar toolbar"
)
_AROUND = word_set("header footer aside")  # of the page, where they stand outside of its text
_CONSENT = re.compile(r"cookie|consent|gdpr", re.I)
_PLACES = ("main", "article")
_NAMED = re.compile(r"[.#][\w-]+")
_MOST_CHECKS = 200_000  # of an element against a rule
_FEW_LINKS, _MOSTLY_LINKS = 4, 0.8  # a list of so many links, so much of its text


class Visible:
    """Tells of the elements of one page whether a reader sees their text."""

    def __init__(self, page: BeautifulSoup) -> None:
        """Looks up what the stylesheets of `page` hide, and where its text stands."""
        self._hidden = {id(tag) for tag in _hidden_by_rules(page)}
        self._has_place = any(page.find(name) for name in _PLACES) or bool(page.find(role="main"))

    def shows(self, element: Tag) -> bool:
        """Does a reader see this element, as far as that lies in the element itself?"""
        name = element.name
        if name in _INVISIBLE or element.has_attr("hidden") or id(element) in self._hidden:
            return False
        if name == "dialog" and not element.has_attr("open"):
            return False
        if not element.attrs:
            return not (name in _AROUND and self._is_around(element))
        if _HIDING.search(str(element.get("style") or "")):
            return False
        if element.get("aria-hidden") == "true" or str(element.get("role")) in _ROLES:
            return False
        classes = list(element.get("class") or ())
        if _HIDING_CLASSES.intersection(classes):
            return False
        named = " ".join([str(element.get("id") or ""), *classes])
        if name not in ("body", "html", *_PLACES) and _CONSENT.search(named):
            return False
        return not (name in _AROUND and self._is_around(element))

    def is_menu(self, element: Tag) -> bool:
        """Is a list outside of the page's main part little but links?"""
        if self._has_place and element.find_parent(_PLACES):
            return False
        links = element.find_all("a", href=True)
        if len(links) < _FEW_LINKS:
            return False
        linked = sum(len(link.get_text(strip=True)) for link in links)
        return linked > _MOSTLY_LINKS * len(element.get_text(strip=True))

    def _is_around(self, element: Tag) -> bool:
        """Does a header, footer or aside belong to the page and not to its text?"""
        if element.find_parent(_PLACES):
            return element.name == "aside"
        # A page without a main part may well have its title in a header.
        has_title = element.name == "header" and element.find(re.compile("^h[1-6]$")) is not None
        return self._has_place or not has_title


def _hidden_by_rules(page: BeautifulSoup) -> Iterator[Tag]:
    """The elements that a rule of the page's own stylesheets hides."""
    sheets = [sheet.get_text() for sheet in page.find_all("style")]
    if not any(map(_HIDING.search, sheets)):
        return
    from soupsieve import SelectorSyntaxError

    elements = page.find_all(True)
    names = {f"#{element['id']}" for element in elements if element.has_attr("id")}
    names |= {f".{name}" for element in elements for name in element.get("class") or ()}
    left = _MOST_CHECKS
    for selector in _hiding_selectors("\n".join(sheets)):
        if not any(names.issuperset(_NAMED.findall(one)) for one in selector.split(",")):
            continue  # of other pages of the site
        left -= len(elements)
        if left < 0:
            return
        try:
            yield from page.select(selector)
        except (SelectorSyntaxError, NotImplementedError, RecursionError):
            continue  # of a state that a printed page never has, such as :hover


def _hiding_selectors(sheet: str) -> Iterator[str]:
    """The selectors of the rules that hide, but those for print and other media."""
    import tinycss2

    for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule" and _HIDING.search(tinycss2.serialize(rule.content)):
            yield from (part for part in [tinycss2.serialize(rule.prelude).strip()] if part)
        elif rule.type == "at-rule" and rule.content and rule.lower_at_keyword == "media":
            media = tinycss2.serialize(rule.prelude).strip().lower()
            if media in ("all", "screen"):
                yield from _hiding_selectors(tinycss2.serialize(rule.content))
