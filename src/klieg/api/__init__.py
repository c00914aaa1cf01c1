"""HTTP and WebSocket edges of control: the API, the realtime socket, what nodes ask, the web app's files."""
