window.YTD.direct_messages_group.part0 = [
  { "dmConversation" : { "conversationId" : "8800", "messages" : [
      { "joinConversation" : { "initiatingUserId" : "42", "participantsSnapshot" : [ "42", "9001" ], "createdAt" : "2022-01-01T00:00:00.000Z" } },
      { "messageCreate" : { "text" : "", "mediaUrls" : [ "https://ton.twitter.com/a.jpg" ], "senderId" : "43", "id" : "61", "createdAt" : "2022-01-02T00:00:00.000Z" } },
      { "messageCreate" : { "text" : "zonder afzender", "id" : "62", "createdAt" : "2022-01-02T00:00:00.000Z" } } ] } }
]
