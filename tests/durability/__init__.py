"""What must hold when machines stop, disks fill, people crowd and branches meet."""
