"""What agencies stated: the answer to recording, and the history of a duty."""
