/// The moment of knowledge a read is asked for: `TIME`, `LEDGER:POSITION`, or a list of both.
struct AtArgument: Sendable, Hashable {
  var time: TimeArgument?
  /// The last position used, by ledger; -1 for an empty one.
  var positions: [String: Int] = [:]

  init(_ text: String, zone: String?, lookup: ZoneLookup) throws(Failure) {
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      if let (ledger, position) = Self.position(part) {
        guard positions.updateValue(position, forKey: ledger) == nil else {
          throw .usage("--at names \(ledger) twice.")
        }
      } else {
        guard time == nil else { throw .usage("--at takes one time, not two.") }
        time = try TimeArgument(String(part), zone: zone, option: "--at", lookup: lookup)
      }
    }
  }

  private static func position(_ part: Substring) -> (String, Int)? {
    guard let colon = part.firstIndex(of: ":"), part.first?.isLetter == true,
      part[..<colon].allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }),
      let position = Int(part[part.index(after: colon)...]), position >= -1
    else { return nil }
    return (part[..<colon].uppercased(), position)
  }
}
