"""How a document is built: numbers, sections, paragraphs, sentences and passages."""
