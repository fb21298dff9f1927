"""From the log to the tables, and what happens when two people wrote one thing apart."""
