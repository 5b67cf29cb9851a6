"""The demo shop "Lumen & Oak": help articles, people and orders of our own invention."""
