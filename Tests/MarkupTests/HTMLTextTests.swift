import Markup
import Testing

@Suite struct `Every HTML text` {
  private func text(_ html: String) throws -> String {
    try page("<div>\(html)</div>").root?.text() ?? ""
  }

  @Test func `ends its lines at breaks and blocks`() throws {
    #expect(try text("een<br>twee<div>drie</div>vier") == "een\ntwee\ndrie\nvier")
    #expect(try text("een<br />\n<br />\ntwee<br><br><br><br>drie") == "een\n\ntwee\n\ndrie")
    #expect(try text("<p>een</p><p>twee</p>") == "een\n\ntwee")
    #expect(try text("<ul><li>a<li>b</ul>c") == "a\nb\nc")
  }

  @Test func `has one space where there is white space of any kind`() throws {
    #expect(try text("  een \t\r\n twee&nbsp;&nbsp;drie  ") == "een twee drie")
    #expect(try text("een <b> twee</b> ,drie") == "een twee ,drie")
    #expect(try text("on<b>af</b>gebroken") == "onafgebroken")
  }

  @Test func `keeps the lines of preformatted text`() throws {
    #expect(try text("<pre>a\nb</pre>c") == "a\nb\nc")
  }

  @Test func `does not speak for scripts, styles and comments`() throws {
    #expect(
      try text("a<script>b</script><style>c</style><!-- d --><noscript>e</noscript>f") == "af")
  }

  @Test func `keeps a smiley that is spelled in signs, and no picture's name`() throws {
    #expect(try text("haha <img alt=':)'> ja") == "haha :) ja")
    #expect(try text("x<img alt='😂'>y") == "x😂y")
    #expect(try text("x <img alt='Smile'> y <img title=':)'>") == "x y")
  }

  @Test func `reads references below 160 as browsers do`() throws {
    // windows-1252: 0x92 is ’ and 0x80 is €; U+1F600 is an emoji.
    #expect(try text("&#146;s &#128;5 &#x1F600;") == "’s €5 😀")
  }

  @Test func `keeps signs that only look like markup`() throws {
    #expect(try text("ik <3 jou & 5 > 4 &onbekend; ok") == "ik <3 jou & 5 > 4 &onbekend; ok")
  }
}
