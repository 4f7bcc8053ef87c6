/// Lines that fit, never cutting a grapheme.
enum Wrap {
  /// Breaks at spaces and between East Asian characters, keeping closing punctuation off a line's
  /// start and opening brackets off its end (行頭・行末禁則).
  static func lines(_ text: String, width: Int) -> [String] {
    var out: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      out += paragraphLines(paragraph, width: max(width, 2))
    }
    return out
  }

  /// The text cut to `width` columns, ending in "…" where something is missing.
  static func truncated(_ text: String, width: Int) -> String {
    guard DisplayWidth.of(text) > width else { return text }
    guard width > 0 else { return "" }
    var out = ""
    var used = 0
    for character in text {
      let next = DisplayWidth.of(character)
      if used + next > width - 1 { break }
      out.append(character)
      used += next
    }
    return out + "…"
  }

  /// The text with spaces up to `width` columns.
  static func padded(_ text: String, width: Int, alignment: Alignment = .left) -> String {
    let room = String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
    return alignment == .left ? text + room : room + text
  }

  private static func paragraphLines(_ paragraph: Substring, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for unit in units(paragraph) {
      let length = DisplayWidth.of(unit)
      if used + length <= width {
        line += unit
        used += length
        continue
      }
      if unit.allSatisfy({ $0 == " " }) { continue }
      if !line.isEmpty { lines.append(trimmed(line)) }
      line = ""
      used = 0
      // A word longer than a line is the one thing that is cut.
      for character in unit {
        let next = DisplayWidth.of(character)
        if used + next > width, !line.isEmpty {
          lines.append(line)
          line = ""
          used = 0
        }
        line.append(character)
        used += next
      }
    }
    lines.append(trimmed(line))
    return lines
  }

  private static func trimmed(_ line: String) -> String {
    var line = line[...]
    while line.last == " " { line.removeLast() }
    return String(line)
  }

  /// The pieces between which a line may end: words, spaces, single wide characters with what
  /// clings to them.
  private static func units(_ text: Substring) -> [String] {
    var out: [String] = []
    var previous: Kind?
    for character in text {
      let kind = Kind(character)
      let joins =
        switch (previous, kind) {
        case (.space?, .space), (.word?, .word), (.opening?, .wide), (.opening?, .word),
          (.opening?, .opening):
          true
        case (.space?, .closing), (nil, _): false
        case (_, .closing): true
        default: false
        }
      if joins, !out.isEmpty {
        out[out.count - 1].append(character)
      } else {
        out.append(String(character))
      }
      // What clings to a word still lets the next word begin a line, as after any wide character.
      previous = kind == .word && previous == .opening ? .word : kind
    }
    return out
  }

  private enum Kind {
    case space, word, wide, opening, closing

    init(_ character: Character) {
      if character == " " {
        self = .space
      } else if "「『（〔［｛〈《【".contains(character) {
        self = .opening
      } else if "、。，．・：；？！」』）〕］｝〉》】ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ".contains(character) {
        self = .closing
      } else {
        self = DisplayWidth.of(character) == 2 ? .wide : .word
      }
    }
  }
}

enum Alignment: Sendable { case left, right }
