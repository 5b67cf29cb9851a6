"""How the desk is doing, for whoever runs it: figures for Prometheus and the findings of checks."""
