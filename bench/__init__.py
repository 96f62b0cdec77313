"""
How quick the diary is, as ratios against a bare view of the same server in the same run: `make bench`.

Absolute times say as much about the machine as about us; a ratio can be kept to.
"""
