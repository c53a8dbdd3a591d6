"""What the numbers mean: addresses, expressions, steps and their printing. NumPy and the engine, no web."""
