// What pages of a school do more where scripts run. Nothing needs it.
