"""Passphrase dialogs for encrypted sessions, and the lock of an idle laptop."""
