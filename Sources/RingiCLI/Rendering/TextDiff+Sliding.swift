extension TextDiff {
  /// How far a change is moved in search of a better place.
  private static let reach = 100

  /// Moves each lone insertion or deletion to where a reader would put it: among the places that
  /// make the same two texts, the one between lines, else between words.
  static func slid(_ raw: [Edit]) -> [Edit] {
    var edits = raw
    var start = 0
    while start < edits.count {
      let kind = edits[start].kind
      var end = start + 1
      while end < edits.count, edits[end].kind == kind { end += 1 }
      let isLone =
        kind != .equal && (start == 0 || edits[start - 1].kind == .equal)
        && (end == edits.count || edits[end].kind == .equal)
      let shift = isLone ? bestShift(edits, start..<end) : 0
      if shift != 0 {
        for index in start..<end { edits[index].kind = .equal }
        for index in start + shift..<end + shift { edits[index].kind = kind }
      }
      start = end + max(shift, 0)
    }
    return edits
  }

  private static func bestShift(_ edits: [Edit], _ run: Range<Int>) -> Int {
    func same(_ a: Int, _ b: Int) -> Bool { edits[a].text.utf8.elementsEqual(edits[b].text.utf8) }
    func isEqual(_ index: Int) -> Bool {
      edits.indices.contains(index) && edits[index].kind == .equal
    }
    var left = 0
    while left < reach, isEqual(run.lowerBound - left - 1),
      same(run.lowerBound - left - 1, run.upperBound - left - 1)
    {
      left += 1
    }
    var right = 0
    while right < reach, isEqual(run.upperBound + right),
      same(run.upperBound + right, run.lowerBound + right)
    {
      right += 1
    }
    func score(_ shift: Int) -> Int {
      let before = run.lowerBound + shift - 1
      return (before < 0 ? 4 : edge(edits[before].text))
        + edge(edits[run.upperBound + shift - 1].text)
    }
    // Of equally good places the one nearest to where the comparison put it.
    var best = 0
    for shift in -left...right
    where score(shift) > score(best)
      || (score(shift) == score(best) && abs(shift) < abs(best))
    {
      best = shift
    }
    return best
  }

  /// How well a change begins or ends behind this piece.
  private static func edge(_ text: String) -> Int {
    guard let last = text.last else { return 0 }
    if last.isNewline { return 4 }
    return last == " " || "。、".contains(last) ? 1 : 0
  }
}
