"""Backups that were tried, and what must stay erased when one of them comes back (RELIABILITY B1 to B4)."""
