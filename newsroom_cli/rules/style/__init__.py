"""Rules of house styles."""
