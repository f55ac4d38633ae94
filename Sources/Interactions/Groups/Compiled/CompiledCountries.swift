// Made by scripts/origins.py from data-schema/origins; a test compares the two.

/// Rows of `countries.csv`.
enum CompiledCountries {
  /// Code, name, continent, year of withdrawal.
  static let lines = #"""
    ABW|Aruba|america|
    AFG|Afghanistan|asia|
    AFI|French Territory of the Afars and the Issas|africa|1977
    AGO|Angola|africa|
    AIA|Anguilla|america|
    ALA|Åland Islands|europe|
    ALB|Albania|europe|
    AND|Andorra|europe|
    ANT|Netherlands Antilles|america|2010
    ARE|United Arab Emirates|asia|
    ARG|Argentina|america|
    ARM|Armenia|asia|
    ASM|American Samoa|oceania|
    ATA|Antarctica|antarctica|
    ATF|French Southern Territories|africa|
    ATG|Antigua and Barbuda|america|
    AUS|Australia|oceania|
    AUT|Austria|europe|
    AZE|Azerbaijan|asia|
    BDI|Burundi|africa|
    BEL|Belgium|europe|
    BEN|Benin|africa|
    BES|Caribbean Netherlands|america|
    BFA|Burkina Faso|africa|
    BGD|Bangladesh|asia|
    BGR|Bulgaria|europe|
    BHR|Bahrain|asia|
    BHS|Bahamas|america|
    BIH|Bosnia and Herzegovina|europe|
    BLM|Saint Barthélemy|america|
    BLR|Belarus|europe|
    BLZ|Belize|america|
    BMU|Bermuda|america|
    BOL|Bolivia|america|
    BRA|Brazil|america|
    BRB|Barbados|america|
    BRN|Brunei|asia|
    BTN|Bhutan|asia|
    BUR|Burma|asia|1989
    BVT|Bouvet Island|america|
    BWA|Botswana|africa|
    BYS|Byelorussian SSR|europe|1992
    CAF|Central African Republic|africa|
    CAN|Canada|america|
    CCK|Cocos (Keeling) Islands|oceania|
    CHE|Switzerland|europe|
    CHL|Chile|america|
    CHN|China|asia|
    CIV|Côte d'Ivoire|africa|
    CMR|Cameroon|africa|
    COD|Congo (Democratic Republic)|africa|
    COG|Congo (Republic)|africa|
    COK|Cook Islands|oceania|
    COL|Colombia|america|
    COM|Comoros|africa|
    CPV|Cape Verde|africa|
    CRI|Costa Rica|america|
    CSK|Czechoslovakia|europe|1993
    CUB|Cuba|america|
    CUW|Curaçao|america|
    CXR|Christmas Island|oceania|
    CYM|Cayman Islands|america|
    CYP|Cyprus|europe|
    CZE|Czechia|europe|
    DDR|German Democratic Republic|europe|1990
    DEU|Germany|europe|
    DHY|Dahomey|africa|1977
    DJI|Djibouti|africa|
    DMA|Dominica|america|
    DNK|Denmark|europe|
    DOM|Dominican Republic|america|
    DZA|Algeria|africa|
    ECU|Ecuador|america|
    EGY|Egypt|africa|
    ERI|Eritrea|africa|
    ESH|Western Sahara|africa|
    ESP|Spain|europe|
    EST|Estonia|europe|
    ETH|Ethiopia|africa|
    FIN|Finland|europe|
    FJI|Fiji|oceania|
    FLK|Falkland Islands|america|
    FRA|France|europe|
    FRO|Faroe Islands|europe|
    FSM|Micronesia|oceania|
    FXX|France (metropolitan)|europe|1997
    GAB|Gabon|africa|
    GBR|United Kingdom|europe|
    GEL|Gilbert and Ellice Islands|oceania|1979
    GEO|Georgia|asia|
    GGY|Guernsey|europe|
    GHA|Ghana|africa|
    GIB|Gibraltar|europe|
    GIN|Guinea|africa|
    GLP|Guadeloupe|america|
    GMB|Gambia|africa|
    GNB|Guinea-Bissau|africa|
    GNQ|Equatorial Guinea|africa|
    GRC|Greece|europe|
    GRD|Grenada|america|
    GRL|Greenland|america|
    GTM|Guatemala|america|
    GUF|French Guiana|america|
    GUM|Guam|oceania|
    GUY|Guyana|america|
    HKG|Hong Kong|asia|
    HMD|Heard Island and McDonald Islands|oceania|
    HND|Honduras|america|
    HRV|Croatia|europe|
    HTI|Haiti|america|
    HUN|Hungary|europe|
    HVO|Upper Volta|africa|1984
    IDN|Indonesia|asia|
    IMN|Isle of Man|europe|
    IND|India|asia|
    IOT|British Indian Ocean Territory|africa|
    IRL|Ireland|europe|
    IRN|Iran|asia|
    IRQ|Iraq|asia|
    ISL|Iceland|europe|
    ISR|Israel|asia|
    ITA|Italy|europe|
    JAM|Jamaica|america|
    JEY|Jersey|europe|
    JOR|Jordan|asia|
    JPN|Japan|asia|
    KAZ|Kazakhstan|asia|
    KEN|Kenya|africa|
    KGZ|Kyrgyzstan|asia|
    KHM|Cambodia|asia|
    KIR|Kiribati|oceania|
    KNA|Saint Kitts and Nevis|america|
    KOR|South Korea|asia|
    KWT|Kuwait|asia|
    LAO|Laos|asia|
    LBN|Lebanon|asia|
    LBR|Liberia|africa|
    LBY|Libya|africa|
    LCA|Saint Lucia|america|
    LIE|Liechtenstein|europe|
    LKA|Sri Lanka|asia|
    LSO|Lesotho|africa|
    LTU|Lithuania|europe|
    LUX|Luxembourg|europe|
    LVA|Latvia|europe|
    MAC|Macau|asia|
    MAF|Saint Martin (French part)|america|
    MAR|Morocco|africa|
    MCO|Monaco|europe|
    MDA|Moldova|europe|
    MDG|Madagascar|africa|
    MDV|Maldives|asia|
    MEX|Mexico|america|
    MHL|Marshall Islands|oceania|
    MKD|North Macedonia|europe|
    MLI|Mali|africa|
    MLT|Malta|europe|
    MMR|Myanmar|asia|
    MNE|Montenegro|europe|
    MNG|Mongolia|asia|
    MNP|Northern Mariana Islands|oceania|
    MOZ|Mozambique|africa|
    MRT|Mauritania|africa|
    MSR|Montserrat|america|
    MTQ|Martinique|america|
    MUS|Mauritius|africa|
    MWI|Malawi|africa|
    MYS|Malaysia|asia|
    MYT|Mayotte|africa|
    NAM|Namibia|africa|
    NCL|New Caledonia|oceania|
    NER|Niger|africa|
    NFK|Norfolk Island|oceania|
    NGA|Nigeria|africa|
    NHB|New Hebrides|oceania|1980
    NIC|Nicaragua|america|
    NIU|Niue|oceania|
    NLD|Netherlands|europe|
    NOR|Norway|europe|
    NPL|Nepal|asia|
    NRU|Nauru|oceania|
    NZL|New Zealand|oceania|
    OMN|Oman|asia|
    PAK|Pakistan|asia|
    PAN|Panama|america|
    PCI|Pacific Islands (Trust Territory)|oceania|1986
    PCN|Pitcairn|oceania|
    PCZ|Panama Canal Zone|america|1980
    PER|Peru|america|
    PHL|Philippines|asia|
    PLW|Palau|oceania|
    PNG|Papua New Guinea|oceania|
    POL|Poland|europe|
    PRI|Puerto Rico|america|
    PRK|North Korea|asia|
    PRT|Portugal|europe|
    PRY|Paraguay|america|
    PSE|Palestine|asia|
    PYF|French Polynesia|oceania|
    QAT|Qatar|asia|
    REU|Réunion|africa|
    RHO|Southern Rhodesia|africa|1980
    ROU|Romania|europe|
    RUS|Russia|europe|
    RWA|Rwanda|africa|
    SAU|Saudi Arabia|asia|
    SCG|Serbia and Montenegro|europe|2006
    SDN|Sudan|africa|
    SEN|Senegal|africa|
    SGP|Singapore|asia|
    SGS|South Georgia and the South Sandwich Islands|america|
    SHN|Saint Helena|africa|
    SJM|Svalbard and Jan Mayen|europe|
    SKM|Sikkim|asia|1975
    SLB|Solomon Islands|oceania|
    SLE|Sierra Leone|africa|
    SLV|El Salvador|america|
    SMR|San Marino|europe|
    SOM|Somalia|africa|
    SPM|Saint Pierre and Miquelon|america|
    SRB|Serbia|europe|
    SSD|South Sudan|africa|
    STP|São Tomé and Príncipe|africa|
    SUN|Soviet Union|europe|1992
    SUR|Suriname|america|
    SVK|Slovakia|europe|
    SVN|Slovenia|europe|
    SWE|Sweden|europe|
    SWZ|Eswatini|africa|
    SXM|Sint Maarten (Dutch part)|america|
    SYC|Seychelles|africa|
    SYR|Syria|asia|
    TCA|Turks and Caicos Islands|america|
    TCD|Chad|africa|
    TGO|Togo|africa|
    THA|Thailand|asia|
    TJK|Tajikistan|asia|
    TKL|Tokelau|oceania|
    TKM|Turkmenistan|asia|
    TLS|Timor-Leste|asia|
    TMP|East Timor|asia|2002
    TON|Tonga|oceania|
    TTO|Trinidad and Tobago|america|
    TUN|Tunisia|africa|
    TUR|Turkey|asia|
    TUV|Tuvalu|oceania|
    TWN|Taiwan|asia|
    TZA|Tanzania|africa|
    UGA|Uganda|africa|
    UKR|Ukraine|europe|
    UMI|United States Minor Outlying Islands|oceania|
    URY|Uruguay|america|
    USA|United States|america|
    UZB|Uzbekistan|asia|
    VAT|Vatican City|europe|
    VCT|Saint Vincent and the Grenadines|america|
    VDR|Viet-Nam (Democratic Republic)|asia|1977
    VEN|Venezuela|america|
    VGB|Virgin Islands (UK)|america|
    VIR|Virgin Islands (US)|america|
    VNM|Vietnam|asia|
    VUT|Vanuatu|oceania|
    WLF|Wallis and Futuna|oceania|
    WSM|Samoa|oceania|
    XKX|Kosovo|europe|
    YEM|Yemen|asia|
    YMD|Yemen (Democratic)|asia|1990
    YUG|Yugoslavia|europe|2003
    ZAF|South Africa|africa|
    ZAR|Zaire|africa|1997
    ZMB|Zambia|africa|
    ZWE|Zimbabwe|africa|
    """#
}
