/// Which known word a mistyped one stands for.
enum Spelling {
  /// How many letters were left out, added, changed or swapped with their neighbour
  /// (Damerau-Levenshtein, no letter touched twice).
  static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a), Array(b))
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    var before: [Int] = []
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [i] + repeatElement(0, count: b.count)
      for j in 1...b.count {
        let change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
        row[j] = min(last[j] + 1, row[j - 1] + 1, change)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          row[j] = min(row[j], before[j - 2] + 1)
        }
      }
      before = last
      last = row
    }
    return last[b.count]
  }

  /// The known words that are near enough to be meant, the nearest first.
  static func nearest(to word: String, among known: [String]) -> [String] {
    let word = word.lowercased().prefix(64)
    let letters = word.filter { $0 != "-" }.count
    let allowed = letters <= 2 ? 1 : letters <= 5 ? 2 : 3
    var found: [(word: String, distance: Int)] = []
    for candidate in known {
      let lower = candidate.lowercased()
      let isBeginning = letters >= 3 && lower.hasPrefix(word)
      let far = distance(String(word), lower)
      // A short word is never another one altogether.
      if isBeginning || (far <= allowed && far < max(letters, 2)) {
        found.append((candidate, isBeginning ? min(far, 1) : far))
      }
    }
    return found.enumerated().sorted {
      ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset)
    }.map(\.element.word)
  }
}
