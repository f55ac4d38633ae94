internal import CLibXML2
internal import Corpus

/// A small XML document as a tree of values, read through libxml2 without network, files, document
/// types or entities of its own.
package struct XMLTree: Sendable {
  package let name: String
  package let attributes: [String: String]
  /// Elements only; text is not kept.
  package let children: [XMLTree]
  /// In the file, from 1.
  package let line: Int

  /// 16 MiB.
  package static let sizeLimit = 16 << 20

  /// Why a document was not read.
  package enum Refusal: Error, Sendable, Equatable {
    case tooLarge
    /// It has a document type, in which entities could be hidden.
    case documentType
    /// It breaks the rules of XML in this line.
    case broken(line: Int)
  }

  private static let isReady: Bool = {
    xmlInitParser()
    return true
  }()

  /// - Parameter utf8: UTF-8, whatever the document says of itself.
  /// - Throws: ``Refusal``.
  package static func parse(_ utf8: [UInt8]) throws(Refusal) -> XMLTree {
    guard utf8.count <= sizeLimit else { throw .tooLarge }
    if hasDocumentType(utf8) { throw .documentType }
    precondition(isReady, "libxml2 did not start")
    guard let context = xmlNewParserCtxt() else { throw .broken(line: 1) }
    defer { xmlFreeParserCtxt(context) }
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
      | XML_PARSE_IGNORE_ENC.rawValue
    let document = utf8.withUnsafeBytes {
      xmlCtxtReadMemory(
        context, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count), nil, "UTF-8",
        Int32(options))
    }
    guard let document, let root = xmlDocGetRootElement(document) else {
      let line = xmlCtxtGetLastError(context).map { Int($0.pointee.line) } ?? 1
      throw .broken(line: max(line, 1))
    }
    defer { xmlFreeDoc(document) }
    return tree(root)
  }

  private static func hasDocumentType(_ bytes: [UInt8]) -> Bool {
    let word = Array("<!doctype".utf8)
    guard bytes.count >= word.count else { return false }
    return (0...(bytes.count - word.count)).contains { start in
      bytes[start] == word[0]
        && word.indices.allSatisfy { index in
          let byte = bytes[start + index]
          return (65...90).contains(byte) ? byte | 0x20 == word[index] : byte == word[index]
        }
    }
  }

  /// libxml2 reads no document that is deeper than 256 elements.
  private static func tree(_ node: xmlNodePtr) -> XMLTree {
    var attributes: [String: String] = [:]
    var attribute = node.pointee.properties
    while let this = attribute {
      if let value = xmlGetNoNsProp(node, this.pointee.name) {
        attributes[String(cString: this.pointee.name)] = String(cString: value)
        schakel_xml_free(value)
      }
      attribute = this.pointee.next
    }
    var children: [XMLTree] = []
    var child = node.pointee.children
    while let this = child {
      if this.pointee.type == XML_ELEMENT_NODE { children.append(tree(this)) }
      child = this.pointee.next
    }
    return XMLTree(
      name: String(cString: node.pointee.name), attributes: attributes, children: children,
      line: xmlGetLineNo(node))
  }
}
