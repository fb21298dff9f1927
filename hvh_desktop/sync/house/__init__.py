"""Which laptops belong to the house, and the vault that goes with them."""
