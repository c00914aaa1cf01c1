"""The DVR window beyond memory: segments written to an object store, and read back for those who rewind."""
