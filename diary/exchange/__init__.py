"""Taking a diary along, and bringing it, or notes from elsewhere, in."""
