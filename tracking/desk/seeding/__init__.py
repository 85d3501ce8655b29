"""An invented state of any size, for measuring and for trying out: the same for the same seed.

People, courses and editions are as the commands would leave them. Records of the first people are backed by their
statements; everybody else's are sealed rows, as after statements were purged. Docs: docs/operate/sizing.md.
"""
