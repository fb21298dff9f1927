"""The demo: a house full of invented people, told day by day through the services."""
