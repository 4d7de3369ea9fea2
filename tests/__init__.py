"""Tests, in folders as the packages they test."""
