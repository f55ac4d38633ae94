window.YTD.screen_name_change.part0 = [
  { "screenNameChange" : { "accountId" : "9001", "screenNameChange" : {
      "changedAt" : "2015-05-05T00:00:00.000Z", "changedFrom" : "oude_naam", "changedTo" : "canaryhandle7q_a" } } }
]
