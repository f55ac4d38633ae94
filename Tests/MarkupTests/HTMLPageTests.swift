import Markup
import SchakelTesting
import Testing

func page(_ html: String) throws -> HTMLPage { try HTMLPage.parse(Array(html.utf8)) }

@Suite struct `Every HTML page` {
  @Test func `is found by tag, class, id and XPath`() throws {
    let page = try page(
      "<html><body><ol id=posts><li class='postbit  old' id=post_7>a</li><li class=postbits>b</li></ol>"
    )
    let root = try #require(page.root)
    #expect(root.all("li").count == 2)
    #expect(root.all("li", class: "postbit").map { $0["id"] } == ["post_7"])
    #expect(root.first(id: "posts")?.children.count == 2)
    #expect(page.nodes("//li[starts-with(@id,'post_')]")?.map { $0.text() } == ["a"])
    #expect(page.nodes("//li[") == nil)
    #expect(page.nodes("count(//li)") == nil)
  }

  @Test func `resolves references in attributes, and knows empty from missing ones`() throws {
    let root = try #require(try page("<a href='x?t=1&amp;p=2' title=''>t</a>").root)
    let link = try #require(root.first("a"))
    #expect(link["href"] == "x?t=1&p=2")
    #expect(link["title"] == "")
    #expect(link["rel"] == nil)
  }

  @Test func `is walked in document order, and a walk can leave out what is below a node`() throws {
    let root = try #require(try page("<body><div><b>1</b></div><i>2</i></body>").root)
    #expect(root.descendants.filter(\.isElement).map(\.name) == ["body", "div", "b", "i"])
    var walk = root.descendants
    var names: [String] = []
    while let node = walk.next() {
      if node.isNamed("div") { walk.skipChildren() }
      if node.isElement { names.append(node.name) }
    }
    #expect(names == ["body", "div", "i"])
  }

  @Test func `never reads a file that it names as an entity`() throws {
    let work = try Workdir()
    let secret = try work.write("secret.txt", "canarytext7q")
    let page = try page(
      """
      <!DOCTYPE html [<!ENTITY x SYSTEM "file://\(secret)"><!ENTITY y "zz"><!ENTITY z "&y;&y;">]>
      <html><body><p id=a>&x;&z;</p></body></html>
      """)
    let text = try #require(page.root).text()
    #expect(Canary.found(in: text).isEmpty)
    #expect(text == "&x;&z;")
  }

  @Test func `is read past a closing tag of html that is no end`() throws {
    let root = try #require(
      try page("<html><body><p>een</p></body></html><p id=late>twee</p>").root)
    #expect(root.text().contains("twee"))
  }

  @Test func `is one of several when pages were concatenated`() throws {
    let whole = "<!DOCTYPE html><html><body>een</body></html>"
    let texts = { (html: String) in
      try HTMLPage.parseAll(Array(html.utf8)).map { $0.page.root?.text() ?? "" }
    }
    #expect(
      try texts(whole + "\n<!-- x -->\n" + "<html><body>twee</body></html>") == ["een", "twee"])
    #expect(try texts("<!DOCTYPE html><html><body>cut" + whole) == ["cut", "een"])
    #expect(try texts(whole + "<!-- archived -->") == ["een"])
  }

  @Test func `is empty when it holds nothing but white space`() {
    #expect(throws: HTMLPage.Refusal.empty) { try HTMLPage.parse([]) }
    #expect(throws: HTMLPage.Refusal.empty) { try HTMLPage.parse(Array(" \r\n\t".utf8)) }
  }

  @Test func `loses its NULs and nothing else`() throws {
    let page = try HTMLPage.parse(Array("<p>voor\0na</p>\0<p>eind</p>".utf8))
    #expect(page.root?.text() == "voorna\n\neind")
  }

  @Test func `is refused above its size limit`() {
    #expect(throws: HTMLPage.Refusal.tooLarge) {
      try HTMLPage.parse([UInt8](repeating: 65, count: HTMLPage.sizeLimit + 1))
    }
  }

  @Test func `keeps a text of 20 MB whole, and what comes after it`() throws {
    let long = String(repeating: "woord ", count: 20_000_000 / 6)
    let root = try #require(try page("<body><p>\(long)</p><p id=na>na</p></body>").root)
    #expect(root.text().utf8.count == long.utf8.count - 1 + 2 + 2)
    #expect(root.first(id: "na")?.text() == "na")
  }

  @Test func `survives a nesting of 200,000 levels, closed or not`() throws {
    let deep = String(repeating: "<b>", count: 200_000)
    let open = try page("<body>\(deep)diep<p>na</p></body>")
    #expect(open.root?.text() == "diep\n\nna")
    #expect(open.root?.all("p").count == 1)
    let shut = String(repeating: "</b>", count: 200_000)
    #expect(try page("<body>\(deep)diep\(shut)<i>na</i>").root?.text() == "diepna")
  }

  @Test func `is refused when its nesting would take unbearable time`() {
    let deep = String(repeating: "<b>", count: 100_000) + String(repeating: "</i>", count: 100_000)
    #expect(throws: HTMLPage.Refusal.tooDeep) { try page(deep) }
    let deeper = String(repeating: "<b>", count: 300_000)
    #expect(throws: HTMLPage.Refusal.tooDeep) { try page(deeper) }
  }

  @Test func `is read quickly when a tag has 30,000 attributes`() throws {
    let many = (0..<30_000).map { "a\($0)='>'" }.joined(separator: " ")
    let clock = ContinuousClock()
    let start = clock.now
    let page = try page("<body><p \(many) class=x>een</p><p class=y>twee</p></body>")
    // Without the guard libxml2 takes more than three seconds, and so more in this debug build.
    #expect(clock.now - start < .seconds(3))
    #expect(page.blankedAttributes == 29_745)
    #expect(page.root?.text() == "een\n\ntwee")
  }

  @Test func `is read to its end when it is cut anywhere`() throws {
    let whole = "<html><body><ol><li id=\"post_1\"><p>een &amp; twee</p></li></ol></body></html>"
    for count in 1..<whole.utf8.count {
      let cut = Array(whole.utf8.prefix(count))
      _ = try HTMLPage.parse(cut)
    }
  }

  @Test func `is not cut by tags inside scripts and comments`() throws {
    let root = try #require(
      try page(
        "<html><body><script>document.write('</html><html>')</script><!-- </html><html> --><p>x"
      ).root)
    #expect(root.text() == "x")
  }
}
