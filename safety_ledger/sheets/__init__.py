"""Tables of spreadsheets, read and written: the only package that knows csv and openpyxl."""
