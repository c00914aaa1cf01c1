"""What people do with their accounts, whoever carries it: the HTTP routes and the command line call the same verbs."""
