window.YTD.account.part0 = [ { "account" : { "username" : "ab_1", "accountId" : "70" } } ]
