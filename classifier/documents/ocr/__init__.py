"""Pages that are pictures, or whose text layer lies, read by Tesseract."""
