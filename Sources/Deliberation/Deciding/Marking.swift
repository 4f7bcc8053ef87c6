/// The banners that say a text is classified; no ledger of ringi is accredited for that.
enum Marking {
  private static let banners = ["TOP SECRET", "SECRET", "CONFIDENTIAL"]
  private static let japaneseBanners = ["特定秘密", "極秘", "秘"]

  static func demandBelowAccreditation(banner: String) throws(Refusal) {
    if isClassified(banner) { throw refusal(banner) }
  }

  /// Looks at lines that hold nothing but a banner.
  static func demandBelowAccreditation(text: String) throws(Refusal) {
    for line in text.split(whereSeparator: \.isNewline) {
      let banner = String(line)
      if isClassified(banner) { throw refusal(banner) }
    }
  }

  private static func refusal(_ banner: String) -> Refusal {
    Refusal(
      "marking.above_accreditation", "Classified content must not enter this ledger.",
      hint: "It carries the banner \(trimmed(banner)).")
  }

  static func isClassified(_ line: String) -> Bool {
    let banner = trimmed(line)
    if japaneseBanners.contains(banner) { return true }
    return banners.contains { word in
      banner == word || banner.hasPrefix(word + "//") || banner.hasPrefix(word + " //")
    }
  }

  private static func trimmed(_ line: String) -> String {
    let edges: Set<Character> = [" ", "\t", "　", "【", "】", "(", ")", "（", "）", "[", "]", "\r"]
    var slice = line[...]
    while let first = slice.first, edges.contains(first) { slice.removeFirst() }
    while let last = slice.last, edges.contains(last) { slice.removeLast() }
    return String(slice)
  }
}
