"""The first tables."""

import sqlalchemy as sa
from alembic import op

from index_store.schema import Name, Number

revision = "1"
down_revision = None


def upgrade() -> None:
    """Makes the tables of the first layout."""
    op.create_table(
        "meta",
        sa.Column("key", Name, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "documents",
        sa.Column("key", Number, primary_key=True, autoincrement=True),
        sa.Column("id", Name, nullable=False, unique=True),
        sa.Column("path", Name, nullable=False, unique=True),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("size", Number),
        sa.Column("modified", Number),
        sa.Column("date", sa.Integer),
        sa.Column("revision", Number, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("header", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "passages",
        sa.Column("row", Number, primary_key=True, autoincrement=True),
        sa.Column(
            "document", Number, sa.ForeignKey("documents.key", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("unit", sa.Integer, nullable=False),
        sa.Column("vector", sa.LargeBinary, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.UniqueConstraint("document", "ordinal"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "speakers",
        sa.Column(
            "passage", Number, sa.ForeignKey("passages.row", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("mention", sa.Integer, primary_key=True),
        sa.Column("name_key", Name, primary_key=True),
        sa.Column("name", Name, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("speakers_by_name", "speakers", ["name_key", "mention"])
    op.create_table(
        "vectors",
        sa.Column("hash", sa.LargeBinary, primary_key=True),
        sa.Column("vector", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "pending",
        sa.Column("target", Name, primary_key=True),
        sa.Column("document", Name, primary_key=True),
        sqlite_with_rowid=False,
    )
