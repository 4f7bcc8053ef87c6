/// Finds what somebody meant to write.
enum NearestWord {
  /// The known word with the fewest letters wrong, if they are few enough to be a slip.
  static func to(_ word: String, among known: [String]) -> String? {
    let distances = known.map { ($0, distance(Array(word), Array($0))) }
    guard let best = distances.min(by: { $0.1 < $1.1 }), best.1 <= max(1, (word.count + 1) / 3)
    else { return nil }
    return best.0
  }

  /// Letters to add, drop, change or swap (optimal string alignment).
  static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var rows = Array(repeating: Array(repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in 0...a.count { rows[i][0] = i }
    for j in 0...b.count { rows[0][j] = j }
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    for i in 1...a.count {
      for j in 1...b.count {
        let change = a[i - 1] == b[j - 1] ? 0 : 1
        rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + change)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
        }
      }
    }
    return rows[a.count][b.count]
  }
}
