"""The live board and the figures of the past."""
