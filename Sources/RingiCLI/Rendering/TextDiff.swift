/// What changed between two texts: English by words, Japanese by characters.
struct TextDiff: Sendable, Hashable {
  enum Kind: String, Sendable { case equal, delete, insert }

  struct Edit: Sendable, Hashable {
    var kind: Kind
    var text: String
  }

  /// The texts' pieces in order, neighbours of one kind joined, deletions before insertions.
  let edits: [Edit]

  /// - Parameter bound: the most differing words that are told apart; texts that differ more are
  ///   compared
  ///   by lines, and after that taken as replaced.
  init(from old: String, to new: String, bound: Int = 2000) {
    let before = Self.tokens(old)
    let after = Self.tokens(new)
    let raw =
      Self.compare(before, after, bound: bound)
      ?? Self.compare(Self.lines(old), Self.lines(new), bound: bound)
      ?? [Edit(kind: .delete, text: old), Edit(kind: .insert, text: new)]
    edits = Self.tidied(Self.slid(raw))
  }

  var isEmpty: Bool { edits.allSatisfy { $0.kind == .equal } }

  /// Words, runs of blanks, and every other character (each ideograph and kana) for itself.
  static func tokens(_ text: String) -> [Substring] {
    var out: [Substring] = []
    var start = text.startIndex
    var kind = 0
    for index in text.indices {
      let next = Self.kind(text[index])
      if start < index, next != kind || next == 0 {
        out.append(text[start..<index])
        start = index
      }
      kind = next
    }
    if start < text.endIndex { out.append(text[start...]) }
    return out
  }

  private static func kind(_ character: Character) -> Int {
    if character == " " || character == "\t" { return 1 }
    if DisplayWidth.of(character) == 2 { return 0 }
    return character.isLetter || character.isNumber || character == "'" || character == "’" ? 2 : 0
  }

  private static func lines(_ text: String) -> [Substring] {
    var out: [Substring] = []
    var rest = text[...]
    while let end = rest.firstIndex(where: \.isNewline) {
      let next = rest.index(after: end)
      out.append(rest[..<next])
      rest = rest[next...]
    }
    if !rest.isEmpty { out.append(rest) }
    return out
  }

  /// Myers' O(ND) comparison behind the common beginning and end; `nil` beyond `bound` differences.
  private static func compare(
    _ old: [Substring], _ new: [Substring], bound: Int
  ) -> [Edit]? {
    // Bytes, not canonical equivalence: the record keeps texts byte for byte.
    func same(_ a: Substring, _ b: Substring) -> Bool { a.utf8.elementsEqual(b.utf8) }
    var head = 0
    while head < min(old.count, new.count), same(old[head], new[head]) { head += 1 }
    var tail = 0
    while tail < min(old.count, new.count) - head,
      same(old[old.count - 1 - tail], new[new.count - 1 - tail])
    {
      tail += 1
    }
    var numbers: [[UInt8]: Int32] = [:]
    func number(_ token: Substring) -> Int32 {
      let key = Array(token.utf8)
      if let known = numbers[key] { return known }
      numbers[key] = Int32(numbers.count)
      return Int32(numbers.count - 1)
    }
    let a = old[head..<old.count - tail].map(number)
    let b = new[head..<new.count - tail].map(number)
    guard let script = Myers.script(a, b, bound: bound) else { return nil }
    var out = old[..<head].map { Edit(kind: .equal, text: String($0)) }
    var (x, y) = (head, head)
    for kind in script {
      switch kind {
      case .equal:
        out.append(Edit(kind: .equal, text: String(old[x])))
        x += 1
        y += 1
      case .delete:
        out.append(Edit(kind: .delete, text: String(old[x])))
        x += 1
      case .insert:
        out.append(Edit(kind: .insert, text: String(new[y])))
        y += 1
      }
    }
    return out + old[(old.count - tail)...].map { Edit(kind: .equal, text: String($0)) }
  }

  /// Joins neighbours, and lets a blank between two changed words change with them: two phrases are
  /// easier to read than their words by turns.
  private static func tidied(_ raw: [Edit]) -> [Edit] {
    var out: [Edit] = []
    var deleted = ""
    var inserted = ""
    var blank = ""
    func flush(_ out: inout [Edit]) {
      if !deleted.isEmpty { out.append(Edit(kind: .delete, text: deleted)) }
      if !inserted.isEmpty { out.append(Edit(kind: .insert, text: inserted)) }
      deleted = ""
      inserted = ""
      if !blank.isEmpty { append(&out, blank) }
      blank = ""
    }
    func append(_ out: inout [Edit], _ text: String) {
      if out.last?.kind == .equal {
        out[out.count - 1].text += text
      } else {
        out.append(Edit(kind: .equal, text: text))
      }
    }
    for edit in raw {
      let inChange = !deleted.isEmpty || !inserted.isEmpty
      switch edit.kind {
      case .equal where inChange && blank.isEmpty && edit.text.allSatisfy { $0 == " " }:
        blank = edit.text
      case .equal:
        flush(&out)
        append(&out, edit.text)
      case .delete, .insert:
        if !blank.isEmpty {
          deleted += blank
          inserted += blank
          blank = ""
        }
        if edit.kind == .delete { deleted += edit.text } else { inserted += edit.text }
      }
    }
    flush(&out)
    return out
  }
}
