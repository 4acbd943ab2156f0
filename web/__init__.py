"""How it is seen: one blueprint a way of asking, and the pure functions that put claims into words, marks and lines."""
