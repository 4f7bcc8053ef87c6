/// Data as a terminal may show it: nothing in a title or a reason can move the cursor, colour the
/// screen or turn the direction of what follows.
enum SafeText {
  /// One line: line breaks too are shown escaped.
  static func line(_ text: String) -> String { escaped(text, keepsLines: false) }

  /// Several lines: line feeds stay, tabs become spaces.
  static func block(_ text: String) -> String { escaped(text, keepsLines: true) }

  /// More marks than this on one letter paint over the lines around it.
  private static let marksAllowed = 8

  private static func escaped(_ text: String, keepsLines: Bool) -> String {
    if isPlain(text) { return text }
    var out = String.UnicodeScalarView()
    var marks = 0
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      let category = scalar.properties.generalCategory
      marks = category == .nonspacingMark || category == .enclosingMark ? marks + 1 : 0
      if keepsLines, scalar == "\n" {
        out.append(scalar)
      } else if keepsLines, scalar == "\t" {
        out.append(contentsOf: "    ".unicodeScalars)
      } else if keepsLines, scalar == "\r", index + 1 < scalars.count, scalars[index + 1] == "\n" {
        continue
      } else if isDangerous(scalar) || marks > marksAllowed {
        out.append(contentsOf: escape(scalar).unicodeScalars)
      } else {
        out.append(scalar)
      }
    }
    return String(out)
  }

  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    default:
      let hex = String(scalar.value, radix: 16)
      return scalar.value < 0x100
        ? "\\x" + (hex.count < 2 ? "0" : "") + hex : "\\u{" + hex + "}"
    }
  }

  /// Controls, and what is invisible or turns the direction of writing. Joiners stay: scripts need
  /// them.
  private static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F: true
    case 0xAD, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x200B, 0x200E, 0x200F: true
    case 0x2028...0x202E, 0x2060...0x206F, 0x3164, 0xFEFF, 0xFFA0, 0xFFF9...0xFFFB: true
    case 0xE0000...0xE007F: true
    default: false
    }
  }
}
