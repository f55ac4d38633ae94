window.__THAR_CONFIG = {
  "userInfo" : { "accountId" : "9001", "userName" : "canaryhandle7q_a", "displayName" : "canaryname7q" },
  "archiveInfo" : { "sizeBytes" : "1000", "isPartialArchive" : false, "maxPartSizeBytes" : "53687091200" },
  "dataTypes" : {
    "account" : { "files" : [ { "fileName" : "data/account.js", "globalName" : "YTD.account.part0", "count" : "1" } ] },
    "tweets" : { "mediaDirectory" : "data/tweets_media", "files" : [
      { "fileName" : "data/tweets.js", "globalName" : "YTD.tweets.part0", "count" : "8" },
      { "fileName" : "data/tweets-part1.js", "globalName" : "YTD.tweets.part1", "count" : "2" } ] }
  }
}
