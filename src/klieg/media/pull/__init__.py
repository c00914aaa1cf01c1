"""What is decided about media that a channel fetches from elsewhere: which addresses, which segments of a playlist."""
