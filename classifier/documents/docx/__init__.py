"""Word documents (DOCX), as they read with all changes accepted."""
