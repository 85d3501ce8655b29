"""Küstenland: a federal state that does not exist, with its administration and the people in it."""
