"""Pages that are written from the code: the commands, the settings, the example of a settings file."""
