"""Tests of `index_store`."""
