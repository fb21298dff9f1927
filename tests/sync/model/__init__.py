"""The rules of syncing, proven in a small world: a store and a hub in memory under them."""
