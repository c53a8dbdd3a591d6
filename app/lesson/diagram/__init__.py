"""The network at a step as an SVG file of its own: what is known and lit, where it stands, its looks."""
