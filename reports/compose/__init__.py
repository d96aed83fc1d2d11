"""Read standings as of a ledger entry into a report's content; after that no query is made."""
