"""The product's REST API, version 1. The OpenAPI document is ``/api/v1/openapi.json``."""
