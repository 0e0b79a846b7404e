"""Presentation, last: values in, ``str`` out. Nothing here prints, reads files or judges."""
