"""The tables of the catalogue, the same on SQLite and on PostgreSQL.

Stores of earlier layouts become one of today's through `migrations`; a change here needs a step
there.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import TEXT

GENERAL = "general"
"""The collection of documents of which nobody has said anything else."""

VERSION = 5
"""Today's layout: the number of the last step in `migrations`."""
COLLECTIONS, COPIES = 3, 4
"""The first layouts that have collections, and copies of more than one machine."""

# Sorted and compared byte by byte wherever the database stands, as SQLite does.
Name = Text().with_variant(TEXT(collation="C"), "postgresql")
Number = BigInteger().with_variant(Integer, "sqlite")  # only an INTEGER counts up in SQLite

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("key", Name, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)

documents = Table(
    "documents",
    metadata,
    Column("key", Number, primary_key=True, autoincrement=True),
    Column("id", Name, nullable=False, unique=True),
    Column("path", Name, nullable=False, unique=True),
    Column("sha256", Text, nullable=False),
    Column("size", Number),  # of the file in bytes, and
    Column("modified", Number),  # its time of change in ns: both NULL where not from a file
    Column("date", Integer),  # yyyymmdd
    Column("revision", Number, nullable=False),  # of the store, when this document was written
    Column("record", Text, nullable=False),  # DocumentRecord as JSON
    Column("header", Text, nullable=False),  # Document without text and passages, as JSON
    Column("text", Text, nullable=False),  # the canonical text
    Column("collection", Name, nullable=False, server_default=GENERAL),
    Index("documents_by_collection", "collection"),
    sqlite_autoincrement=True,
)

collections = Table(
    "collections",
    metadata,
    Column("name", Name, primary_key=True),
    Column("readers", Text),  # groups as a JSON list; NULL: everybody
    Column("revision", Number, nullable=False),  # of the store, when its documents changed last
    sqlite_with_rowid=False,
)

# Documents of a folder, and of those in it, go into a collection.
collection_folders = Table(
    "collection_folders",
    metadata,
    Column("folder", Name, primary_key=True),
    Column("collection", Name, ForeignKey("collections.name"), nullable=False),
    sqlite_with_rowid=False,
)

passages = Table(
    "passages",
    metadata,
    Column("row", Number, primary_key=True, autoincrement=True),
    Column("document", Number, ForeignKey("documents.key", ondelete="CASCADE"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("unit", Integer, nullable=False),
    Column("vector", LargeBinary, nullable=False),  # key of its vector in `vectors`
    Column("body", Text, nullable=False),  # Passage as JSON
    UniqueConstraint("document", "ordinal"),
    sqlite_autoincrement=True,
)

speakers = Table(
    "speakers",
    metadata,
    Column("passage", Number, ForeignKey("passages.row", ondelete="CASCADE"), primary_key=True),
    Column("mention", Integer, primary_key=True),  # 0: speaks in the passage, 1: is mentioned
    Column("name_key", Name, primary_key=True),
    Column("name", Name, nullable=False),
    Column("kind", Text, nullable=False),
    # All that is counted: the rows themselves are not looked at, of a million for seconds.
    Index("speakers_counted", "name_key", "name", "kind", "mention"),
    sqlite_with_rowid=False,
)

# Vectors by content (see vector_cache.py): kept when a document goes, so that nothing is
# embedded twice.
vectors = Table(
    "vectors",
    metadata,
    Column("hash", LargeBinary, primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)

# The copies of the catalogue, and how often each has taken over changes (see pending.py).
copies = Table(
    "copies",
    metadata,
    Column("target", Name, primary_key=True),
    Column("version", Number, nullable=False),
    sqlite_with_rowid=False,
)

# What is still to be done: the documents whose change a copy has not taken over, and the files
# that are being read (see pending.py, claims.py).
pending = Table(
    "pending",
    metadata,
    Column("target", Name, primary_key=True),
    Column("document", Name, primary_key=True),
    Column("change", Number, nullable=False, server_default="0"),  # grows when noted once more
    Column("owner", Number),  # the process that is at it
    sqlite_with_rowid=False,
)

# The files of each copy as its last writer left them (see seals.py).
seals = Table(
    "seals",
    metadata,
    Column("target", Name, primary_key=True),
    Column("files", Text, nullable=False),
    sqlite_with_rowid=False,
)

# Where Alembic keeps the layout; no table of the catalogue's own.
layout = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))
