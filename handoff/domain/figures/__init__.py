"""Figures of the desk: pure, from tallies of kept events to lines with how sure they are."""
