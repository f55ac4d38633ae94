window.YTD.note_tweet.part0 = [
  { "noteTweet" : { "noteTweetId" : "1699999999999999999", "createdAt" : "2023-09-09T08:00:00.000Z", "updatedAt" : "2023-09-09T08:00:00.000Z",
      "lifecycle" : { "value" : "Created" },
      "core" : { "text" : "Dit is een lang verhaal over school en werk en alles daartussen, want ik moet nu echt kiezen &amp; dat valt niet mee.\n\nWat zouden jullie doen?", "mentions" : [ ], "urls" : [ ] } } },
  { "noteTweet" : { "noteTweetId" : "1699999999999999998", "createdAt" : "2023-09-09T08:00:00.000Z",
      "core" : { "text" : "Een ander verhaal, waarvan de tweet ontbreekt", "mentions" : [ ], "urls" : [ ] } } }
]
