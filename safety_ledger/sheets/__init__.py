"""Tables for spreadsheets: the only package that knows csv."""
