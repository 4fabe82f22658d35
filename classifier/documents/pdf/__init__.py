"""PDF, by pypdfium2: from characters on a page to paragraphs, headings, tables, furniture."""
