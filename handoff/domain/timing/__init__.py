"""Business hours and SLA clocks."""
