"""The thread that syncs, and what it tells the person at the screen."""
