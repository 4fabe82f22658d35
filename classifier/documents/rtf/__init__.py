"""Rich text (RTF), also as Outlook compresses it."""
