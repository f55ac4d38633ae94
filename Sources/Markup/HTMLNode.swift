internal import CLibXML2

/// A node of an ``HTMLPage``; keeps its page alive.
package struct HTMLNode {
  let page: HTMLPage
  let pointer: xmlNodePtr

  init(page: HTMLPage, pointer: xmlNodePtr) {
    self.page = page
    self.pointer = pointer
  }

  private func node(_ pointer: xmlNodePtr?) -> HTMLNode? {
    pointer.map { HTMLNode(page: page, pointer: $0) }
  }

  package var isElement: Bool { pointer.pointee.type == XML_ELEMENT_NODE }
  package var isText: Bool {
    pointer.pointee.type == XML_TEXT_NODE || pointer.pointee.type == XML_CDATA_SECTION_NODE
  }
  package var isComment: Bool { pointer.pointee.type == XML_COMMENT_NODE }

  package var firstChild: HTMLNode? {
    switch pointer.pointee.type {
    case XML_ELEMENT_NODE, XML_DOCUMENT_NODE, XML_HTML_DOCUMENT_NODE: node(pointer.pointee.children)
    default: nil
    }
  }
  package var next: HTMLNode? { node(pointer.pointee.next) }
  package var previous: HTMLNode? { node(pointer.pointee.prev) }
  package var parent: HTMLNode? {
    node(pointer.pointee.parent).flatMap { $0.isElement ? $0 : nil }
  }

  package static func == (a: HTMLNode, b: HTMLNode) -> Bool { a.pointer == b.pointer }

  /// Tag name in lower case; empty for text.
  package var name: String {
    isElement ? pointer.pointee.name.map { String(cString: $0) } ?? "" : ""
  }

  package func isNamed(_ tag: StaticString) -> Bool {
    isElement && HTMLNode.equal(pointer.pointee.name, tag)
  }

  /// The bytes of a text or comment node.
  package var content: UnsafeBufferPointer<UInt8> {
    guard !isElement, let start = pointer.pointee.content else {
      return UnsafeBufferPointer(start: nil, count: 0)
    }
    var count = 0
    while start[count] != 0 { count += 1 }
    return UnsafeBufferPointer(start: start, count: count)
  }

  /// Value of an attribute, with its references resolved; nil when there is none.
  package subscript(attribute: StaticString) -> String? {
    guard let text = attributePointer(attribute) else { return nil }
    guard let first = text.pointee.children else { return "" }
    if first.pointee.next == nil, first.pointee.type == XML_TEXT_NODE {
      return first.pointee.content.map { String(cString: $0) } ?? ""
    }
    guard let copy = xmlNodeListGetString(page.document, first, 1) else { return "" }
    defer { schakel_xml_free(copy) }
    return String(cString: copy)
  }

  private func attributePointer(_ name: StaticString) -> xmlAttrPtr? {
    guard isElement else { return nil }
    var attribute = pointer.pointee.properties
    while let here = attribute {
      if HTMLNode.equal(here.pointee.name, name) { return here }
      attribute = here.pointee.next
    }
    return nil
  }

  /// Whether `class` holds this word.
  package func hasClass(_ word: StaticString) -> Bool {
    guard let text = attributePointer("class")?.pointee.children?.pointee.content else {
      return false
    }
    let length = word.utf8CodeUnitCount
    var at = 0
    while text[at] != 0 {
      while text[at] != 0, text[at] <= 32 { at += 1 }
      let start = at
      while text[at] > 32 { at += 1 }
      guard at - start == length else { continue }
      var i = 0
      while i < length, text[start + i] == word.utf8Start[i] { i += 1 }
      if i == length { return true }
    }
    return false
  }

  private static func equal(_ text: UnsafePointer<xmlChar>?, _ word: StaticString) -> Bool {
    guard let text else { return false }
    let length = word.utf8CodeUnitCount
    for i in 0..<length where text[i] != word.utf8Start[i] { return false }
    return text[length] == 0
  }
}
