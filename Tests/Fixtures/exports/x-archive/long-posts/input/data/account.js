window.YTD.account.part0 = [ { "account" : { "username" : "meryem_k", "accountId" : "88" } } ]
