/// What a colour means.
enum Style: Sendable {
  case plain, heading, reference, good, warning, bad, dim, added, removed

  fileprivate var code: String? {
    switch self {
    case .plain: nil
    case .heading: "1"
    case .reference: "36"
    case .good: "32"
    case .warning: "33"
    case .bad: "1;31"
    case .dim: "2"
    case .added: "32"
    case .removed: "31"
    }
  }
}

/// Puts colour around text where the stream takes it.
struct Paint: Sendable, Hashable {
  var isOn: Bool

  func callAsFunction(_ style: Style, _ text: String) -> String {
    guard isOn, let code = style.code, !text.isEmpty else { return text }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}
