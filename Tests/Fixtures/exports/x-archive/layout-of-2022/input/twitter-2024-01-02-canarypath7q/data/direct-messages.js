window.YTD.direct_messages.part0 = [
  { "dmConversation" : { "conversationId" : "42-9001", "messages" : [
      { "messageCreate" : { "recipientId" : "9001", "reactions" : [ ], "urls" : [ ], "text" : "geheim canarytext7q", "mediaUrls" : [ ], "senderId" : "42", "id" : "1700000000000000051", "createdAt" : "2022-01-27T15:58:52.744Z", "editHistory" : [ ] } },
      { "messageCreate" : { "recipientId" : "42", "text" : "ok", "mediaUrls" : [ ], "senderId" : "9001", "id" : "1700000000000000050", "createdAt" : "2022-01-27T15:57:00.000Z" } } ] } }
]
