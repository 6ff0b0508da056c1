"""Word documents: templates that an office may change, checked, sandboxed and filled."""
