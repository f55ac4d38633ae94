window.YTD.account.part0 = [ { "account" : { "username" : "nora_z", "accountId" : "55" } } ]
