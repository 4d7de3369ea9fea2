"""How much the served page takes from anybody, however they send it."""

from __future__ import annotations

QUESTION = 2_000
"""Characters of a question."""
HISTORY = 20
"""Earlier questions of a conversation that an answer may depend on."""
PAST = 24_000
"""Characters of those questions."""
NUMBER = 20
"""Characters of the number that a page gives a question."""
FILTERS = 100
"""Values of one filter."""
FILTER = 300
"""Characters of one of them."""
FILES = 200
"""Files of one upload."""
COLUMNS = 20
"""Cells of a row that is chosen in a table."""
CELL = 500
"""Characters of one of them."""
ANSWERS = 8
"""Answers worked on at the same time; more wait their turn."""
CHANGES = 8
"""Changes of documents that are taken in hand at the same time; each waits for the one before."""
PROGRAMS = 4
"""Requests of programs worked on at the same time, beside the answers of the page."""
WAITING = 200
"""Requests that wait, of all pages together, and of all programs."""
WAITING_OF_ONE = 8
"""Requests that wait, of one open page."""
PAGES = 20_000
"""Open pages that are remembered with their owner, the latest."""
CONNECTIONS = 800
"""Connections held at the same time; more are refused with HTTP 503."""

JOIN_BYTES = 128 * 1024
"""Body of any request but an upload: a question with all filters, the names of 200 files."""
NOTE_BYTES = 1024 * 1024
"""Body of a request for a note: the answers of a conversation."""
ENTRIES = 100
"""Answers of one note."""
SIGN_IN_BYTES = 4 * 1024
"""Body of a form with name and password."""
HEADER_BYTES = 16 * 1024
"""Request line and headers together."""
HEADERS = 100
"""How many headers."""

HEADER_SECONDS = 10.0
"""Until the headers of a request are there."""
BODY_SECONDS = 15.0
"""Until the body of a request other than an upload is there."""
UPLOAD_SECONDS = 600.0
"""Until an upload is there."""
SILENCE_SECONDS = 20.0
"""Between two pieces of an upload."""
READING_SECONDS = 60.0
"""Until a client has read enough of what was sent for more to be sent."""
LISTENING_SECONDS = 20.0
"""Between a question and the request that listens for its answer."""
AWAY_SECONDS = 5.0
"""From the end of such a request until its page counts as left, where nothing more comes of it."""
STOPPING_SECONDS = 3
"""From the signal to end until open connections are cut."""
ENDING_SECONDS = 10.0
"""From the signal to end until the process ends, whatever it is doing."""
KEPT_SECONDS = 3600.0
"""How long an uploaded file waits to be taken in."""

DRAWING_SECONDS = 20.0
"""Until a page of a document is drawn, or a whole one laid out."""
DRAWING_MEMORY = 600_000_000
"""Bytes that drawing it may take."""
DRAWINGS_WAITING = 8
"""Pages that wait to be drawn; more are refused."""
PICTURES_KEPT = 64
"""Pictures that stay in memory, of some 100 kB each."""
LAYOUTS_KEPT = 16
"""Documents that stay in memory as their files lay them out."""
QUOTATIONS = 16
"""Quotations that are marked on one page or in one document."""
