"""Outlines of countries and provinces: read, mended, named, simplified and written."""
