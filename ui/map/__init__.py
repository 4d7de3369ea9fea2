"""Who spoke on what, and how much: delegations by topics or meetings."""
