"""What every request passes, as plain ASGI. ``app.py`` lists the order."""
