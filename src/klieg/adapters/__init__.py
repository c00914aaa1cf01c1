"""What the domains' ports are, in the world: one folder or file for each thing outside."""
