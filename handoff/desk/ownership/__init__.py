"""Who must act next: every change of the owner, and the watchdog of law 1."""
