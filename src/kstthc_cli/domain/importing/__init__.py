"""From the words of a signed document to the draft of a plan."""
