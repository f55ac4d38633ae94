window.YTD.like.part0 = [ { "like" : { "tweetId" : "1", "fullText" : "andermans woorden canarytext7q", "expandedUrl" : "https://twitter.com/i/web/status/1" } } ]
