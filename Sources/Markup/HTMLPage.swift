internal import CLibXML2

/// One parsed HTML page, read through libxml2 without network, files or entities.
///
/// Meant for pages, not for streams: the tree takes about eight times the page's bytes. Broken
/// nesting is repaired as libxml2 repairs it, so that nothing but extracted values may be relied
/// on. A page belongs to one thread at a time.
package final class HTMLPage {
  /// Why a page was not read, or not read to its end.
  package enum Refusal: Error, Sendable, Equatable {
    /// Larger than ``HTMLPage/sizeLimit``.
    case tooLarge
    /// Nested deeper, or with more stray end tags, than is read in bearable time.
    case tooDeep
    /// Nothing but white space.
    case empty
    /// The parser stopped before the end.
    case lost
  }

  /// 64 MiB.
  package static let sizeLimit = 64 << 20

  let document: htmlDocPtr
  /// Attributes that were left out, because their tag had more than 256.
  package let blankedAttributes: Int

  private static let isReady: Bool = {
    xmlInitParser()
    return true
  }()

  private init(document: htmlDocPtr, blankedAttributes: Int) {
    self.document = document
    self.blankedAttributes = blankedAttributes
  }

  deinit { xmlFreeDoc(document) }

  /// Parses a text of one page.
  /// - Throws: ``Refusal``.
  package static func parse(_ utf8: [UInt8]) throws(Refusal) -> HTMLPage {
    guard let first = try parseAll(utf8).first else { throw .empty }
    return first.page
  }

  /// Parses every page of a text, each with its own part of the text; several where pages were
  /// concatenated.
  ///
  /// The bytes must be UTF-8 (``PageCharset``); what a `meta` says is ignored. NULs are dropped.
  /// - Throws: ``Refusal`` when any page cannot be read to its end.
  package static func parseAll(_ utf8: [UInt8]) throws(Refusal) -> [(page: HTMLPage, utf8: [UInt8])]
  {
    guard utf8.count <= sizeLimit else { throw .tooLarge }
    let guarded = HTMLGuard(utf8)
    if guarded.isTooDeep { throw .tooDeep }
    var pages: [(page: HTMLPage, utf8: [UInt8])] = []
    for document in guarded.documents where document.contains(where: { $0 > 32 }) {
      pages.append((try read(document, guarded.blankedAttributes), document))
    }
    if pages.isEmpty { throw .empty }
    return pages
  }

  private static func read(_ bytes: [UInt8], _ blanked: Int) throws(Refusal) -> HTMLPage {
    precondition(isReady, "libxml2 did not start")
    guard let context = htmlNewParserCtxt() else { throw .lost }
    defer { htmlFreeParserCtxt(context) }
    // HUGE lifts the silent cuts at 10 MB of text and 256 levels; our own limits stand before it.
    let options =
      HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
      | HTML_PARSE_NONET.rawValue | HTML_PARSE_COMPACT.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
      | XML_PARSE_HUGE.rawValue
    let document = bytes.withUnsafeBytes {
      htmlCtxtReadMemory(
        context, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count), nil, "UTF-8",
        Int32(options))
    }
    guard let document else { throw .empty }
    let page = HTMLPage(document: document, blankedAttributes: blanked)
    if let error = xmlCtxtGetLastError(context), error.pointee.level == XML_ERR_FATAL {
      throw .lost
    }
    if let input = context.pointee.input, let cursor = input.pointee.cur,
      let end = input.pointee.end, cursor < end
    {
      throw .lost
    }
    return page
  }

  /// The `html` element; nil for a page that has none.
  package var root: HTMLNode? {
    guard let node = xmlDocGetRootElement(document) else { return nil }
    return HTMLNode(page: self, pointer: node)
  }
}
