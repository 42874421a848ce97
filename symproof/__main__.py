"""``python -m symproof``: the same as the command ``symproof``."""

from symproof.start import main

if __name__ == "__main__":
    main()
