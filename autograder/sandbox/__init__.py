"""Where learner code runs: `inside` runs beside it, `client` asks it from outside."""
