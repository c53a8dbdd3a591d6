"""Guided tours: a few stops each, with a sentence or two, at places of the demo. The texts stand in JSON."""
