"""The output formats, one module each with a function ``render``; loaded by the registry when used."""
