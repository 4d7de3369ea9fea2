"""How a catalogue of an earlier layout becomes one of today's: steps for Alembic."""
