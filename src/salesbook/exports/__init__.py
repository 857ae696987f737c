"""A book for other tools: one module or package for each form it can be given out in."""
