"""The passages of a store at hand, for sentences that a model might write over them."""

from __future__ import annotations

import json

from assistant.assistant import Assistant
from assistant.store_reader import StoreReader
from assistant.writing.anchoring import Anchoring
from assistant.writing.material import Piece, pieces_of
from assistant.writing.reply import Written, read_reply
from index_store import Store
from tests.assistant.lying_server import resolve
from tests.assistant.statements import Statement

FIRST = 100  # number of the first passage; [99] stands for none


class Bench:
    """Anchors and verifies statements, all passages of a store at hand."""

    def __init__(self, store: Store) -> None:
        self.verifier, reader = Assistant(store).verifier, StoreReader(store)
        self.pieces: list[Piece] = []
        for record in store.documents():
            source = reader.source(record.id)
            for passage in store.passages(record.id):
                self.pieces += pieces_of(passage, source, set(), FIRST + len(self.pieces))
        self.anchoring = Anchoring(self.pieces, self.verifier.embed)
        self._lines = [f'{{"n": {p.n}, "text": {json.dumps(p.text)}}}' for p in self.pieces]

    def written(self, statement: Statement) -> Written:
        """A statement with the number of its passage."""
        (written,) = read_reply(resolve(statement.text, "\n".join(self._lines)))
        return written

    def problem(self, written: Written) -> str | None:
        """What is wrong with a sentence by what it tells of."""
        return self.verifier.problem(written.text, self.anchoring.told_by(written))
