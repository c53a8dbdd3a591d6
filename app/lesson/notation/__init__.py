"""Printing: one walk over an expression, in three scripts (MathML, LaTeX, words)."""
