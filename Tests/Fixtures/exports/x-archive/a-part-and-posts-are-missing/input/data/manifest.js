window.__THAR_CONFIG = { "dataTypes" : { "tweets" : { "files" : [
  { "fileName" : "data/tweets.js", "count" : "5" },
  { "fileName" : "data/tweets-part4.js", "count" : "2" }, { "fileName" : "data/tweets-canarypath7q.js", "count" : "2" },
  { "fileName" : "data/tweets-part1.js", "count" : "2" }, { "fileName" : "data/tweets-part2.js", "count" : "2" } ] } } }
