"""The one address that encoders know by its place: ``/api/v3/GetClientConfiguration``."""
