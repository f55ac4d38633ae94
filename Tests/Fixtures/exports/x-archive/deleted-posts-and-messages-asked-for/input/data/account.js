window.YTD.account.part0 = [ { "account" : { "username" : "canaryhandle7q_a", "accountId" : "9001" } } ]
