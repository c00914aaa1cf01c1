"""The web app as control serves it: its files, and what a link to a channel looks like elsewhere."""
