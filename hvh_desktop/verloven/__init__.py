"""Verlof that is planned or was taken, and the work he does."""
