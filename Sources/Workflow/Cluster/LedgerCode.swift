/// The form of a ledger's code, as in `EPCC`.
enum LedgerCode {
  static let rule = "A code is 2 to 16 upper-case letters and digits and begins with a letter."

  static func isValid(_ code: String) -> Bool {
    (2...16).contains(code.utf8.count) && code.first?.isNumber == false
      && code.utf8.allSatisfy { (0x41...0x5a).contains($0) || (0x30...0x39).contains($0) }
  }
}
