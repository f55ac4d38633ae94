/// Every format that `schakel` reads; a test checks this list against the folder `Formats/`.
package enum ExportFormats {
  package static let all: [any ExportFormat.Type] = [
    EdgeList.self,
    Mapped.self,
    RedditDump.self,
    TwitterV2.self,
    VBulletin4HTML.self,
    XArchive.self,
  ]

  package static func named(_ name: String) -> (any ExportFormat.Type)? {
    all.first { $0.name == name }
  }
}
