"""Several copies of one catalogue, and several processes that fill it."""

import sqlalchemy as sa
from alembic import op

from index_store.schema import Name, Number

revision = "4"
down_revision = "3"


def upgrade() -> None:
    """Adds the copies, which until now were two and had their versions among the facts."""
    copies = op.create_table(
        "copies",
        sa.Column("target", Name, primary_key=True),
        sa.Column("version", Number, nullable=False),
        sqlite_with_rowid=False,
    )
    op.add_column("pending", sa.Column("change", Number, nullable=False, server_default="0"))
    op.add_column("pending", sa.Column("owner", Number))
    connection = op.get_bind()
    meta = sa.table("meta", sa.column("key"), sa.column("value"))
    facts = {row.key: row.value for row in connection.execute(sa.select(meta))}
    if "revision" not in facts:
        # Its row is what a writer holds while it writes.
        op.bulk_insert(meta, [{"key": "revision", "value": "0"}])
    if connection.dialect.name != "sqlite":
        return
    for target in ("vectors", "full_text"):
        version = int(facts.get(f"{target} version", 0))
        op.bulk_insert(copies, [{"target": target, "version": version}])
        connection.execute(sa.delete(meta).where(meta.c.key == f"{target} version"))
