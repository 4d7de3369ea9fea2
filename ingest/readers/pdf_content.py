"""What a PDF page paints: pieces of writing with their places, ruling lines, pictures.

The content is parsed by pypdf and carried out here (ISO 32000-1, chapters 8 and 9) as far as it
matters where a text stands and whether anybody can see it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ingest.readers.pdf_colours import Layers, colour_space, is_white
from ingest.readers.pdf_damage import PdfValue, is_whole
from ingest.readers.pdf_fonts import Fonts, PdfFont, unknown_font
from ingest.readers.pdf_paths import Paths
from ingest.readers.pdf_state import (
    Box,
    GraphicsState,
    Matrix,
    box_of,
    common,
    numbers,
    times,
)
from ingest.readers.pdf_writing import Writer

if TYPE_CHECKING:
    from pypdf import PdfReader
    from pypdf.generic import DictionaryObject

_DEEPEST = 12  # forms within forms
_MOST_FORMS = 2_000
_MOST_OPERATIONS = 2_000_000
_MOST_SAVED = 1_000
_DAMAGED = (ValueError, IndexError, TypeError, KeyError, AttributeError, OverflowError)
# Those that neither move nor hide a text; anything else that is no operator is damage.
_OTHER_OPERATORS = frozenset(
    b"ET i w J j M d ri h BX EX MP DP CS SC SCN G RG K d0 d1 BI ID EI".split()
)

Handler = Callable[[GraphicsState, list[PdfValue]], None]


class Interpreter:
    """Carries out the content of one page.

    `problems` says what of it could not be read.
    """

    def __init__(
        self, reader: PdfReader, fonts: Fonts, layers: Layers, base: Matrix, page: Box
    ) -> None:
        """Paints on a page of which `page` can be seen; `base` turns it upright."""
        self.paths = Paths(page)
        self.writer = Writer(page, self.paths)
        self.problems: set[str] = set()
        self._reader, self._fonts, self._layers = reader, fonts, layers
        self._state = GraphicsState(base)
        self._stack: list[GraphicsState] = []
        self._marked: list[tuple[bool, bool, bool]] = []
        self._resources: DictionaryObject | None = None
        self._named: dict[str, PdfFont] = {}
        self._depth = self._forms = self._operations = 0
        self._handlers = self._all_handlers()

    def run(self, content: PdfValue, resources: DictionaryObject) -> None:
        """Carries out a content stream with its resources."""
        outer = self._resources, self._named
        self._resources, self._named = resources, self._fonts.named(resources)
        for operands, operator in self._parsed(content):
            handler = self._handlers.get(operator)
            if handler is None:
                if operator not in _OTHER_OPERATORS:
                    self.problems.add("damaged content stream")
                continue
            self._operations += 1
            if self._operations > _MOST_OPERATIONS:
                self.problems.add("too long a content stream")
                break
            try:
                handler(self._state, operands)
            except _DAMAGED:
                self.problems.add("damaged content stream")
        self._resources, self._named = outer

    def _parsed(self, content: PdfValue) -> list[tuple[PdfValue, bytes]]:
        from pypdf.generic import ContentStream

        if not is_whole(content):
            self.problems.add("damaged content stream")
        stream = ContentStream(content, self._reader, "bytes")
        try:
            return stream.operations
        except MemoryError:
            raise
        except Exception:  # the operations before the damage were parsed
            self.problems.add("damaged content stream")
            return list(stream._operations)

    def _all_handlers(self) -> dict[bytes, Handler]:
        paths, writer = self.paths, self.writer
        return {
            b"q": self._save,
            b"Q": self._restore,
            b"cm": self._transform,
            b"gs": self._parameters,
            b"g": self._grey,
            b"rg": self._rgb,
            b"k": self._cmyk,
            b"cs": self._colour_space,
            b"sc": self._colour,
            b"scn": self._colour,
            b"re": paths.rectangle,
            b"m": paths.move,
            b"l": paths.line,
            b"c": paths.line,
            b"v": paths.line,
            b"y": paths.line,
            b"S": paths.stroke,
            b"s": paths.stroke,
            b"f": paths.fill,
            b"F": paths.fill,
            b"f*": paths.fill,
            b"B": paths.fill_and_stroke,
            b"B*": paths.fill_and_stroke,
            b"b": paths.fill_and_stroke,
            b"b*": paths.fill_and_stroke,
            b"n": paths.end,
            b"W": paths.clip,
            b"W*": paths.clip,
            b"sh": paths.shade,
            b"INLINE IMAGE": paths.picture,
            b"Do": self._object,
            b"BMC": self._mark,
            b"BDC": self._mark,
            b"EMC": self._unmark,
            b"BT": writer.begin,
            b"Td": writer.next,
            b"TD": writer.next_leading,
            b"T*": writer.next_line,
            b"Tm": writer.set_matrix,
            b"Tj": writer.show,
            b"TJ": writer.show_array,
            b"'": writer.show_next,
            b'"': writer.show_spaced,
            b"Tf": self._font,
            b"Tc": _setter("char_spacing"),
            b"Tw": _setter("word_spacing"),
            b"Tz": _setter("stretch", 0.01),
            b"TL": _setter("leading"),
            b"Ts": _setter("rise"),
            b"Tr": _setter("mode"),
        }

    def _save(self, state: GraphicsState, operands: list[PdfValue]) -> None:
        if len(self._stack) < _MOST_SAVED:
            self._stack.append(state.copy())

    def _restore(self, state: GraphicsState, operands: list[PdfValue]) -> None:
        if self._stack:
            self._state = self._stack.pop()
            self._state.hidden, self._state.furniture = state.hidden, state.furniture

    def _transform(self, state: GraphicsState, operands: list[PdfValue]) -> None:
        a, b, c, d, e, f = numbers(operands, 6)
        state.ctm = times((a, b, c, d, e, f), state.ctm)

    def _parameters(self, state: GraphicsState, operands: list[PdfValue]) -> None:
        table = self._resource("/ExtGState", operands[0])
        if isinstance(table, dict) and "/ca" in table:
            state.clear = float(table["/ca"]) < 0.02

    def _grey(self, state: GraphicsState, operands: list[PdfValue]) -> None:
        state.colours, state.white = "grey", is_white("grey", operands)

    def _rgb(self, state: GraphicsState, operands: list[PdfValue]) -> None:
        state.colours, state.white = "rgb", is_white("rgb", operands)

    def _cmyk(self, state: GraphicsState, operands: list[PdfValue]) -> None:
        state.colours, state.white = "ink", is_white("ink", operands)

    def _colour_space(self, state: GraphicsState, operands: list[PdfValue]) -> None:
        name = operands[0]
        state.colours, state.white = colour_space(name, self._resource("/ColorSpace", name)), False

    def _colour(self, state: GraphicsState, operands: list[PdfValue]) -> None:
        state.white = is_white(state.colours, operands)

    def _font(self, state: GraphicsState, operands: list[PdfValue]) -> None:
        state.font = self._named.get(operands[0]) or unknown_font()
        state.size = float(operands[1])

    def _resource(self, kind: str, name: PdfValue) -> PdfValue:
        table = self._resources.get(kind) if self._resources is not None else None
        table = table.get_object() if table is not None else None
        value = table.get(name) if isinstance(table, dict) else None
        return value.get_object() if value is not None else None

    def _mark(self, state: GraphicsState, operands: list[PdfValue]) -> None:
        """Begins marked content: a layer, a page header, letters that stand for others."""
        tag = operands[0] if operands else ""
        properties = operands[1] if len(operands) > 1 else None
        if isinstance(properties, str):
            properties = self._resource("/Properties", properties)
        replaces = False
        outer = state.hidden, state.furniture
        if tag == "/OC" and self._layers.hides(properties):
            state.hidden = True
        if isinstance(properties, dict):
            if tag == "/Artifact" and properties.get("/Type") == "/Pagination":
                state.furniture = True
            if isinstance(properties.get("/ActualText"), str):
                replaces = not any(mark[2] for mark in self._marked)
                if replaces:
                    self.writer.replace_by(str(properties["/ActualText"]))
        self._marked.append((*outer, replaces))

    def _unmark(self, state: GraphicsState, operands: list[PdfValue]) -> None:
        if self._marked:
            state.hidden, state.furniture, replaced = self._marked.pop()
            if replaced:
                self.writer.replace_by(None)

    def _object(self, state: GraphicsState, operands: list[PdfValue]) -> None:
        """Paints a picture or a form."""
        form = self._resource("/XObject", operands[0])
        if not isinstance(form, dict):
            self.problems.add("a part is missing")
            return
        if state.hidden or self._layers.hides(form.get("/OC")):
            return
        if form.get("/Subtype") == "/Image":
            self.paths.picture(state, [])
            return
        self._forms += 1
        if self._depth >= _DEEPEST or self._forms > _MOST_FORMS:
            self.problems.add("too many forms within forms")
            return
        self._form(form, state)

    def _form(self, form: PdfValue, state: GraphicsState) -> None:
        from pypdf.generic import DictionaryObject

        saved, stack, marked = state.copy(), self._stack, self._marked
        self._stack, self._marked = [], []
        if "/Matrix" in form:
            a, b, c, d, e, f = numbers(list(form["/Matrix"]), 6)
            state.ctm = times((a, b, c, d, e, f), state.ctm)
        if "/BBox" in form:
            left, lower, right, upper = numbers(list(form["/BBox"]), 4)
            box = (min(left, right), min(lower, upper), max(left, right), max(lower, upper))
            state.clip = common(state.clip, box_of(state.ctm, box))
        own = form.get("/Resources")
        own = own.get_object() if own is not None else None
        resources = own if isinstance(own, DictionaryObject) else self._resources
        self._depth += 1
        try:
            self.run(form, resources or DictionaryObject())
        finally:
            self._depth -= 1
            self._state, self._stack, self._marked = saved, stack, marked


def _setter(name: str, factor: float = 1.0) -> Handler:
    """The handler of an operator that sets one number of the state."""

    def handle(state: GraphicsState, operands: list[PdfValue]) -> None:
        setattr(state, name, numbers(operands, 1)[0] * factor)

    return handle
