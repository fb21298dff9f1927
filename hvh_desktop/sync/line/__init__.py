"""The line with the hub: requests out, and answers that are believed only when whole."""
