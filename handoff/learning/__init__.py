"""How the desk learns from its own answers, and how every process takes up what was learnt or set."""
