/// Invented sentences: each is about one topic of the Dutch lexicons, or about none, and a test codes
/// them all to see that this is so.
package enum SimulatedTexts {
  package static let topics = ["school", "work", "leisure", "identity", "belonging"]

  /// By topic; the last are about none.
  package static let sentences: [[String]] = [
    [
      "mijn huiswerk is nog niet af", "de docent was vandaag ziek", "morgen een spreekbeurt",
      "wie heeft de samenvatting van wiskunde", "de brugklas valt me mee",
      "het havo advies is binnen",
    ],
    [
      "mijn collega is weer te laat", "morgen werken en overmorgen ook", "veel werkdruk deze week",
      "de vergadering duurde lang", "ik zoek werk", "mijn baas wil het rooster zien",
    ],
    [
      "gisteren lekker gaan chillen", "op vakantie met de trein", "we gaan bowlen",
      "een dagje strand vandaag", "wie gaat er mee shoppen", "het zwembad is weer open",
    ],
    [
      "de cultuur van mijn ouders", "suikerfeest was mooi dit jaar", "de traditie van mijn opa",
      "mijn tante droeg een kaftan", "we vierden keti koti", "mijn moedertaal is mooi",
    ],
    [
      "ik voel me hier thuis", "ik voel me niet welkom", "hier geboren", "heimwee heb ik ook",
      "dat is een echt thuisgevoel", "ik hoor hier ook",
    ],
    [
      "dat klopt helemaal", "nee dat denk ik niet", "wat een regen", "bedankt voor je antwoord",
      "ik weet het niet zeker", "goed gezegd", "dat had ik ook gelezen", "zo is het maar net",
    ],
  ]

  /// Place of a topic among ``topics``; the last place is none.
  static func place(of topic: String) -> Int { topics.firstIndex(of: topic) ?? topics.count }
}
