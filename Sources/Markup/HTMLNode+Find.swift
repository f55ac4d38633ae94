internal import CLibXML2

extension HTMLNode {
  /// The nodes below this one in document order. Iterative: depth costs no stack.
  package struct Descendants: Sequence, IteratorProtocol {
    private let top: HTMLNode
    private var here: HTMLNode?
    private var isAfter = false

    init(_ top: HTMLNode) {
      self.top = top
      here = top
    }

    package mutating func next() -> HTMLNode? {
      guard let current = here else { return nil }
      if !isAfter, let child = current.firstChild {
        here = child
        return child
      }
      isAfter = false
      var node = current
      while !(node == top) {
        if let sibling = node.next {
          here = sibling
          return sibling
        }
        guard let up = node.parent else { break }
        node = up
      }
      here = nil
      return nil
    }

    /// Leaves out what is below the node that came last.
    package mutating func skipChildren() { isAfter = true }
  }

  package var descendants: Descendants { Descendants(self) }

  /// The element children, in order.
  package var children: [HTMLNode] {
    var list: [HTMLNode] = []
    var child = firstChild
    while let node = child {
      if node.isElement { list.append(node) }
      child = node.next
    }
    return list
  }

  /// The first element below with this tag (nil: any) and class (nil: any).
  package func first(_ tag: StaticString? = nil, class word: StaticString? = nil) -> HTMLNode? {
    for node in descendants where node.fits(tag, word) { return node }
    return nil
  }

  /// Every element below with this tag and class, in order.
  package func all(_ tag: StaticString? = nil, class word: StaticString? = nil) -> [HTMLNode] {
    descendants.filter { $0.fits(tag, word) }
  }

  /// The first element below with this id.
  package func first(id: String) -> HTMLNode? {
    for node in descendants where node.isElement && node["id"] == id { return node }
    return nil
  }

  /// Whether this node lies below `other`.
  package func isInside(_ other: HTMLNode) -> Bool {
    var node = parent
    while let up = node {
      if up == other { return true }
      node = up.parent
    }
    return false
  }

  private func fits(_ tag: StaticString?, _ word: StaticString?) -> Bool {
    guard isElement else { return false }
    if let tag, !isNamed(tag) { return false }
    if let word, !hasClass(word) { return false }
    return true
  }
}

extension HTMLPage {
  /// The nodes that an XPath 1.0 expression finds, in document order; nil when it is not one.
  package func nodes(_ xpath: String) -> [HTMLNode]? {
    guard let context = xmlXPathNewContext(document) else { return nil }
    defer { xmlXPathFreeContext(context) }
    // Nothing to stderr, whatever the expression.
    context.pointee.error = { _, _ in }
    guard let result = xmlXPathEvalExpression(xpath, context) else { return nil }
    defer { xmlXPathFreeObject(result) }
    guard result.pointee.type == XPATH_NODESET else { return nil }
    guard let set = result.pointee.nodesetval else { return [] }
    return (0..<Int(set.pointee.nodeNr)).compactMap {
      guard let node = set.pointee.nodeTab[$0] else { return nil }
      // Attribute and namespace nodes have another layout; they are read by name instead.
      switch node.pointee.type {
      case XML_ELEMENT_NODE, XML_TEXT_NODE, XML_CDATA_SECTION_NODE, XML_COMMENT_NODE:
        return HTMLNode(page: self, pointer: node)
      default: return nil
      }
    }
  }
}
