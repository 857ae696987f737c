"""Layouts of particular banks: one small YAML file each, read by ``salesbook.bank.reading.layout``."""
