"""The hub: keeps and orders the sealed envelopes of one house, and can read none of them.

A service of its own (``python -m hvh_desktop.hub``) on PostgreSQL. It knows no Qt, no SQLCipher
and nothing of the program but the formats that travel.
"""
