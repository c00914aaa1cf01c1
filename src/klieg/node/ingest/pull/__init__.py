"""Media that channels fetch from elsewhere: a worker process for each pull, decisions at the publish desk."""
