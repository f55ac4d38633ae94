window.YTD.note_tweet.part0 = [
  { "noteTweet" : { "noteTweetId" : "11", "createdAt" : "2023-03-01T10:00:00.000Z", "core" : { "text" : "Op school leer je dit niet, kijk maar op https://example.org/lang en dan zie je het vanzelf, echt waar." } } },
  { "noteTweet" : { "noteTweetId" : "12", "createdAt" : "2023-03-01T10:00:00.750Z", "core" : { "text" : "ik snap je punt wel maar op mijn stage ging het heel anders dan bij jou omdat mijn begeleider nooit tijd had." } } },
  { "noteTweet" : { "noteTweetId" : "13", "createdAt" : "2023-03-01T10:00:09.000Z", "tweetId" : "4", "core" : { "text" : "kort en toch lang, want het nummer staat erbij" } } },
  { "noteTweet" : { "noteTweetId" : "14", "createdAt" : "2023-03-01T10:00:01.000Z", "core" : { "text" : "Heel iets anders, een seconde later" } } },
  { "noteTweet" : { "noteTweetId" : "15", "createdAt" : "2023-03-01T10:00:01.000Z", "core" : { "richtext" : { } } } }
]
