window.YTD.tweets.part0 = [
  { "tweet" : { "id_str" : "1", "created_at" : "Wed Mar 01 10:00:00 +0000 2023", "in_reply_to_user_id_str" : "5", "in_reply_to_screen_name" : "a_b",
      "full_text" : "@a_b ik snap je punt wel maar op mijn stage ging het heel anders dan bij jou omdat mijn begeleider… https://t.co/1" } },
  { "tweet" : { "id_str" : "2", "created_at" : "Wed Mar 01 10:00:00 +0000 2023", "truncated" : true,
      "full_text" : "Op school leer je dit niet, kijk maar op https://t.co/2 en dan zie je het vanzelf…" } },
  { "tweet" : { "id_str" : "3", "created_at" : "Wed Mar 01 10:00:00 +0000 2023", "truncated" : true, "full_text" : "Heel iets anders…" } },
  { "tweet" : { "id_str" : "4", "created_at" : "Wed Mar 01 10:00:05 +0000 2023", "full_text" : "kort" } }
]
