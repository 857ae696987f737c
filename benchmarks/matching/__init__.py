"""Books and bank lines with known truth, and how well ``reconcile`` does on them."""
