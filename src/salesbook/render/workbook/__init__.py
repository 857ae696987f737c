"""Workbooks: how a document's tables stand on sheets."""
