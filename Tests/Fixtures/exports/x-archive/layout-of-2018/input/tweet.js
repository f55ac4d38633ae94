window.YTD.tweet.part0 =
[ {
  "id_str" : "1010101010101010101",
  "created_at" : "Wed Oct 10 20:19:24 +0000 2018",
  "in_reply_to_user_id" : 8,
  "in_reply_to_user_id_str" : "8",
  "in_reply_to_screen_name" : "Bora_T",
  "entities" : { "user_mentions" : [ { "screen_name" : "bora_t", "id_str" : "8" }, { "screen_name" : "weg", "id_str" : "-1" } ] },
  "full_text" : "@Bora_T tamam @weg",
  "truncated" : true,
  "lang" : "tr"
}, {
  "id_str" : "1010101010101010102",
  "id" : 1010101010101010102,
  "created_at" : "Wed Oct 10 22:19:24 +0200 2018",
  "text" : "oude vorm",
  "lang" : "nl"
}, {
  "id_str" : "1010101010101010103",
  "created_at" : "Wed Oct 10 20:19:25 +0000 2018",
  "full_text" : "eerder gezegd, kijk: https://t.co/a en dan dit",
  "entities" : { "urls" : [ { "url" : "https://t.co/a", "expanded_url" : "https://twitter.com/iemand/status/99" } ] }
} ]
