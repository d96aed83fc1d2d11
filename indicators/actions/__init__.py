"""Every change of state: functions that check who may, write, and append to the ledger."""
