"""/api/v1: what the officers' pages show and do, as JSON for other programs; described at /api/v1/openapi.json.

A program comes with a key that an officer made on the page (`Authorization: Bearer …`) and may what that officer may.
What sites ask is /v1 (fp-sync/1), which other registries speak too; this is this registry's own.
"""
