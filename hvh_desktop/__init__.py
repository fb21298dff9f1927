"""HvH Desktop: working together on coming home well, offline and encrypted."""

__version__ = "0.1.0"
