window.YTD.account.part0 = [ { "account" : { "username" : "ab_2", "accountId" : "71" } } ]
