window.YTD.tweet.part0 = [
  { "tweet" : { "id_str" : "1", "created_at" : "Wed Oct 10 20:19:24 +0000 2018", "full_text" : "goed" } }
  { "tweet" : { "id_str" : "2", "created_at" : "Wed Oct 10 20:19:24 +0000 2018", "full_text" : "hier mist een aanhalingsteken } ] canarytext7q,
    "lang" : "nl" } },
  { "tweet" : { "id_str" : "3", "created_at" : "morgen", "full_text" : "vreemde tijd" } },
  { "tweet" : { "id_str" : "4", "created_at" : "Wed Oct 10 20:19:24 +0000 2018" } },
  { "tweet" : { "created_at" : "Wed Oct 10 20:19:24 +0000 2018", "full_text" : "zonder nummer" } },
  { "like" : { "tweetId" : "9" } }, 17, "woord",
  { "tweet" : { "id_str" : "5", "created_at" : "Wed Oct 10 20:19:24 +0000 2018", "full_text" : "slot \u00e9\ud83d\ude04" } },
];
