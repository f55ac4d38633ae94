window.YTD.account.part0 = [ {
  "account" : {
    "username" : "erva_x",
    "accountId" : "31"
  }
} ]