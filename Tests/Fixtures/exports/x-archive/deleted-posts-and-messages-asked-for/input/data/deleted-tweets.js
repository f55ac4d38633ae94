window.YTD.deleted_tweets.part0 = [
  { "tweet" : { "id_str" : "1700000000000000040", "created_at" : "Mon Sep 11 11:00:00 +0000 2023", "full_text" : "spijt canarytext7q", "deleted_at" : "2023-09-12T00:00:00.000Z" } },
  { "tweet" : { "id_str" : "1700000000000000041", "created_at" : "Mon Sep 11 12:00:00 +0000 2023", "full_text" : "ook spijt", "deleted_at" : "2023-09-12T00:00:00.000Z" } }
]
