/// The shortest edit script between two sequences (Eugene W. Myers, "An O(ND) Difference Algorithm
/// and Its Variations", Algorithmica 1, 1986).
enum Myers {
  /// - Returns: one entry a step, `nil` where more than `bound` steps would differ.
  static func script(_ a: [Int32], _ b: [Int32], bound: Int) -> [TextDiff.Kind]? {
    let limit = min(a.count + b.count, bound)
    let offset = limit + 1
    var furthest = [Int32](repeating: 0, count: 2 * limit + 3)
    // One slice a step: what is kept is quadratic in the differences, never in the texts.
    var trace: [[Int32]] = []
    for d in 0...limit {
      trace.append(Array(furthest[(offset - d)...(offset + d)]))
      for k in stride(from: -d, through: d, by: 2) {
        let down =
          k == -d || (k != d && furthest[offset + k - 1] < furthest[offset + k + 1])
        var x = Int(down ? furthest[offset + k + 1] : furthest[offset + k - 1] + 1)
        var y = x - k
        while x < a.count, y < b.count, a[x] == b[y] {
          x += 1
          y += 1
        }
        furthest[offset + k] = Int32(x)
        if x >= a.count, y >= b.count { return walkBack(trace, a.count, b.count) }
      }
    }
    return nil
  }

  private static func walkBack(_ trace: [[Int32]], _ oldCount: Int, _ newCount: Int)
    -> [TextDiff.Kind]
  {
    var (x, y) = (oldCount, newCount)
    var out: [TextDiff.Kind] = []
    for d in stride(from: trace.count - 1, through: 1, by: -1) {
      let slice = trace[d]
      let k = x - y
      let down = k == -d || (k != d && slice[d + k - 1] < slice[d + k + 1])
      let before = down ? k + 1 : k - 1
      let fromX = Int(slice[d + before])
      let fromY = fromX - before
      let startX = down ? fromX : fromX + 1
      while x > startX {
        out.append(.equal)
        x -= 1
        y -= 1
      }
      out.append(down ? .insert : .delete)
      x = fromX
      y = fromY
    }
    out += repeatElement(.equal, count: x)
    return out.reversed()
  }
}
