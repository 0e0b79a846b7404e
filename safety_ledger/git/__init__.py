"""Git as the ledger's memory: the only package that starts a process."""
