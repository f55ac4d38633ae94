Grailbird.data.tweets_2015_01 =
 [ { "text" : "canarytext7q", "id_str" : "1" } ]
