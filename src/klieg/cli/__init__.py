"""The command line: parses, calls the product or a process's entry, prints. Decides nothing about the product."""
