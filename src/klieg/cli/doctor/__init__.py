"""``klieg doctor``: what this machine lacks for Klieg to run well, and what to do about it.

A check is a function in one of these modules: settings in, :class:`Finding` out. It changes nothing.
"""
