"""Looking after sessions: encryption, copies, removal and review dates."""
