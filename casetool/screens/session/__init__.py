"""The facilitator's screen of one session, from opening to closing."""
