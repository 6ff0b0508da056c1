"""Problems of files with line and column."""
