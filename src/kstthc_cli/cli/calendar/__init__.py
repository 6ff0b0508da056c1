<<<<<<< HEAD
"""Declarations of `kst calendar`."""
=======
"""Declarations of `kst new-year`, `kst plan derive`."""
>>>>>>> main
