"""Bookkeeping for sales back offices: plain YAML files under git, one command line over them."""

__version__ = "0.1.0"
