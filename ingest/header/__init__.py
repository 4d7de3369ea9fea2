"""What a document says of itself: number, meeting, date, source, title, kind, language."""
