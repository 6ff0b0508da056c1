"""Problems of files, placed at line and column."""
