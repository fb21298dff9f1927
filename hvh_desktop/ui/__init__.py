"""Windows and widgets: the only part of the spine, with jobs, that knows Qt."""
