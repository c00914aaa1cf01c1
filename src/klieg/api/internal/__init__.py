"""What nodes ask of control. Not part of the public API."""
