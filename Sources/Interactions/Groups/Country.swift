/// A country or territory by its ISO 3166-1 alpha-3 code; also former countries, which people are
/// born in.
package struct Country: Sendable, Hashable {
  /// Number into ``Countries/codes``.
  private let number: UInt16

  /// Three capital letters; nil when no such code is or was in use.
  package init?(_ code: some StringProtocol) {
    guard let number = Countries.numbers[String(code)] else { return nil }
    self.number = number
  }

  package var code: String { Countries.codes[Int(number)] }
  package var continent: Continent { Countries.continents[Int(number)] }
}

/// The part of the world that a scheme may group by.
package enum Continent: Sendable, CaseIterable {
  case africa, america, antarctica, asia, europe, oceania
}

/// The country table: every alpha-3 code with its continent.
///
/// Source: ISO 3166-1 (249 codes), and from ISO 3166-3 the codes withdrawn since 1974 of countries
/// people are born in; continents after UN M49, but Cyprus (M49: Western Asia) and the Soviet Union
/// stand under Europe. `XKX` (Kosovo) is a user-assigned code in common use.
package enum Countries {
  private static let table: [(Continent, String)] = [
    (
      .africa,
      """
      AGO ATF BDI BEN BFA BWA CAF CIV CMR COD COG COM CPV DJI DZA EGY ERI ESH ETH GAB GHA GIN
      GMB GNB GNQ IOT KEN LBR LBY LSO MAR MDG MLI MOZ MRT MUS MWI MYT NAM NER NGA REU RWA SDN
      SEN SHN SLE SOM SSD STP SWZ SYC TCD TGO TUN TZA UGA ZAF ZMB ZWE
      """
    ),
    (
      .america,
      """
      ABW AIA ARG ATG BES BHS BLM BLZ BMU BOL BRA BRB BVT CAN CHL COL CRI CUB CUW CYM DMA DOM
      ECU FLK GLP GRD GRL GTM GUF GUY HND HTI JAM KNA LCA MAF MEX MSR MTQ NIC PAN PER PRI PRY
      SGS SLV SPM SUR SXM TCA TTO URY USA VCT VEN VGB VIR
      """
    ),
    (.antarctica, "ATA"),
    (
      .asia,
      """
      AFG ARE ARM AZE BGD BHR BRN BTN CHN GEO HKG IDN IND IRN IRQ ISR JOR JPN KAZ KGZ KHM KOR
      KWT LAO LBN LKA MAC MDV MMR MNG MYS NPL OMN PAK PHL PRK PSE QAT SAU SGP SYR THA TJK TKM
      TLS TUR TWN UZB VNM YEM
      """
    ),
    (
      .europe,
      """
      ALA ALB AND AUT BEL BGR BIH BLR CHE CYP CZE DEU DNK ESP EST FIN FRA FRO GBR GGY GIB GRC
      HRV HUN IMN IRL ISL ITA JEY LIE LTU LUX LVA MCO MDA MKD MLT MNE NLD NOR POL PRT ROU RUS
      SJM SMR SRB SVK SVN SWE UKR VAT XKX
      """
    ),
    (
      .oceania,
      """
      ASM AUS CCK COK CXR FJI FSM GUM HMD KIR MHL MNP NCL NFK NIU NRU NZL PCN PLW PNG PYF SLB
      TKL TON TUV UMI VUT WLF WSM
      """
    ),
    // Former countries (ISO 3166-3).
    (.africa, "AFI DHY HVO RHO ZAR"), (.america, "ANT PCZ"), (.asia, "BUR SKM TMP VDR YMD"),
    (.europe, "BYS CSK DDR FXX SCG SUN YUG"), (.oceania, "GEL NHB PCI"),
  ]

  /// All codes, in alphabetical order.
  package static let codes: [String] = rows.map(\.code)
  static let continents: [Continent] = rows.map(\.continent)
  static let numbers: [String: UInt16] = Dictionary(
    uniqueKeysWithValues: codes.enumerated().map { ($1, UInt16($0)) })

  private static let rows: [(code: String, continent: Continent)] =
    table.flatMap { continent, list in
      list.split { $0 == " " || $0 == "\n" }.map { (String($0), continent) }
    }.sorted { $0.0 < $1.0 }
}
