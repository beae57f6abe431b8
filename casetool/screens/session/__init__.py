"""The facilitator's window on one session, from loading it to the last words."""
