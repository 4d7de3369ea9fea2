"""Seals: what the files of each copy were when its last writer left them."""

import sqlalchemy as sa
from alembic import op

from index_store.schema import Name

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """Adds the table."""
    op.create_table(
        "seals",
        sa.Column("target", Name, primary_key=True),
        sa.Column("files", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
