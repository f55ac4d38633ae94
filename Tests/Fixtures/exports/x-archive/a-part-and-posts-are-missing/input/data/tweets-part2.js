window.YTD.tweets.part2 = [
  { "tweet" : { "id_str" : "3", "created_at" : "Wed Oct 10 20:19:26 +0000 2018", "full_text" : "drie" } },
  { "tweet" : { "id_str" : "4", "created_at" : "Wed Oct 10 20:19:27 +0000 2018", "full_text" : "vier zonder ei
