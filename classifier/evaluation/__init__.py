"""Evaluate: how good predictions are, on whom, and under what conditions."""
