window.YTD.tweets.part0 = [
  { "tweet" : { "id_str" : "1", "full_text" : "met foto https://t.co/q https://t.co/p", "entities" : { "urls" : [ { "url" : "https://t.co/z", "expanded_url" : "https://example.org" }, { "url" : "https://t.co/q", "expanded_url" : "https://x.com/i/web/status/501?s=20" } ] } } },
  { "tweet" : { "id_str" : "2", "full_text" : "@a_b zie https://t.co/q", "in_reply_to_status_id_str" : "70", "in_reply_to_user_id_str" : "5", "in_reply_to_screen_name" : "a_b",
      "entities" : { "user_mentions" : [ { "screen_name" : "A_B" } ], "urls" : [ { "url" : "https://t.co/q", "expanded_url" : "https://mobile.twitter.com/c_d/status/502" } ] } } },
  { "tweet" : { "id_str" : "3", "full_text" : "genoemd", "quoted_status_id_str" : "503" } },
  { "tweet" : { "id_str" : "4", "full_text" : "geen post https://t.co/q", "entities" : { "urls" : [ { "url" : "https://t.co/q", "expanded_url" : "https://twitter.com/c_d/lists/5" } ] } } },
  { "tweet" : { "id_str" : "5", "full_text" : "andere plek https://t.co/q", "entities" : { "urls" : [ { "url" : "https://t.co/q", "expanded_url" : "https://nottwitter.com/c_d/status/5" } ] } } }
]
