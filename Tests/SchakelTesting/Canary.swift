/// Invented strings that fixtures carry in texts, names, handles and member paths. None of them may
/// appear in a message, log, table or report.
package enum Canary {
  package static let all = ["canarytext7q", "canaryname7q", "canaryhandle7q", "canarypath7q"]

  /// The canaries that `text` lets out.
  package static func found(in text: String) -> [String] {
    let lower = text.lowercased()
    return all.filter { lower.contains($0) }
  }
}
