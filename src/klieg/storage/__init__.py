"""The object store that nodes and control share: media beyond memory, and people's pictures."""
