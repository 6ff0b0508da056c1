"""`python -m kstthc_cli` does what `kst` does."""

from kstthc_cli.main import main

if __name__ == "__main__":
    main()
