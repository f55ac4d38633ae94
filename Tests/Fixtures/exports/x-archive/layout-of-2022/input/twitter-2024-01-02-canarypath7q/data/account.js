window.YTD.account.part0 = [
  {
    "account" : {
      "email" : "canaryname7q@example.org",
      "createdVia" : "web",
      "username" : "canaryhandle7q_a",
      "accountId" : "9001",
      "createdAt" : "2012-01-01T00:00:00.000Z",
      "accountDisplayName" : "canaryname7q"
    }
  }
]
