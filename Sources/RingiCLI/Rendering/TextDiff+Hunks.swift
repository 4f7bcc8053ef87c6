import Deliberation

extension TextDiff {
  /// Neighbouring lines that changed, with a little of what stands around them.
  struct Hunk: Sendable, Hashable {
    /// The first line in the old and in the new text, from 1.
    var oldLine: Int
    var newLine: Int
    var edits: [Edit]
  }

  private struct Line {
    var oldLine: Int
    var newLine: Int
    var edits: [Edit] = []
    var changed: Bool { edits.contains { $0.kind != .equal } }
  }

  /// - Parameter context: unchanged lines kept on either side.
  func hunks(context: Int = 1) -> [Hunk] {
    let lines = lines
    var out: [Hunk] = []
    var end = -1
    for index in lines.indices where lines[index].changed {
      let first = max(index - context, end + 1, 0)
      let last = min(index + context, lines.count - 1)
      if end >= 0, first == end + 1, !out.isEmpty {
        if last > end { out[out.count - 1].edits += lines[(end + 1)...last].flatMap(\.edits) }
      } else {
        out.append(
          Hunk(
            oldLine: lines[first].oldLine, newLine: lines[first].newLine,
            edits: lines[first...last].flatMap(\.edits)))
      }
      end = max(end, last)
    }
    return out
  }

  /// `[{"old_line","new_line","edits":[{"op","text"}]}]`, the texts byte for byte.
  func json(context: Int = 1) -> JSON {
    .array(
      hunks(context: context).map { hunk in
        [
          "old_line": JSON(hunk.oldLine), "new_line": JSON(hunk.newLine),
          "edits": .array(
            hunk.edits.map { ["op": .string($0.kind.rawValue), "text": .string($0.text)] }),
        ]
      })
  }

  /// For a reader: coloured where colour is on, else `[-…-]` and `{+…+}`.
  func text(on screen: Screen, context: Int = 1) -> String {
    hunks(context: context).map { hunk in
      let head = screen.paint(.reference, "@@ -\(hunk.oldLine) +\(hunk.newLine) @@") + "\n"
      let body = hunk.edits.map { edit in Self.marked(edit, screen.paint) }.joined()
      return head + (body.hasSuffix("\n") ? body : body + "\n")
    }.joined()
  }

  private static func marked(_ edit: Edit, _ paint: Paint) -> String {
    let text = SafeText.block(edit.text)
    guard edit.kind != .equal else { return text }
    // A mark never spans lines: each line is readable for itself.
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let isWhole = !line.isEmpty
      guard isWhole else { return "" }
      if paint.isOn { return paint(edit.kind == .delete ? .removed : .added, String(line)) }
      return edit.kind == .delete ? "[-\(line)-]" : "{+\(line)+}"
    }.joined(separator: "\n")
  }

  /// The edits cut at line ends. A line ends where an unchanged line end stands, or where one was
  /// changed.
  private var lines: [Line] {
    var out = [Line(oldLine: 1, newLine: 1)]
    var (oldLine, newLine) = (1, 1)
    for edit in edits {
      var rest = edit.text[...]
      while !rest.isEmpty {
        let end = rest.firstIndex(where: \.isNewline).map { rest.index(after: $0) }
        let piece = rest[..<(end ?? rest.endIndex)]
        out[out.count - 1].edits.append(Edit(kind: edit.kind, text: String(piece)))
        rest = rest[piece.endIndex...]
        guard end != nil else { continue }
        if edit.kind != .insert { oldLine += 1 }
        if edit.kind != .delete { newLine += 1 }
        if edit.kind == .equal || !rest.isEmpty {
          out.append(Line(oldLine: oldLine, newLine: newLine))
        }
      }
    }
    if out.last?.edits.isEmpty == true { out.removeLast() }
    return out
  }
}
