import Testing

@testable import Deliberation

@Suite struct JSONTests {
  /// RFC 8785: members by UTF-16 code units, so that a surrogate pair comes before U+FB33.
  @Test func canonicalOrder() throws {
    let json = try JSON(parsing: #"{"\ufb33":1,"😀":2,"ö":3,"名":4,"b":5,"a":6,"":7}"#)
    #expect(
      String(decoding: json.canonical, as: UTF8.self)
        == "{\"\":7,\"a\":6,\"b\":5,\"ö\":3,\"名\":4,\"😀\":2,\"\u{FB33}\":1}")
  }

  @Test(arguments: [
    ("1.0", "1"), ("-0", "0"), ("1e21", "1e+21"), ("1e-7", "1e-7"), ("0.000001", "0.000001"),
    ("333333333.33333329", "333333333.3333333"), ("4.50", "4.5"),
  ])
  func canonicalNumbers(_ text: String, _ canonical: String) throws {
    #expect(String(decoding: try JSON(parsing: text).canonical, as: UTF8.self) == canonical)
  }

  @Test func textIsKeptByteForByte() throws {
    // The same letter composed and decomposed, full and half width.
    let text = #"{"が":"か\#u{3099}","ｶﾞ":"\u0001\\\"\n"}"#
    let json = try JSON(parsing: text)
    #expect(json["が"]?.string?.utf8.count == 6)
    let again = try JSON(parsing: json.canonical)
    #expect(again.canonical == json.canonical)
  }

  @Test(arguments: [2, 15, 16, 17, 18, 40]) func repeatedNameIsRefused(_ count: Int) {
    let names = (1..<count).map { "\"項目\($0)\":\($0)" }
    for repeated in [1, count - 1] {
      let text = "{" + (names + ["\"項目\(repeated)\":0"]).joined(separator: ",") + "}"
      #expect(throws: JSONError.self) { try JSON(parsing: text) }
    }
    let text = "{" + (names + ["\"項目\(count)\":0"]).joined(separator: ",") + "}"
    #expect(throws: Never.self) { try JSON(parsing: text) }
  }

  @Test(arguments: ["", "{", "[1,]", "{\"あ\"}", "\"\\ud800\"", "01", "\"\u{1}\"", "[1] 2", "nul"])
  func brokenTextIsRefused(_ text: String) {
    #expect(throws: JSONError.self) { try JSON(parsing: text) }
  }
}
