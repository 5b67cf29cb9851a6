"""What is true at the desk, whoever asks: values, rules, the state machine; no clock, database or network."""
