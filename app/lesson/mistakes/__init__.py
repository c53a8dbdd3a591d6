"""Mistakes that people make with backpropagation, each a change of formulas that is then run."""
