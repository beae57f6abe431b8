"""Screens of the application. They only lay out widgets and pass input on."""
