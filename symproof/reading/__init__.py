"""LaTeX to documents."""
