"""A whole catalogue from one database into another, of whichever kinds."""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, insert, select, text

from index_store.schema import metadata

_AT_ONCE = 1000  # rows in memory together


def copy_tables(source: Connection, target: Connection) -> None:
    """Puts all rows of `source` in the place of those of `target`; both are in a transaction."""
    tables = metadata.sorted_tables
    for table in reversed(tables):
        target.execute(delete(table))
    for table in tables:
        rows = source.execution_options(yield_per=_AT_ONCE).execute(select(table))
        for part in rows.mappings().partitions():
            target.execute(insert(table), [dict(row) for row in part])
        if target.dialect.name == "postgresql" and table.autoincrement_column is not None:
            column = table.autoincrement_column
            # Keys are never given twice, also not those of what is gone.
            target.execute(
                text(
                    "SELECT setval(pg_get_serial_sequence(:table, :column), greatest("
                    "nextval(pg_get_serial_sequence(:table, :column)), :highest))"
                ),
                {
                    "table": table.name,
                    "column": column.name,
                    "highest": target.execute(select(func.max(column))).scalar() or 1,
                },
            )
