"""Reports: what a reader asks, answered as a :class:`~safety_ledger.reports.report.Report` value."""
