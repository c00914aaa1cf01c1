"""Background work of control: tasks that run for ever beside the API, each restarted when it fails."""
