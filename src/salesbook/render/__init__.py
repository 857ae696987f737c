"""A ``Document`` to terminal, JSON, CSV, workbook and Markdown: one file each, one line in the registry."""
