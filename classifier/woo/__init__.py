"""What of an instruction could be withheld under the Woo, as a proposal for a person to weigh."""
