// What pages of an advisor do more where scripts run. Nothing needs it.
