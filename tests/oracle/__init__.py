"""A second, plain implementation of the figures, to check the product against."""
