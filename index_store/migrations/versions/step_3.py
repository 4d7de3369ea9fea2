"""Collections of documents, and who may read them."""

import sqlalchemy as sa
from alembic import op

from index_store.schema import GENERAL, Name, Number

revision = "3"
down_revision = "2"


def upgrade() -> None:
    """Adds the tables; every document is in the collection that is open to all."""
    op.create_table(
        "collections",
        sa.Column("name", Name, primary_key=True),
        sa.Column("readers", sa.Text),
        sa.Column("revision", Number, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "collection_folders",
        sa.Column("folder", Name, primary_key=True),
        sa.Column("collection", Name, sa.ForeignKey("collections.name"), nullable=False),
        sqlite_with_rowid=False,
    )
    meta = sa.table("meta", sa.column("key"), sa.column("value"))
    known = op.get_bind().execute(sa.select(meta.c.value).where(meta.c.key == "revision")).scalar()
    collections = sa.table("collections", sa.column("name"), sa.column("revision"))
    op.bulk_insert(collections, [{"name": GENERAL, "revision": int(known or 0)}])
    op.add_column(
        "documents", sa.Column("collection", Name, nullable=False, server_default=GENERAL)
    )
    op.create_index("documents_by_collection", "documents", ["collection"])
