"""Laptops that work apart and become equal: how that stands, and what a person decides in it."""
