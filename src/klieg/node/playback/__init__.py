"""Who may watch: what control says of a broadcast's viewers, and the tokens that viewers show."""
