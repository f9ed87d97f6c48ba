"""The counter's core: everything but the window. It never imports Qt and runs headless."""

__version__ = "0.1.0"
