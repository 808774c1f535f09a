"""Lists that go out: rows as CSV, XLSX or JSON, streamed, with nothing in them that a spreadsheet would run."""
