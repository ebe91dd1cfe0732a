"""Findings for those who read on: editors, continuous integration, code hosts; and which of them are told at all."""
