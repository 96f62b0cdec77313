"""The pages, a module for each family."""

import diary.converters  # noqa: F401  (the date in an address, before any address is made)
