window.YTD.community_tweet.part0 = [
  { "tweet" : { "id_str" : "1700000000000000030", "community_id_str" : "555", "created_at" : "Mon Sep 11 10:00:00 +0000 2023", "full_text" : "hoi groep", "lang" : "nl", "scopes" : { "followers" : false } } }
]
