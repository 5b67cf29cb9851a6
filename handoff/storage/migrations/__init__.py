"""The steps from any released schema to the newest; only ever added."""
