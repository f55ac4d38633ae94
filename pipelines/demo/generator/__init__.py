"""Makes the demo's invented exports and the truth that lies behind them."""
