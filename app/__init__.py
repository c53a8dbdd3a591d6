"""Error backpropagation, step by step: the engine, the lesson, the API and the page's server."""

__version__ = "0.1.0"
