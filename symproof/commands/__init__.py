"""What each command of ``symproof`` does, once its options are read."""
