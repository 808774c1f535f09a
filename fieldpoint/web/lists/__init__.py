"""Lists in and out over HTTP, for the lead: an upload in parts, its preview, its confirmation; exports."""
