"""Administration: who may what, the rules of the house, and the recovery sheets."""
