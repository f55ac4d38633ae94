window.YTD.tweets.part0 = [
  {
    "tweet" : {
      "edit_info" : { "initial" : { "editTweetIds" : [ "1700000000000000002" ], "editableUntil" : "2023-09-08T10:30:00.000Z", "editsRemaining" : "5", "isEditEligible" : false } },
      "retweeted" : false, "favorited" : false, "truncated" : false,
      "source" : "<a href=\"http://twitter.com/download/android\" rel=\"nofollow\">Twitter for Android</a>",
      "entities" : {
        "hashtags" : [ { "text" : "havo", "indices" : [ "32", "37" ] } ],
        "symbols" : [ ],
        "user_mentions" : [
          { "name" : "Sanne", "screen_name" : "sanne_x", "indices" : [ "0", "8" ], "id_str" : "42", "id" : "42" },
          { "name" : "Yus", "screen_name" : "yus_010", "indices" : [ "9", "17" ], "id_str" : "43", "id" : "43" },
          { "name" : "Yus", "screen_name" : "yus_010", "indices" : [ "19", "27" ], "id_str" : "43", "id" : "43" }
        ],
        "urls" : [ ]
      },
      "display_text_range" : [ "0", "53" ], "favorite_count" : "1", "retweet_count" : "0",
      "id_str" : "1700000000000000002", "id" : "1700000000000000002",
      "in_reply_to_status_id_str" : "1700000000000000001", "in_reply_to_status_id" : "1700000000000000001",
      "in_reply_to_user_id_str" : "42", "in_reply_to_user_id" : "42", "in_reply_to_screen_name" : "sanne_x",
      "created_at" : "Fri Sep 08 10:00:00 +0000 2023",
      "full_text" : "@sanne_x @yus_010 morgen toets #havo &amp; ik leer niks &lt;3 canarytext7q",
      "lang" : "nl"
    }
  },
  {
    "tweet" : {
      "retweeted" : false, "truncated" : false,
      "entities" : { "hashtags" : [ ], "symbols" : [ ], "user_mentions" : [ { "name" : "Nieuws", "screen_name" : "nieuws_010", "indices" : [ "3", "14" ], "id_str" : "77", "id" : "77" } ], "urls" : [ ] },
      "id_str" : "1700000000000000003", "id" : "1700000000000000003",
      "created_at" : "Fri Sep 08 11:00:00 +0000 2023",
      "full_text" : "RT @nieuws_010: Vandaag &amp; morgen regen in…",
      "lang" : "nl"
    }
  },
  {
    "tweet" : {
      "entities" : { "user_mentions" : [ ], "urls" : [ { "url" : "https://t.co/qqq", "expanded_url" : "https://twitter.com/sanne_x/status/1690000000000000005", "display_url" : "twitter.com/sanne_x/status…", "indices" : [ "8", "24" ] } ] },
      "id_str" : "1700000000000000004", "id" : "1700000000000000004",
      "created_at" : "Fri Sep 08 12:00:00 +0000 2023",
      "full_text" : "dit dus https://t.co/qqq",
      "lang" : "und"
    }
  },
  {
    "tweet" : {
      "entities" : { "user_mentions" : [ ], "urls" : [ ] },
      "id_str" : "1700000000000000005", "id" : "1700000000000000005",
      "in_reply_to_status_id_str" : "1700000000000000004", "in_reply_to_user_id_str" : "9001", "in_reply_to_screen_name" : "canaryhandle7q_a",
      "created_at" : "Fri Sep 08 12:01:00 +0000 2023",
      "full_text" : "en nog iets",
      "lang" : "in"
    }
  },
  {
    "tweet" : {
      "truncated" : false,
      "entities" : { "user_mentions" : [ ], "urls" : [ { "url" : "https://t.co/long", "expanded_url" : "https://twitter.com/i/web/status/1700000000000000006x" } ] },
      "id_str" : "1700000000000000006", "id" : "1700000000000000006",
      "created_at" : "Sat Sep 09 08:00:00 +0000 2023",
      "full_text" : "Dit is een lang verhaal over school en werk en alles daartussen, want ik moet… https://t.co/long",
      "lang" : "nl"
    }
  },
  {
    "tweet" : {
      "entities" : { "user_mentions" : [ ], "urls" : [ ] },
      "id_str" : "1700000000000000007", "id" : "1700000000000000007",
      "in_reply_to_status_id_str" : "1600000000000000000", "in_reply_to_status_id" : "1600000000000000000",
      "in_reply_to_user_id_str" : "-1", "in_reply_to_user_id" : "-1",
      "created_at" : "Sat Sep 09 09:00:00 +0000 2023",
      "full_text" : "hij is weg",
      "lang" : "nl"
    }
  },
  {
    "tweet" : {
      "edit_info" : { "edit" : { "initialTweetId" : "1700000000000000010", "editControlInitial" : { "editTweetIds" : [ "1700000000000000010", "1700000000000000011" ], "editsRemaining" : "4" } } },
      "id_str" : "1700000000000000011", "id" : "1700000000000000011",
      "created_at" : "Sat Sep 09 10:02:00 +0000 2023",
      "full_text" : "stage gevonden!",
      "lang" : "nl"
    }
  },
  {
    "tweet" : {
      "edit_info" : { "initial" : { "editTweetIds" : [ "1700000000000000010", "1700000000000000011" ], "editsRemaining" : "4" } },
      "id_str" : "1700000000000000010", "id" : "1700000000000000010",
      "created_at" : "Sat Sep 09 10:00:00 +0000 2023",
      "full_text" : "stage gevoden!",
      "lang" : "nl"
    }
  }
]
