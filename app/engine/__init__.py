"""The network engine: NumPy only. It knows numbers and formulas, no text and no web."""
