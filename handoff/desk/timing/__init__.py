"""Business hours, SLA clocks, and the ledger of promises."""
