"""Statements made by the thousand, to be tried on the rules alone and over HTTP."""
