// Made by scripts/origins.py from data-schema/origins; a test compares the two.

/// Rows of the schemes' crosswalks.
enum CompiledCrosswalks {
  /// `cbs-2022.csv`: wider, main and detailed group, then the countries.
  static let cbs2022 = #"""
    outside-europe|dutch-caribbean|dutch-caribbean|ABW ANT BES CUW SXM
    outside-europe|outside-europe-other|asia-other|AFG ARE ARM AZE BGD BHR BRN BTN BUR CHN GEO
      HKG IND IRN IRQ ISR JOR JPN KAZ KGZ KHM KOR KWT LAO LBN LKA MAC MDV MMR MNG MYS NPL OMN
      PAK PHL PRK PSE QAT SAU SGP SKM SYR THA TJK TKM TLS TMP TWN UZB VDR VNM YEM YMD
    outside-europe|outside-europe-other|africa-other|AFI AGO ATF BDI BEN BFA BWA CAF CIV CMR COD
      COG COM CPV DHY DJI DZA EGY ERI ESH ETH GAB GHA GIN GMB GNB GNQ HVO IOT KEN LBR LBY LSO
      MDG MLI MOZ MRT MUS MWI MYT NAM NER NGA REU RHO RWA SDN SEN SHN SLE SOM SSD STP SWZ SYC
      TCD TGO TUN TZA UGA ZAF ZAR ZMB ZWE
    outside-europe|outside-europe-other|america-oceania-other|AIA ARG ASM ATA ATG AUS BHS BLM
      BLZ BMU BOL BRA BRB BVT CAN CCK CHL COK COL CRI CUB CXR CYM DMA DOM ECU FJI FLK FSM GEL
      GLP GRD GRL GTM GUF GUM GUY HMD HND HTI JAM KIR KNA LCA MAF MEX MHL MNP MSR MTQ NCL NFK
      NHB NIC NIU NRU NZL PAN PCI PCN PCZ PER PLW PNG PRI PRY PYF SGS SLB SLV SPM TCA TKL TON
      TTO TUV UMI URY USA VCT VEN VGB VIR VUT WLF WSM
    europe|europe|europe|ALA ALB AND AUT BEL BGR BIH BLR BYS CHE CSK CYP CZE DDR DEU DNK ESP EST
      FIN FRA FRO FXX GBR GGY GIB GRC HRV HUN IMN IRL ISL ITA JEY LIE LTU LUX LVA MCO MDA MKD
      MLT MNE NOR POL PRT ROU RUS SCG SJM SMR SRB SUN SVK SVN SWE UKR VAT XKX YUG
    outside-europe|indonesia|indonesia|IDN
    outside-europe|morocco|morocco|MAR
    netherlands|netherlands|netherlands|NLD
    outside-europe|suriname|suriname|SUR
    outside-europe|turkey|turkey|TUR
    """#

  /// `cbs-old.csv`: wider, main and detailed group, then the countries.
  static let cbsOld = #"""
    non-western|antilles-aruba|antilles-aruba|ABW ANT BES CUW SXM
    non-western|other-non-western|other-non-western|AFG AFI AGO AIA ARE ARG ARM ATF ATG AZE BDI
      BEN BFA BGD BHR BHS BLM BLZ BOL BRA BRB BRN BTN BUR BVT BWA CAF CHL CHN CIV CMR COD COG
      COL COM CPV CRI CUB CYM DHY DJI DMA DOM DZA ECU EGY ERI ESH ETH FLK GAB GEO GHA GIN GLP
      GMB GNB GNQ GRD GTM GUF GUY HKG HND HTI HVO IND IOT IRN IRQ ISR JAM JOR KAZ KEN KGZ KHM
      KNA KOR KWT LAO LBN LBR LBY LCA LKA LSO MAC MAF MDG MDV MEX MLI MMR MNG MOZ MRT MSR MTQ
      MUS MWI MYS MYT NAM NER NGA NIC NPL OMN PAK PAN PCZ PER PHL PRI PRK PRY PSE QAT REU RHO
      RWA SAU SDN SEN SGP SGS SHN SKM SLE SLV SOM SSD STP SWZ SYC SYR TCA TCD TGO THA TJK TKM
      TLS TMP TTO TUN TWN TZA UGA URY UZB VCT VDR VEN VGB VIR VNM YEM YMD ZAF ZAR ZMB ZWE
    western|other-western|other-western|ALA ALB AND ASM ATA AUS AUT BEL BGR BIH BLR BMU BYS CAN
      CCK CHE COK CSK CXR CYP CZE DDR DEU DNK ESP EST FIN FJI FRA FRO FSM FXX GBR GEL GGY GIB
      GRC GRL GUM HMD HRV HUN IMN IRL ISL ITA JEY JPN KIR LIE LTU LUX LVA MCO MDA MHL MKD MLT
      MNE MNP NCL NFK NHB NIU NOR NRU NZL PCI PCN PLW PNG POL PRT PYF ROU RUS SCG SJM SLB SMR
      SPM SRB SUN SVK SVN SWE TKL TON TUV UKR UMI USA VAT VUT WLF WSM XKX YUG
    western|other-western|indonesia|IDN
    non-western|morocco|morocco|MAR
    netherlands|netherlands|netherlands|NLD
    non-western|suriname|suriname|SUR
    non-western|turkey|turkey|TUR
    """#

  /// `destatis.csv`: wider, main and detailed group, then the countries.
  static let destatis = #"""
    outside-europe|america|america-other|ABW AIA ANT ARG ATG BES BHS BLM BLZ BOL BRA BRB BVT CHL
      COL CRI CUB CUW CYM DMA DOM ECU FLK GLP GRD GTM GUF GUY HND HTI JAM KNA LCA MAF MEX MSR
      MTQ NIC PAN PCZ PER PRI PRY SGS SLV SUR SXM TCA TTO URY VCT VEN VGB VIR
    outside-europe|asia|asia|AFG ARE ARM AZE BGD BHR BRN BTN BUR CHN GEO HKG IDN IND IRN IRQ ISR
      JOR JPN KAZ KGZ KHM KOR KWT LAO LBN LKA MAC MDV MMR MNG MYS NPL OMN PAK PHL PRK PSE QAT
      SAU SGP SKM SYR THA TJK TKM TLS TMP TWN UZB VDR VNM YEM YMD
    outside-europe|africa|africa|AFI AGO ATF BDI BEN BFA BWA CAF CIV CMR COD COG COM CPV DHY DJI
      DZA EGY ERI ESH ETH GAB GHA GIN GMB GNB GNQ HVO IOT KEN LBR LBY LSO MAR MDG MLI MOZ MRT
      MUS MWI MYT NAM NER NGA REU RHO RWA SDN SEN SHN SLE SOM SSD STP SWZ SYC TCD TGO TUN TZA
      UGA ZAF ZAR ZMB ZWE
    europe|eu-27|eu-27|ALA AUT BEL BGR CSK CYP CZE DNK ESP EST FIN FRA FXX GRC HRV HUN IRL ITA
      LTU LUX LVA MLT NLD POL PRT ROU SVK SVN SWE
    europe|europe-other|europe-other|ALB AND BIH BLR BYS CHE FRO GBR GGY GIB IMN ISL JEY LIE MCO
      MDA MKD MNE NOR RUS SCG SJM SMR SRB SUN UKR VAT XKX YUG
    outside-europe|oceania|oceania|ASM ATA AUS CCK COK CXR FJI FSM GEL GUM HMD KIR MHL MNP NCL
      NFK NHB NIU NRU NZL PCI PCN PLW PNG PYF SLB TKL TON TUV UMI VUT WLF WSM
    outside-europe|america|america-northern|BMU CAN GRL SPM USA
    germany|germany|germany|DDR DEU
    europe|turkey|turkey|TUR
    """#

  /// `unece.csv`: wider, main and detailed group, then the countries.
  static let unece = #"""
    outside-europe|america|america-other|ABW AIA ANT ARG ATG BES BHS BLM BLZ BOL BRA BRB BVT CHL
      COL CRI CUB CUW CYM DMA DOM ECU FLK GLP GRD GTM GUF GUY HND HTI JAM KNA LCA MAF MEX MSR
      MTQ NIC PAN PCZ PER PRI PRY SGS SLV SUR SXM TCA TTO URY VCT VEN VGB VIR
    outside-europe|asia|asia|AFG ARE ARM AZE BGD BHR BRN BTN BUR CHN GEO HKG IDN IND IRN IRQ ISR
      JOR JPN KAZ KGZ KHM KOR KWT LAO LBN LKA MAC MDV MMR MNG MYS NPL OMN PAK PHL PRK PSE QAT
      SAU SGP SKM SYR THA TJK TKM TLS TMP TUR TWN UZB VDR VNM YEM YMD
    outside-europe|africa|africa|AFI AGO ATF BDI BEN BFA BWA CAF CIV CMR COD COG COM CPV DHY DJI
      DZA EGY ERI ESH ETH GAB GHA GIN GMB GNB GNQ HVO IOT KEN LBR LBY LSO MAR MDG MLI MOZ MRT
      MUS MWI MYT NAM NER NGA REU RHO RWA SDN SEN SHN SLE SOM SSD STP SWZ SYC TCD TGO TUN TZA
      UGA ZAF ZAR ZMB ZWE
    europe|europe|europe|ALA ALB AND AUT BEL BGR BIH BLR BYS CHE CSK CYP CZE DDR DEU DNK ESP EST
      FIN FRA FRO FXX GBR GGY GIB GRC HRV HUN IMN IRL ISL ITA JEY LIE LTU LUX LVA MCO MDA MKD
      MLT MNE NLD NOR POL PRT ROU RUS SCG SJM SMR SRB SUN SVK SVN SWE UKR VAT XKX YUG
    outside-europe|oceania|oceania|ASM ATA AUS CCK COK CXR FJI FSM GEL GUM HMD KIR MHL MNP NCL
      NFK NHB NIU NRU NZL PCI PCN PLW PNG PYF SLB TKL TON TUV UMI VUT WLF WSM
    outside-europe|america|america-northern|BMU CAN GRL SPM USA
    """#

  /// `groups.csv`: scheme, group, English, Dutch; in order.
  static let groups = #"""
    cbs-2022|netherlands|Netherlands|Nederland
    cbs-2022|europe|Europe (excl. Netherlands)|Europa (excl. Nederland)
    cbs-2022|turkey|Turkey|Turkije
    cbs-2022|morocco|Morocco|Marokko
    cbs-2022|suriname|Suriname|Suriname
    cbs-2022|dutch-caribbean|Dutch Caribbean|Nederlandse Cariben
    cbs-2022|indonesia|Indonesia|Indonesië
    cbs-2022|outside-europe-other|Outside Europe, other|Buiten-Europa, overig
    cbs-2022|africa-other|Africa (excl. Morocco)|Afrika (excl. Marokko)
    cbs-2022|asia-other|Asia (excl. Indonesia, Turkey)|Azië (excl. Indonesië, Turkije)
    cbs-2022|america-oceania-other|America and Oceania (excl. Suriname, Dutch Caribbean)|Amerika en Oceanië (excl. Suriname, Nederlandse Cariben)
    cbs-2022|outside-europe|Outside Europe|Buiten-Europa
    cbs-old|netherlands|No migration background|Nederlandse achtergrond
    cbs-old|turkey|Turkey|Turkije
    cbs-old|morocco|Morocco|Marokko
    cbs-old|suriname|Suriname|Suriname
    cbs-old|antilles-aruba|(Former) Netherlands Antilles and Aruba|(Voormalige) Nederlandse Antillen en Aruba
    cbs-old|other-non-western|Non-western, other|Overig niet-westers
    cbs-old|other-western|Western|Westers
    cbs-old|indonesia|Indonesia|Indonesië
    cbs-old|western|Western|Westers
    cbs-old|non-western|Non-western|Niet-westers
    destatis|germany|Germany|Duitsland
    destatis|eu-27|EU-27 (excl. Germany)|EU-27 (excl. Duitsland)
    destatis|turkey|Turkey|Turkije
    destatis|europe-other|Europe, other|Europa, overig
    destatis|africa|Africa|Afrika
    destatis|america|America|Amerika
    destatis|asia|Asia|Azië
    destatis|oceania|Oceania|Oceanië
    destatis|one-sided|One parent immigrated|Eén ouder geïmmigreerd
    destatis|america-northern|Northern America|Noord-Amerika
    destatis|america-other|Latin America and the Caribbean|Latijns-Amerika en Caraïben
    destatis|europe|Europe (excl. Germany)|Europa (excl. Duitsland)
    destatis|outside-europe|Outside Europe|Buiten-Europa
    unece|home-country|The country itself|Het land zelf
    unece|europe|Europe|Europa
    unece|africa|Africa|Afrika
    unece|america|America|Amerika
    unece|asia|Asia|Azië
    unece|oceania|Oceania|Oceanië
    unece|america-northern|Northern America|Noord-Amerika
    unece|america-other|Latin America and the Caribbean|Latijns-Amerika en Caraïben
    unece|outside-europe|Outside Europe|Buiten-Europa
    """#
}
