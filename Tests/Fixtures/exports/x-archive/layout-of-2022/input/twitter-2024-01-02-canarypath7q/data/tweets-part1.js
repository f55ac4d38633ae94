window.YTD.tweets.part1 = [
  { "tweet" : { "id_str" : "1700000000000000020", "created_at" : "Sun Sep 10 10:00:00 +0000 2023", "full_text" : "https://t.co/pic",
      "entities" : { "urls" : [ ], "media" : [ { "url" : "https://t.co/pic", "type" : "photo" } ] },
      "extended_entities" : { "media" : [ { "url" : "https://t.co/pic", "type" : "photo" } ] }, "lang" : "zxx" } },
  { "tweet" : { "id_str" : "1700000000000000021", "created_at" : "Sun Sep 10 10:00:00 +0000 1997", "full_text" : "so true RT @yus_010: ja", 
      "entities" : { "user_mentions" : [ { "screen_name" : "yus_010", "id_str" : "43" } ] }, "lang" : "tr" } }
]
