"""Data that travels: sealed envelopes between laptops, through a hub that cannot read them.

See ``decisions/013-what-travels.md``. Loads nothing by itself: the hub uses a part of it.
"""
