"""Images as documents: PNG, JPEG and TIFF, whose text is read by OCR."""
