"""One rule a file: the docstring is its story, ``check`` yields what breaks it. A new file here is a new rule."""
