"""What one laptop keeps of one stream: sealed, opened, sent, not sent."""
