"""Tell Dutch policy rules from internal work instructions, and say exactly why."""
