"""The HTTP interface, area by area: its routes, bodies and answers."""
