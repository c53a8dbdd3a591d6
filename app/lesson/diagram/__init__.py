"""The network at a step as an SVG file of its own: what is known, what is lit, where it stands, how it looks."""
