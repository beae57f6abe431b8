"""Screens that restore earlier versions and compare two versions."""
