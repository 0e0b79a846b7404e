"""What a command does with a ledger: finds and loads it; reading and rules meet here and only here."""
