"""Official forms: which edition a PDF is, what goes into which box, and the filled copies."""
