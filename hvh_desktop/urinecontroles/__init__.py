"""Urine checks: why, when, on what, what came out, and whether it is looked at again."""
