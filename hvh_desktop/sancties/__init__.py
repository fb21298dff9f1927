"""From voorval to afloop: a fitting decision that holds before the law."""
